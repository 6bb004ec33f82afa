import { type NamedParameter, parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import type { SpaceEdit } from '#shared/contract/space/space-methods.ts';

const ENTRIES: Readonly<Record<string, string>> = {
  lower: 'lower bound',
  upper: 'upper bound',
  label: 'symbol',
  name: 'name',
  fixed: 'fixed values',
  stop: 'stop rule',
  contour: 'contour sought',
  quantities: 'limits fitted',
  coordinates: 'model coordinates',
};

/** `m_zp.upper` as people say it, with the symbol as TeX: `$m_{Z'}$ upper bound`. */
export function entryText(entry: string, parameters: readonly NamedParameter[]): string {
  const [first = '', second] = entry.split('.');
  if (second === undefined) return ENTRIES[first] ?? first;
  const parameter = parameters.find(({ name }) => name === first) ?? { name: first };
  return `${parameterTitle(parameter, false)} ${ENTRIES[second] ?? second}`;
}

/** A list in JSON as people write it; anything else as it is. */
export function valueText(json: string | null): string {
  if (json === null) return 'none';
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return json;
  }
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join('\n');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, entry]) => `${key} ${String(entry)}`)
      .join(', ');
  }
  return json;
}

export interface Effect {
  readonly kind: 'ok' | 'warn';
  readonly text: string;
}

/** What an edit does to what is there, before it does it. */
export function effectsOf({ points, pendingOutside, isStale, iterations }: SpaceEdit): Effect[] {
  const effects: Effect[] = [];
  if (points.leave > 0) {
    const are = points.leave === 1 ? 'leaves' : 'leave';
    effects.push({
      kind: 'warn',
      text: `${formatCounted(points.leave, 'point')} ${are} the space: kept in the file, not fitted, back with wider bounds.`,
    });
  }
  if (points.return > 0) {
    const are = points.return === 1 ? 'comes' : 'come';
    effects.push({
      kind: 'ok',
      text: `${formatCounted(points.return, 'point')} ${are} back into the space.`,
    });
  }
  if (pendingOutside > 0) {
    effects.push({
      kind: 'warn',
      text: `${formatCounted(pendingOutside, 'point')} of open batches ${pendingOutside === 1 ? 'is' : 'are'} outside then: veto them on Batches.`,
    });
  }
  if (isStale) {
    effects.push({
      kind: 'warn',
      text: `The fits are out of date then. ${iterations === 1 ? 'The iteration stays' : `The ${iterations} iterations stay`} as they were; the next fit sees the new space.`,
    });
  }
  if (effects.length === 0) effects.push({ kind: 'ok', text: 'No point and no fit is touched.' });
  return effects;
}
