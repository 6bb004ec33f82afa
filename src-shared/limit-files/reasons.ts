import { z } from 'zod';
import { fidelitySchema } from '../domain/fidelity.ts';
import { quantitySchema } from '../domain/quantity.ts';
import { readingNoteSchema } from '../formats/reading-note.ts';
import { raggedReasonSchema } from '../formats/table.ts';
import { LIMIT_KINDS } from './mapping.ts';

/** What has limits of a point already: a point of the campaign, or an earlier row of the same import. */
export const knownPlaceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('point'), id: z.int(), isTest: z.boolean() }),
  z.object({ kind: z.literal('row'), line: z.int() }),
]);

export type KnownPlace = Readonly<z.infer<typeof knownPlaceSchema>>;

const uncertaintySchema = z.enum(['variance', 'error']);

/** Ends of a range of μ. */
const rangeSchema = z.tuple([z.number(), z.number()]);

/** A reason that concerns one cell, or a row by itself. */
const simpleReasonSchemas = [
  ...raggedReasonSchema.options,
  /** Neither a number nor a sign that there is none. */
  z.object({ code: z.literal('not-a-number') }),
  /** `<0.5`. */
  z.object({ code: z.literal('bound') }),
  z.object({ code: z.literal('nan') }),
  z.object({ code: z.literal('infinite') }),
  /** μ ≤ 0, or a cross section that is. */
  z.object({ code: z.literal('not-positive'), what: z.enum(['limit', 'cross-section']) }),
  z.object({ code: z.literal('beyond-accept'), range: rangeSchema }),
  z.object({ code: z.literal('uncertainty-not-a-number'), what: uncertaintySchema }),
  z.object({ code: z.literal('uncertainty-not-usable'), what: uncertaintySchema }),
  z.object({ code: z.literal('parameter-missing') }),
  z.object({ code: z.literal('parameter-not-a-number') }),
  z.object({ code: z.literal('not-the-fixed-value'), parameter: z.string(), value: z.number() }),
  /** The columns in which a limit was looked for; empty where the file has none. */
  z.object({ code: z.literal('no-limit'), columns: z.array(z.string()) }),
  z.object({ code: z.literal('status-unknown') }),
  /** The status says that the point is still waiting or running. */
  z.object({ code: z.literal('unfinished') }),
  z.object({ code: z.literal('theory-missing') }),
  z.object({ code: z.literal('theory-not-positive') }),
  z.object({ code: z.literal('theory-error-not-usable') }),
  z.object({ code: z.literal('theory-without-parameters') }),
  /** No row of the theory table is at the point. */
  z.object({
    code: z.literal('theory-not-found'),
    file: z.string(),
    at: z.array(z.object({ name: z.string(), value: z.number() })),
  }),
  /** The point lies beyond the rows between which the theory is interpolated. */
  z.object({
    code: z.literal('theory-out-of-range'),
    file: z.string(),
    name: z.string(),
    value: z.number(),
    range: rangeSchema,
  }),
  /** The campaign has limits of the same place, and the policy keeps such rows aside. */
  z.object({ code: z.literal('duplicate'), of: knownPlaceSchema, fidelity: fidelitySchema }),
  /** A later row of the same import took its place. */
  z.object({ code: z.literal('superseded'), line: z.int() }),
  /** Nothing of a corrected row is new; `of` is null where its import brought all of it. */
  z.object({ code: z.literal('already-here'), of: knownPlaceSchema.nullable() }),
  /** A row of results for a batch point that has another outcome. */
  z.object({
    code: z.literal('other-outcome'),
    point: z.string(),
    /** The earlier row of the same file; null where the campaign has the outcome, and then `state` says which. */
    line: z.int().nullable(),
    state: z.string().nullable(),
  }),
  /** A row of results for no point that was asked for. `batch` is the only one in question; null for all. */
  z.object({ code: z.literal('unknown-id'), id: z.string(), batch: z.int().nullable() }),
  z.object({ code: z.literal('names-no-point') }),
  z.object({ code: z.literal('no-points'), batch: z.int().nullable() }),
  /**
   * The coordinates are not those of the point that its id names. Distances are shares of the unit cube; null for a
   * value beyond its scale (0 on a logarithmic one). `worst` is the parameter that differs most, missing in files of
   * earlier versions.
   */
  z.object({
    code: z.literal('coordinates-contradict-id'),
    point: z.string(),
    distance: z.number().nullable(),
    worst: z.object({ name: z.string(), asked: z.number(), measured: z.number() }).optional(),
  }),
  z.object({
    code: z.literal('no-point-here'),
    batch: z.int().nullable(),
    nearest: z.string(),
    distance: z.number(),
  }),
  /** What an earlier version kept as a sentence that is not recognised. */
  z.object({ code: z.literal('text'), text: z.string() }),
] as const;

const simpleReasonSchema = z.discriminatedUnion('code', simpleReasonSchemas);

/** Why a row of a file, or one cell of it, is not taken. */
export const reasonSchema = z.discriminatedUnion('code', [
  ...simpleReasonSchemas,
  /** Several cells of a row of which nothing can be taken; the first is the one that the row is reported by. */
  z.object({
    code: z.literal('several'),
    first: simpleReasonSchema,
    others: z.array(z.object({ column: z.string(), value: z.string(), reason: simpleReasonSchema })),
  }),
]);

export type SimpleReason = Readonly<z.infer<typeof simpleReasonSchema>>;
export type Reason = Readonly<z.infer<typeof reasonSchema>>;

/** What looks wrong in a file though it can be read, or what would read it better. */
export const remarkSchema = z.discriminatedUnion('code', [
  /** How the file was read. */
  ...readingNoteSchema.options,
  /** The same of the table of theory cross sections. */
  z.object({ code: z.literal('in-theory-table'), file: z.string(), note: readingNoteSchema }),
  z.object({
    code: z.literal('quantity-not-in-campaign'),
    quantity: quantitySchema,
    campaign: z.array(quantitySchema),
  }),
  z.object({
    code: z.literal('all-below-one'),
    column: z.string(),
    quantity: quantitySchema,
    count: z.int(),
  }),
  /** Edges of the band in the wrong order, `wrong` of `rows` times. */
  z.object({
    code: z.literal('band-order'),
    below: quantitySchema,
    above: quantitySchema,
    wrong: z.int(),
    rows: z.int(),
    firstLine: z.int(),
  }),
  z.object({ code: z.literal('cross-sections-as-high') }),
  /** Limits beyond any credible one: failed fits and zero acceptance. `largest` is ln μ. */
  z.object({ code: z.literal('incredible-limits'), count: z.int(), largest: z.number(), line: z.int() }),
  /** The columns were taken for what their names say; `accept` was added for limits beyond any credible one. */
  z.object({
    code: z.literal('guessed'),
    columns: z.array(z.object({ name: z.string(), column: z.string() })),
    kind: z.enum(LIMIT_KINDS),
    accept: rangeSchema.nullable(),
  }),
  /** The same file was imported before in another way, and what both have is now there twice. */
  z.object({ code: z.literal('read-differently-before'), import: z.int() }),
  /** Points for fits and points for tests at the same places. */
  z.object({ code: z.literal('shared-places'), count: z.int(), isTest: z.boolean() }),
  /** What the format of the file has to say, in its own words. */
  z.object({ code: z.literal('format'), text: z.string() }),
]);

export type Remark = Readonly<z.infer<typeof remarkSchema>>;

/**
 * What could not be taken from a limit file: a whole row, or one limit of it. `column` and `value` are the cell at
 * fault as the file has it; both are empty where no single cell is (a ragged row).
 */
export interface RejectedCell {
  readonly line: number;
  /** What is shown in place of the line; null in text. */
  readonly path: string | null;
  readonly column: string;
  readonly value: string;
  readonly reason: Reason;
  /** The whole row as the file has it, so that it can be repaired. */
  readonly rowText: string;
}
