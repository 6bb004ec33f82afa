import { z } from 'zod';
import { fidelitySchema } from '../../domain/fidelity.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import { defineMethods } from '../define-methods.ts';
import { figureFormatSchema, figureSchema } from './figure.ts';
import { sliceViewSchema } from './slice-view.ts';

const fitsInput = z.object({
  campaignId: z.string(),
  /** An iteration as it was then; null for the newest fits on the limits as they are now. */
  iteration: z.int().positive().nullable().default(null),
});

/** How fine a slice is, and how soon its turn comes: `coarse` before `full`, the panels of a matrix last. */
export const sliceResolutionSchema = z.enum(['coarse', 'full', 'panel']);
export type SliceResolution = z.infer<typeof sliceResolutionSchema>;

export const takenSliceSchema = z.object({
  view: sliceViewSchema,
  iteration: z.int(),
  /** Whether limits, bounds or constraints have changed since that iteration was fitted. */
  isStale: z.boolean(),
  resolution: sliceResolutionSchema,
  /** Time that it took, waiting for its turn left out. */
  milliseconds: z.number(),
});

export type TakenSliceView = z.infer<typeof takenSliceSchema>;

/** Every point that slices may show, in columns. */
export const slicePointsSchema = z.object({
  /** The point's id, `412`, or the batch point's, `b3-017`. */
  ids: z.array(z.string()),
  /** Values of the free parameters, one array a point. */
  theta: z.array(z.array(z.number())),
  fidelity: z.array(fidelitySchema),
  /** `known` with limits, `test`, `proposed` (or pinned) or `pending` (handed out). */
  state: z.array(z.enum(['known', 'test', 'proposed', 'pending'])),
  /** ln μ by quantity; a point without that limit has null. */
  y: z.partialRecord(quantitySchema, z.array(z.number().nullable())),
  /** The first iteration that knew the point; null where none does yet. */
  iteration: z.array(z.int().nullable()),
});

export type SlicePointColumns = z.infer<typeof slicePointsSchema>;

/** A line through the space along one parameter. */
export const cutSchema = z.object({
  /** Ascending, equally spaced on the parameter's scale. */
  values: z.array(z.number()),
  /** By quantity; values are null outside the constraints. */
  quantities: z.partialRecord(
    quantitySchema,
    z.object({
      pExcl: z.array(z.number().nullable()),
      /** Mean and standard deviation of ln μ; null for a surrogate without. */
      mean: z.array(z.number().nullable()).nullable(),
      sd: z.array(z.number().nullable()).nullable(),
      /** Whether the surrogate extrapolates there. */
      extrapolated: z.array(z.boolean().nullable()),
      /** `low` where no high-fidelity limit was fitted; missing in pictures that earlier versions kept. */
      fidelity: fidelitySchema.exactOptional(),
    }),
  ),
});

export type Cut = z.infer<typeof cutSchema>;

/** A campaign at a glance: its newest contour in the first two parameters, the others at mid-range. */
export const thumbnailSchema = z.object({
  // Pictures that earlier versions kept, in the cache and with the samples, have no probability of their own.
  view: sliceViewSchema.extend({ pExcl: sliceViewSchema.shape.pExcl.default(null) }),
  /** Points near that slice. */
  points: z.array(z.object({ x: z.number(), y: z.number(), isExcluded: z.boolean() })),
});

export type Thumbnail = z.infer<typeof thumbnailSchema>;

export const slicesMethods = defineMethods({
  /** A plane through the newest fits, or through those of an earlier iteration. */
  'slice.take': {
    input: fitsInput.extend({
      x: z.string(),
      y: z.string(),
      /** Values of other free parameters; those left out stand at mid-range on their scale. */
      fixed: z.record(z.string(), z.number()).default({}),
      /** Whose field and model band; null for the campaign's contour quantity. */
      of: quantitySchema.nullable().default(null),
      resolution: sliceResolutionSchema,
    }),
    output: takenSliceSchema,
  },
  'slice.points': { input: z.object({ campaignId: z.string() }), output: slicePointsSchema },
  'slice.cut': {
    input: fitsInput.extend({
      along: z.string(),
      /** Values of the other free parameters; those left out stand at mid-range on their scale. */
      at: z.record(z.string(), z.number()).default({}),
    }),
    output: cutSchema,
  },
  /** A figure as a file: what the window shows, drawn for print. */
  'figure.export': {
    input: z.object({ figure: figureSchema, format: figureFormatSchema }),
    output: z.object({ base64: z.string() }),
  },
  /**
   * The picture of a campaign file, which need not be open; kept until the file changes.
   *
   * @returns null for a campaign that has not been fitted, or has one parameter
   */
  'campaign.thumbnail': {
    input: z.object({ path: z.string() }),
    output: thumbnailSchema.nullable(),
  },
});
