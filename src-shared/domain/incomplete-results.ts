import type { Quantity } from './quantity.ts';

/** A result that was taken without a limit of each of the campaign's quantities. */
export interface IncompleteResult {
  readonly id: string;
  readonly kept: readonly Quantity[];
  readonly lacks: readonly Quantity[];
}

/** Ids named in a line. */
const MOST_NAMED = 3;

/** `2 results without obs (b2-001, b2-002): exp, exp_p1 kept`, a line for each set of quantities, without full stops. */
export function incompleteTexts(results: readonly IncompleteResult[]): string[] {
  const groups = new Map<string, { readonly first: IncompleteResult; readonly ids: string[] }>();
  for (const result of results) {
    const key = `${result.lacks.join()}|${result.kept.join()}`;
    const group = groups.get(key) ?? { first: result, ids: [] };
    groups.set(key, group);
    group.ids.push(result.id);
  }
  return [...groups.values()].map(({ first: { kept, lacks }, ids }) => {
    const names = ids.length > MOST_NAMED ? `${ids.slice(0, MOST_NAMED).join(', ')} …` : ids.join(', ');
    const count = ids.length === 1 ? '1 result' : `${ids.length} results`;
    return `${count} without ${lacks.join(', ')} (${names}): ${kept.join(', ')} kept`;
  });
}
