import type { KernelName } from '#shared/domain/fit-settings.ts';
import { correlationSlope, ScaledPoints } from './kernel.ts';

/**
 * k1 along one axis between two sets of coordinates: the factor of the product kernel that belongs to the axis.
 *
 * @returns a.length × b.length, row-major
 */
export function axisCorrelation(
  kernel: KernelName,
  length: number,
  a: Float64Array,
  b: Float64Array,
): Float64Array {
  const [scaledA, scaledB] = [new ScaledPoints(kernel, a, [length]), new ScaledPoints(kernel, b, [length])];
  const matrix = new Float64Array(a.length * b.length);
  for (let i = 0; i < a.length; i++) {
    scaledB.addCorrelations(scaledA, i, 0, b.length, 1, matrix, i * b.length);
  }
  return matrix;
}

/** ∂k1/∂ln ℓ in the same form, out of {@link axisCorrelation}'s matrix. */
export function axisCorrelationSlope(
  kernel: KernelName,
  length: number,
  a: Float64Array,
  b: Float64Array,
  correlation: Float64Array,
): Float64Array {
  const [scaledA] = new ScaledPoints(kernel, a, [length]).axes;
  const [scaledB] = new ScaledPoints(kernel, b, [length]).axes;
  return correlation.map((value, index) => {
    const distance = Math.abs(scaledA[Math.floor(index / b.length)] - scaledB[index % b.length]);
    return value * correlationSlope(kernel, distance);
  });
}
