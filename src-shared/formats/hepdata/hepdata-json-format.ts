import { z } from 'zod';
import { decodeText, glimpse, looksLikeText } from '../decode-text.ts';
import type { Format, FormatContent } from '../format.ts';
import { parseJson, plainValue } from '../records/parse-json.ts';
import { largest } from '../value-table.ts';
import { contentOfHepdata, type HepdataVariable, NO_VALUE } from './hepdata-table.ts';
import { parseHepdata, readValue, valueSchema } from './hepdata-values.ts';

const headerSchema = z.object({ name: z.string(), colspan: z.int().min(1).max(1000).nullish() });
const qualifierSchema = z.object({
  type: z.string().nullish(),
  value: z.union([z.string(), z.number()]).nullish(),
  group: z.int().min(0).nullish(),
  colspan: z.int().min(1).nullish(),
});
const tableSchema = z.object({
  name: z.string().nullish(),
  description: z.string().nullish(),
  headers: z.array(headerSchema),
  qualifiers: z.record(z.string(), z.array(qualifierSchema)).nullish(),
  values: z.array(z.object({ x: z.array(valueSchema).nullish(), y: z.array(valueSchema).nullish() })),
});

/** A table as the site of HEPData gives it out as JSON. */
export const hepdataJsonFormat: Format = {
  id: 'hepdata-json',
  name: 'HEPData JSON',
  description: 'A table as hepdata.net exports it in JSON, with its bands, or a contour.',
  extensions: ['.json'],
  detect(_name, head) {
    const text = looksLikeText(head) ? glimpse(head) : '';
    if (!/^\s*\{/.test(text)) return { confidence: 0, reason: 'it does not start with {' };
    if (!/"headers"\s*:\s*\[/.test(text)) return { confidence: 0, reason: 'it has no headers' };
    const isFromSite = /"(qualifier_order|x_count|associated_files)"\s*:|10\.17182\/hepdata/.test(text);
    if (isFromSite) return { confidence: 0.97, reason: 'it has the keys of hepdata.net' };
    return { confidence: 0, reason: 'it lacks the keys of hepdata.net' };
  },
  read({ name, bytes }): FormatContent {
    const [document = null] = parseJson(decodeText(bytes, name), name);
    const table = parseHepdata(tableSchema, plainValue(document), name);
    const independentCount = longest(table.values.map(({ x }) => x));
    const names = table.headers.flatMap((header) =>
      Array.from({ length: header.colspan ?? 1 }, () => header.name),
    );
    const variable = (side: 'x' | 'y', index: number): HepdataVariable => ({
      name: names[side === 'x' ? index : independentCount + index] ?? `${side} ${index + 1}`,
      qualifiers: side === 'x' ? [] : qualifiersOf(table, index),
      values: table.values.map((row) => {
        const value = row[side]?.[index];
        return value === undefined ? NO_VALUE : readValue(value);
      }),
    });
    const dependentCount = longest(table.values.map(({ y }) => y));
    return contentOfHepdata(
      {
        name: table.name ?? null,
        description: table.description ?? '',
        independent: Array.from({ length: independentCount }, (_, index) => variable('x', index)),
        dependent: Array.from({ length: dependentCount }, (_, index) => variable('y', index)),
      },
      name,
      'hepdata-json',
    );
  },
  describe: () => '',
};

const longest = (lists: readonly (readonly unknown[] | null | undefined)[]): number =>
  largest(lists.map((list) => list?.length ?? 0));

/** The qualifiers of a dependent variable: each spans so many columns from its group on. */
function qualifiersOf(
  { qualifiers }: z.infer<typeof tableSchema>,
  index: number,
): (readonly [string, string])[] {
  return Object.entries(qualifiers ?? {}).flatMap(([type, entries]) => {
    const entry = entries.find(({ group, colspan }) => {
      const from = group ?? 0;
      return index >= from && index < from + (colspan ?? 1);
    });
    return entry?.value === null || entry?.value === undefined ? [] : [[type, String(entry.value)] as const];
  });
}
