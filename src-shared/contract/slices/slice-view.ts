import { z } from 'zod';
import { fidelitySchema } from '../../domain/fidelity.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import { heldParameterSchema, polylineSchema, sliceAxisSchema, sliceCrossingSchema } from './slice.ts';

/** Values at the nodes, row by row, x fastest; null outside the constraints. Rounded to what a picture can show. */
const viewGridSchema = z.array(z.number().nullable());

/** Closed polygons in the parameters' units; fill them by the even-odd rule. */
const ringsSchema = z.array(polylineSchema);

/**
 * A slice ready to be drawn: lines and regions are computed where the fits are, grids are there for the field and for
 * values at the pointer. Regions reach a little past the constraints, beyond `outside`, and are to be clipped there.
 */
export const sliceViewSchema = z.object({
  x: sliceAxisSchema,
  y: sliceAxisSchema,
  held: z.array(heldParameterSchema),
  /** Whose probability of exclusion is the field, and whose own uncertainty is hatched. */
  of: quantitySchema,
  /** Posterior mean of ln μ and its contour ln μ = 0; of a surrogate without ln μ null, and the contour where p_excl = ½. */
  quantities: z.partialRecord(
    quantitySchema,
    z.object({
      mean: viewGridSchema.nullable(),
      lines: z.array(polylineSchema),
      /** `low` where no high-fidelity limit was fitted; missing in pictures that earlier versions kept. */
      fidelity: fidelitySchema.exactOptional(),
    }),
  ),
  /** Posterior standard deviation of ln μ of the quantity `of`, noise-free; null where its surrogate has none. */
  sd: viewGridSchema.nullable(),
  /** p_excl of the quantity `of` where it does not follow from mean and sd; null where it does. */
  pExcl: viewGridSchema.nullable(),
  /** The observed contour at both edges of σ_theory. */
  theory: z.array(polylineSchema),
  regions: z.object({
    /** The experiment's expected bands. */
    band1: ringsSchema,
    band2: ringsSchema,
    /** Where the contour is within one posterior standard deviation, 0.16 < p_excl < 0.84; empty without ln μ. */
    model: ringsSchema,
    /** Where the quantity `of` is extrapolated: s above half of its prior value, or far beyond all fitted points. */
    extrapolated: ringsSchema,
    /** Where the fitted edges of the expected bands are in the wrong order. */
    crossing: ringsSchema,
    /** Beyond the constraints. */
    outside: ringsSchema,
  }),
  /** Where p_excl is 0.05, 0.25, 0.75 and 0.95. */
  levels: z.array(z.object({ p: z.number(), lines: z.array(polylineSchema) })),
  crossings: z.array(sliceCrossingSchema),
  /** Why there is no contour of `of`; null where there is one. */
  blank: z.enum(['excluded', 'allowed', 'outside', 'no-data']).nullable(),
});

export type SliceView = z.infer<typeof sliceViewSchema>;
export type SliceRegion = keyof SliceView['regions'];
