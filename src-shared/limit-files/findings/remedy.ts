import { stringify } from 'yaml';
import { type Mapping, mappingSchema } from '../mapping.ts';
import type { Remedy } from './finding.ts';

/** A mapping with a remedy merged into it: objects entry by entry, null takes an entry out. */
export function applyRemedy(mapping: Mapping, remedy: Remedy): Mapping {
  return mappingSchema.parse(merge(mapping, remedy));
}

function merge(base: unknown, change: unknown): unknown {
  if (!isObject(change)) return change;
  const merged = new Map(Object.entries(isObject(base) ? base : {}));
  for (const [key, value] of Object.entries(change)) {
    if (value === null) merged.delete(key);
    else merged.set(key, merge(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A remedy as lines of a mapping: `scale: { m_zp: 1000 }`. */
export function remedyText(remedy: Remedy): string {
  return Object.entries(remedy)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim()}`)
    .join('; ');
}
