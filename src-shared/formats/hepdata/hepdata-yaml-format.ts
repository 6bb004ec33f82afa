import { z } from 'zod';
import { decodeText, glimpse, looksLikeText } from '../decode-text.ts';
import type { Format, FormatContent } from '../format.ts';
import { contentOfHepdata, type HepdataVariable } from './hepdata-table.ts';
import { parseHepdata, readValue, valueSchema, withUnit } from './hepdata-values.ts';
import { parseYaml } from './parse-yaml.ts';

const textSchema = z.union([z.string(), z.number(), z.boolean()]).nullish();
const variableSchema = z.object({
  header: z.object({ name: z.union([z.string(), z.number()]), units: textSchema }),
  qualifiers: z.array(z.object({ name: textSchema, value: textSchema, units: textSchema })).nullish(),
  values: z.array(valueSchema),
});
const tableSchema = z.object({
  independent_variables: z.array(variableSchema).nullish(),
  dependent_variables: z.array(variableSchema).nullish(),
});

/** A table of a submission to HEPData: `data1.yaml`. */
export const hepdataYamlFormat: Format = {
  id: 'hepdata-yaml',
  name: 'HEPData YAML',
  description: 'A table of a HEPData submission, with its bands, or a contour.',
  extensions: ['.yaml', '.yml'],
  detect(_name, head) {
    const text = looksLikeText(head) ? glimpse(head) : '';
    const found = /^["']?((?:in)?dependent_variables)["']?\s*:/m.exec(text);
    if (found === null) return { confidence: 0, reason: 'it has no dependent_variables' };
    return { confidence: 0.97, reason: `it has ${found[1]}` };
  },
  read({ name, bytes }): FormatContent {
    const table = parseHepdata(tableSchema, parseYaml(decodeText(bytes, name), name), name);
    const [independent, dependent] = [table.independent_variables, table.dependent_variables].map((list) =>
      (list ?? []).map(variableOf),
    );
    return contentOfHepdata(
      { name: null, description: '', independent: independent!, dependent: dependent! },
      name,
      'hepdata-yaml',
    );
  },
  describe: () => '',
};

function variableOf({ header, qualifiers, values }: z.infer<typeof variableSchema>): HepdataVariable {
  return {
    name: withUnit(String(header.name), header.units?.toString()),
    qualifiers: (qualifiers ?? []).map(
      ({ name, value, units }) => [String(name ?? ''), withUnitAfter(value, units)] as const,
    ),
    values: values.map(readValue),
  };
}

const withUnitAfter = (value: z.infer<typeof textSchema>, unit: z.infer<typeof textSchema>): string =>
  [value, unit].filter((part) => part !== null && part !== undefined && part !== '').join(' ');
