import { z } from 'zod';
import { quantitySchema } from '#shared/domain/quantity.ts';
import { crossSectionUnitSchema } from '../units.ts';

/** A change of the mapping, merged into it entry by entry. */
const remedySchema = z.record(z.string(), z.json());

export type Remedy = z.infer<typeof remedySchema>;

/** What was found: a code and its data. */
const subjectSchema = z.discriminatedUnion('code', [
  /** Rows of one place differ by far more than noise. `columns` tell them apart; empty where none does. */
  z.object({
    code: z.literal('rows-differ'),
    columns: z.array(z.string()),
    places: z.int(),
    /** The largest ratio of two limits of one place. */
    factor: z.number(),
  }),
  /** A column that is named like limits on a cross section is read as μ. */
  z.object({
    code: z.literal('cross-section-as-mu'),
    column: z.string(),
    quantity: quantitySchema,
    unit: crossSectionUnitSchema.nullable(),
  }),
  /** The name of a column says another unit than the mapping. */
  z.object({
    code: z.literal('unit-not-of-name'),
    column: z.string(),
    named: crossSectionUnitSchema,
    mapped: crossSectionUnitSchema,
  }),
  /** Errors are named like per cent, or larger than their values. */
  z.object({
    code: z.literal('error-in-percent'),
    column: z.string(),
    isOfTheory: z.boolean(),
    isNamed: z.boolean(),
    /** Rows with an error larger than the value, and all rows with an error. */
    larger: z.int(),
    of: z.int(),
  }),
  /** An edge of the band lies above the next one in most rows. */
  z.object({ code: z.literal('bands-swapped'), below: quantitySchema, above: quantitySchema, of: z.int() }),
  /** `form` is what the name and the values look like. */
  z.object({
    code: z.literal('cls-as-mu'),
    column: z.string(),
    quantity: quantitySchema,
    form: z.enum(['cls', 'percent', 'one-minus-cls']),
  }),
  z.object({ code: z.literal('log10-as-ln'), column: z.string(), quantity: quantitySchema }),
  z.object({ code: z.literal('reciprocal-as-mu'), column: z.string(), quantity: quantitySchema }),
  /** A value that stands in several rows exactly, far from all others: `value` as the file has it. */
  z.object({
    code: z.literal('repeated-value'),
    column: z.string(),
    quantity: quantitySchema,
    value: z.string(),
  }),
  z.object({
    code: z.literal('constant-limit'),
    column: z.string(),
    quantity: quantitySchema,
    value: z.string(),
  }),
  /** Most rows lie outside the bounds of a parameter, and would lie inside in another unit. */
  z.object({
    code: z.literal('parameter-scale'),
    parameter: z.string(),
    column: z.string(),
    factor: z.number(),
    /** Rows inside the bounds now, and under the factor. */
    inside: z.int(),
    insideThen: z.int(),
    unit: z.string().nullable(),
  }),
  /** The middle limit is a thousand or more from μ = 1, as a wrong unit makes it. */
  z.object({ code: z.literal('limits-far-from-one'), quantity: quantitySchema, mu: z.number() }),
  /** Limits that the campaign has at the same places differ by far more than noise. */
  z.object({ code: z.literal('contradicts-earlier'), factor: z.number() }),
]);

export const findingSchema = z.object({
  subject: subjectSchema,
  /** `refuse`: numbers would be wrong, and nothing is stored unless somebody confirms it; `warn`: they may be. */
  severity: z.enum(['refuse', 'warn']),
  certainty: z.enum(['sure', 'likely', 'possible']),
  /** How many rows it concerns, and the lines of the first of them. */
  rows: z.int(),
  lines: z.array(z.int()),
  /** The change of the mapping that would cure it; null where none would. */
  remedy: remedySchema.nullable(),
});

export type Finding = z.infer<typeof findingSchema>;

const LINES_SHOWN = 5;

/** The part of a finding that says which rows it concerns. */
export function concerning(lines: readonly number[]): Pick<Finding, 'rows' | 'lines'> {
  return { rows: lines.length, lines: lines.slice(0, LINES_SHOWN) };
}
