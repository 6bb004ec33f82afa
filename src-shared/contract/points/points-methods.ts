import { z } from 'zod';
import { fidelitySchema } from '../../domain/fidelity.ts';
import { leftOutReasonSchema } from '../../domain/left-out-reason.ts';
import { outsideReasonSchema } from '../../domain/outside-reason.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import { defineMethods } from '../define-methods.ts';

/** float64 values in little-endian order, as base64: a table of 20,000 points must cross in a blink. */
const floatsSchema = z.base64();

/** Rows that share something; they count from 0. */
const rowsSchema = z.array(z.int());

/** Every point of a campaign, in columns, ordered by id. */
export const pointTableSchema = z.object({
  count: z.int(),
  ids: z.array(z.int()),
  fidelities: z.array(fidelitySchema),
  /** One column per free parameter, in the campaign's order, in its own unit. */
  theta: z.array(floatsSchema),
  /** ln μ by quantity, NaN where the point has no such limit. */
  y: z.partialRecord(quantitySchema, floatsSchema),
  /** Rows whose limit of the quantity stands at an end of a clip range. */
  clipped: z.partialRecord(quantitySchema, z.array(z.int())),
  /** Rows of test points. */
  test: z.array(z.int()),
  /** Rows that the user or a later import took out of the fit, by reason. */
  excluded: z.array(z.object({ reason: leftOutReasonSchema, rows: rowsSchema })),
  /** Rows outside the campaign's bounds, constraints or coordinates, and why. */
  outside: z.array(z.object({ reason: outsideReasonSchema, rows: rowsSchema })),
  /** Rows with notes, the latest last, each on a line of its own. */
  notes: z.array(z.object({ text: z.string(), rows: rowsSchema })),
  /** The import that each row came with, null for none. */
  imports: z.array(z.int().nullable()),
  /** The batch points that asked for rows. */
  batchPoints: z.array(z.object({ row: z.int(), id: z.string() })),
});

export type PointTable = z.infer<typeof pointTableSchema>;

const pointsInput = z.object({ campaignId: z.string(), ids: z.array(z.int()).min(1) });

export const pointsMethods = defineMethods({
  'points.list': { input: z.object({ campaignId: z.string() }), output: pointTableSchema },
  /** Test points are never fitted, only judged against. */
  'points.setTest': { input: pointsInput.extend({ isTest: z.boolean() }), output: z.null() },
  /** Leaves points out of every later fit; they stay in the file with the reason. */
  'points.exclude': { input: pointsInput.extend({ reason: z.string().trim().min(1) }), output: z.null() },
  'points.include': { input: pointsInput, output: z.null() },
  /** Writes one note on each of the points, in place of the latest one there; an empty text removes it. */
  'points.note': { input: pointsInput.extend({ text: z.string().trim() }), output: z.null() },
});
