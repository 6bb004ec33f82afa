import { z } from 'zod';
import { fidelitySchema } from '../../domain/fidelity.ts';
import { quantitySchema } from '../../domain/quantity.ts';

/**
 * A 2-D slice through the parameter space: what `contourist slice --out S.json` writes and the figure draws.
 * Grids are rows by y (`grid[iy][ix]`), null outside the constraints. Contours are at ln μ = 0, in the parameters'
 * own units.
 */

const gridSchema = z.array(z.array(z.number().nullable()));

export const polylineSchema = z.array(z.tuple([z.number(), z.number()]));

export const sliceAxisSchema = z.object({
  name: z.string(),
  /** TeX for axes, `m_{Z'}`. */
  label: z.string().exactOptional(),
  unit: z.string().exactOptional(),
  scale: z.enum(['linear', 'log']),
  /** Ascending, equally spaced on the scale. */
  values: z.array(z.number()).min(2),
});

const quantitySliceSchema = z.object({
  /** Posterior mean of ln μ; null, like `sd`, for a surrogate that gives the probability alone. */
  mean: gridSchema.nullable(),
  /** Posterior standard deviation of ln μ, noise-free. */
  sd: gridSchema.nullable(),
  /** Probability that the point is excluded: Φ(−mean/sd) where there are both. */
  pExcl: gridSchema,
  /** Where ln μ = 0; for a surrogate without ln μ, where the probability is ½. */
  contours: z.array(polylineSchema),
  /** Standard deviation of ln μ under the model where no point is near: what the data take away from. */
  amplitude: z.number().exactOptional(),
  /** `low` where no high-fidelity limit was fitted: the contour is then that of the low fidelity alone. */
  fidelity: fidelitySchema,
  /** Whether the surrogate extrapolates: the data say little there, or the place lies far beyond all fitted points. */
  extrapolated: z.array(z.array(z.boolean().nullable())),
});

/** A contour that is not fitted but follows from one that is: the observed limit at the edges of σ_theory. */
const derivedSliceSchema = z.object({ mean: gridSchema, contours: z.array(polylineSchema) });

/** A parameter that is not on an axis, and why it stands where it does. */
export const heldParameterSchema = z.object({
  name: z.string(),
  label: z.string().exactOptional(),
  unit: z.string().exactOptional(),
  value: z.number(),
  /** `given` by the user, `mid_range` of its scale for want of a value, or `constant` in the whole campaign. */
  because: z.enum(['given', 'mid_range', 'constant']),
});

const slicePointSchema = z.object({
  id: z.number().exactOptional(),
  x: z.number(),
  y: z.number(),
  /** Distance from the slice in the other parameters, each scaled to [0,1] over its range. */
  distance: z.number().nonnegative(),
  fidelity: fidelitySchema,
  /** `known` with a limit, `test`, `proposed`, or `pending`: handed out and not back. */
  state: z.enum(['known', 'test', 'proposed', 'pending']),
  /** The known limit, ln μ of the slice's contour quantity; absent for a point that is proposed or requested and not back. Elsewhere it is called y, which is an axis here. */
  lnMu: z.number().exactOptional(),
});

/** Two fitted edges of the ±1σ band in the wrong order: `lower` lies above `upper` in a part of the slice. */
export const sliceCrossingSchema = z.object({
  lower: quantitySchema,
  upper: quantitySchema,
  /** Share of the slice's allowed grid points where they are in the wrong order. */
  share: z.number(),
  /** Smallest and largest x and y of those grid points. */
  x: z.tuple([z.number(), z.number()]),
  y: z.tuple([z.number(), z.number()]),
});

export const sliceSchema = z.object({
  x: sliceAxisSchema,
  y: sliceAxisSchema,
  /** The value of every parameter that is not on an axis. */
  fixed: z.record(z.string(), z.number()),
  /** The same parameters for people: labels, units, and which of them stand at mid-range. */
  held: z.array(heldParameterSchema),
  /** The quantity that says of a point whether it is excluded: the campaign's (first) contour quantity. */
  contour: quantitySchema,
  quantities: z.partialRecord(quantitySchema, quantitySliceSchema),
  derived: z.partialRecord(z.enum(['obs_th_p1', 'obs_th_m1']), derivedSliceSchema),
  /** Polygons beyond the constraints, in the parameters' units; fill them by the even-odd rule. */
  outside: z.array(polylineSchema),
  points: z.array(slicePointSchema),
  crossings: z.array(sliceCrossingSchema),
});

export type Slice = z.infer<typeof sliceSchema>;
export type SliceAxis = z.infer<typeof sliceAxisSchema>;
export type SliceGrid = z.infer<typeof gridSchema>;
export type QuantitySlice = z.infer<typeof quantitySliceSchema>;
export type DerivedSlice = z.infer<typeof derivedSliceSchema>;
export type HeldParameter = z.infer<typeof heldParameterSchema>;
export type SlicePoint = z.infer<typeof slicePointSchema>;
export type SliceCrossing = z.infer<typeof sliceCrossingSchema>;
export type Polyline = z.infer<typeof polylineSchema>;
