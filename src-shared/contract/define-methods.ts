import type { z } from 'zod';

/** What a method of the core takes and returns. Both are JSON-safe: no NaN, no Infinity, no typed arrays. */
export interface MethodSchemas {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

export type MethodMap = Readonly<Record<string, MethodSchemas>>;

/** Names a feature's methods; the identity, so that every method keeps its own schemas in the type. */
export function defineMethods<const Map extends MethodMap>(map: Map): Map {
  return map;
}

/**
 * Merges the features' methods.
 *
 * @throws Error when two features have a method of the same name
 */
export function mergeMethods<const Maps extends readonly MethodMap[]>(
  ...maps: Maps
): UnionToIntersection<Maps[number]> {
  const merged: Record<string, MethodSchemas> = {};
  for (const [name, schemas] of maps.flatMap((map) => Object.entries(map))) {
    if (name in merged) throw new Error(`Two features have a method ${name}.`);
    merged[name] = schemas;
  }
  return merged as UnionToIntersection<Maps[number]>;
}

type UnionToIntersection<Union> = (Union extends unknown ? (value: Union) => void : never) extends (
  value: infer Intersection,
) => void
  ? Intersection
  : never;
