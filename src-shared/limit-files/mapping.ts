import { z } from 'zod';
import { fidelitySchema } from '#shared/domain/fidelity.ts';
import { quantitySchema } from '#shared/domain/quantity.ts';
import { findingCodeSchema } from './findings/finding-codes.ts';
import { crossSectionUnitSchema } from './units.ts';

/**
 * What the numbers of a limit file are. `mu`: limits on the signal strength μ = σ_UL/σ_theory; `sigma`: limits on the
 * cross section, to be divided by the theory's; `ln_mu`, `log10_mu`: a logarithm of μ; `cls`: CLs at μ = 1, from which ln μ is estimated; `theory`: no limits at all but cross sections,
 * a cheap estimate y = ln(reference/σ_theory).
 */
export const LIMIT_KINDS = ['mu', 'sigma', 'ln_mu', 'log10_mu', 'cls', 'theory'] as const;

export type LimitKind = (typeof LIMIT_KINDS)[number];

const columnSchema = z.string().min(1, 'a column name is wanted');

/** A column of 1σ errors: in the unit of what they belong to, or in per cent of it. */
const errorColumnSchema = z.union([
  columnSchema,
  z.strictObject({
    column: columnSchema,
    unit: z.literal('percent', 'the unit of an error is percent; without one it is that of its limit'),
  }),
]);

type ErrorColumn = z.infer<typeof errorColumnSchema>;

/** The name of a column of errors. */
export const errorColumnName = (error: ErrorColumn): string =>
  typeof error === 'string' ? error : error.column;

/** What an error is multiplied by to be in the unit of `value`, which it belongs to. */
export const errorUnitOf = (error: ErrorColumn | undefined, value: number): number =>
  typeof error === 'object' ? value / 100 : 1;

const selectedSchema = z.union([z.string(), z.number()]);

/** A table of a file that has several: its name, or its number counted from 1. */
const tableSchema = z.union([z.string().min(1), z.int().min(1)]);

/** Ends of a range of μ, both inside. */
const rangeSchema = z
  .tuple([z.number().positive(), z.number().positive()])
  .refine(([lower, upper]) => lower < upper, 'the lower end must lie below the upper one');

const theorySchema = z
  .strictObject({
    /** A table of its own, relative to the mapping; without it the column is one of the limit file. */
    file: z.string().min(1).optional(),
    /** Which table of that file, where it has several; without it the one with the columns that are named here. */
    table: tableSchema.optional(),
    column: columnSchema,
    unit: crossSectionUnitSchema,
    /** Parameters that find the row of the table: a list, or parameter → its column there. */
    match: z.union([z.array(z.string()).min(1), z.record(z.string(), columnSchema)]).optional(),
    /** Interpolate between the table's rows: in ln σ (`log`) or σ (`linear`). Without it the join is exact. */
    interpolate: z.enum(['log', 'linear']).optional(),
    /** The 1σ error on the cross section, in the same unit or in per cent. */
    error: errorColumnSchema.optional(),
  })
  .superRefine((theory, context) => {
    const complain = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const matched = Array.isArray(theory.match)
      ? theory.match.length
      : Object.keys(theory.match ?? {}).length;
    if (theory.file === undefined) {
      if (theory.match !== undefined) complain('match', 'match goes with a theory table: name its file too');
      if (theory.table !== undefined) complain('table', 'table goes with a theory table: name its file too');
      if (theory.interpolate !== undefined)
        complain('interpolate', 'interpolate goes with a theory table: name its file');
    } else if (matched === 0) {
      complain('match', 'match is missing: name the parameters that find the row of the theory table');
    } else if (theory.interpolate !== undefined && matched !== 1) {
      complain('interpolate', `interpolation works in one parameter, match names ${matched}`);
    }
  });

export type TheorySettings = z.infer<typeof theorySchema>;

const limitSchema = z
  .strictObject({
    kind: z.enum(LIMIT_KINDS).default('mu'),
    /** Unit of the limits (kind sigma) or of the cross sections and the reference (kind theory). */
    unit: crossSectionUnitSchema.optional(),
    /** Kind theory: the column of σ_theory that serves every quantity of the campaign. */
    column: columnSchema.optional(),
    /** Kind theory: the cross section at which y = 0, in `unit`. */
    reference: z.number().positive().optional(),
    theory: theorySchema.optional(),
  })
  .superRefine((limit, context) => {
    const complain = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { kind } = limit;
    const isCrossSection = kind === 'sigma' || kind === 'theory';
    if (isCrossSection && limit.unit === undefined) {
      complain('unit', `the unit is missing: kind ${kind} needs pb, fb or nb`);
    }
    if (!isCrossSection && limit.unit !== undefined) {
      complain('unit', `kind ${kind} has no unit; limits on the cross section are kind: sigma`);
    }
    if (kind === 'sigma' && limit.theory === undefined) {
      complain(
        'theory',
        'kind sigma needs theory: the cross section that turns the limits into μ = σ_UL/σ_theory',
      );
    }
    if (kind !== 'theory' && limit.column !== undefined) {
      complain('column', 'limit.column goes with kind theory; the columns of limits stand under quantities');
    }
    if (kind !== 'theory' && limit.reference !== undefined)
      complain('reference', 'reference goes with kind theory');
    if (kind === 'theory' && limit.column !== undefined && limit.theory !== undefined) {
      complain('theory', 'give the cross section once: as column, or as theory');
    }
  });

/**
 * `mapping.yaml`: how the columns of a limit file are to be read. Whatever is left out is taken as without a mapping:
 * columns named like the parameters and the quantities, kind mu.
 */
export const mappingSchema = z.strictObject({
  /** Which table of the file, where it has several; without it the one with the columns that are named here. */
  table: tableSchema.optional(),
  /** Parameter (free or fixed) → column. */
  parameters: z.record(z.string(), columnSchema).default({}),
  /** Quantity → column of its limit. */
  quantities: z.partialRecord(quantitySchema, columnSchema).default({}),
  limit: limitSchema.prefault({}),
  /** Quantity → column with the variance of ln μ. */
  variance: z.partialRecord(quantitySchema, columnSchema).default({}),
  /** Quantity → column with the 1σ error of the limit, in the limit's own unit or in per cent. */
  error: z.partialRecord(quantitySchema, errorColumnSchema).default({}),
  /** Column → the value, or the values, of the rows to be read; other rows are passed over. */
  where: z.record(columnSchema, z.union([selectedSchema, z.array(selectedSchema).min(1)])).optional(),
  /** For files with a row for each quantity of a point: the column that says which, and what its values stand for. */
  pivot: z
    .strictObject({
      column: columnSchema,
      /** The column of the limits. */
      limit: columnSchema,
      /** Value of `column` → quantity. Rows with other values are passed over. */
      values: z
        .record(z.string(), quantitySchema)
        .refine((values) => Object.keys(values).length > 0, 'no value is named')
        .refine(
          (values) => new Set(Object.values(values)).size === Object.keys(values).length,
          'two values stand for one quantity',
        ),
    })
    .optional(),
  /** Parameter → what its column is multiplied by to be in the campaign's unit: 1000 for TeV in a campaign in GeV. */
  scale: z
    .record(
      z.string(),
      z.number().refine((factor) => factor !== 0, 'a factor must not be 0'),
    )
    .optional(),
  /** Findings that somebody has looked at: the file is to be read so all the same. */
  confirmed: z.array(findingCodeSchema).optional(),
  fidelity: fidelitySchema.optional(),
  /** μ beyond is kept at the bound and flagged. */
  clip: rangeSchema.optional(),
  /** μ beyond is quarantined. */
  accept: rangeSchema.optional(),
  /** Cells that stand for "no limit"; entries that are numbers are compared as numbers. */
  missing: z.array(z.union([z.string(), z.number(), z.null()])).optional(),
});

export type Mapping = z.infer<typeof mappingSchema>;
