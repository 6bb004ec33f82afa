import { z } from 'zod';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { type Cell, parseNumber } from '../cell.ts';
import { type HepdataError, type HepdataValue, NO_VALUE } from './hepdata-table.ts';

const scalarSchema = z.union([z.string(), z.number()]).nullish();
const errorSchema = z.object({
  label: z.string().nullish(),
  hide: z.boolean().nullish(),
  symerror: scalarSchema,
  asymerror: z.object({ plus: scalarSchema, minus: scalarSchema }).nullish(),
});

/** A value as both YAML and JSON of HEPData have it. */
export const valueSchema = z.object({
  value: z.union([scalarSchema, z.boolean()]),
  low: scalarSchema,
  high: scalarSchema,
  errors: z.array(errorSchema).nullish(),
});

/** What a document of HEPData must look like, or an error that says where it does not. */
export function parseHepdata<T>(schema: z.ZodType<T>, value: unknown, fileName: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.join('.') || 'its beginning';
  throw new ContouristError(
    'hepdata.shape',
    `${fileName} looks like a table of HEPData, but ${path} is not as HEPData has it.`,
    {
      position: { file: fileName },
      hint: 'A table has independent_variables and dependent_variables, each with a header and values.',
    },
  );
}

/** A value with its errors; `-` and null are none. */
export function readValue({ value, low, high, errors }: z.infer<typeof valueSchema>): HepdataValue {
  const cell = cellOf(value);
  const ends = [parseNumber(cellOf(low)), parseNumber(cellOf(high))] as const;
  const bin = ends[0] !== null && ends[1] !== null ? ([ends[0], ends[1]] as const) : null;
  if (cell === '' && bin === null) return NO_VALUE;
  return { value: cell, bin, errors: (errors ?? []).flatMap((error) => readError(error, parseNumber(cell))) };
}

function readError(error: z.infer<typeof errorSchema>, value: number | null): HepdataError[] {
  const label = error.label ?? '';
  if (error.asymerror) {
    const plus = sizeOf(error.asymerror.plus, value);
    const minus = sizeOf(error.asymerror.minus, value);
    return plus === null || minus === null ? [] : [{ label, plus, minus }];
  }
  const size = sizeOf(error.symerror, value);
  // The site's JSON gives values without errors a hidden one of 0.
  return size === null || error.hide ? [] : [{ label, plus: size, minus: -size }];
}

/** An error in the unit of its value: `5%` is relative. */
function sizeOf(written: z.infer<typeof scalarSchema>, value: number | null): number | null {
  const percent = typeof written === 'string' ? /^(.*)%$/.exec(written.trim()) : null;
  const size = parseNumber(cellOf(percent === null ? written : percent[1]));
  if (size === null) return null;
  return percent === null ? size : value === null ? null : (size / 100) * value;
}

function cellOf(value: z.infer<typeof scalarSchema> | boolean): Cell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return value;
  const text = String(value).trim();
  return text === '-' ? '' : text;
}

/** A name with its unit, as the site writes it in its CSV. */
export const withUnit = (name: string, unit: string | null | undefined): string =>
  unit ? `${name} [${unit}]` : name;
