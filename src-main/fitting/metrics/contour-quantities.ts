import type { Quantity } from '#shared/domain/quantity.ts';
import type { IterationFits } from './metrics-input.ts';

/** The contour quantities that were fitted: those by which an iteration is judged. */
export function contourQuantities({ definition, fits }: IterationFits): Quantity[] {
  return definition.contour.filter((quantity) => fits.some((fit) => fit.quantity === quantity));
}
