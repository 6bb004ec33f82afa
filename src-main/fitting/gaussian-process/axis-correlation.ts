import type { KernelName } from '#shared/domain/fit-settings.ts';
import { addCorrelationRow, correlationSlope, scaledCoordinates } from './kernel.ts';

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
  const lengths = Float64Array.of(length);
  const [scaledA, scaledB] = [scaledCoordinates(kernel, a, lengths), scaledCoordinates(kernel, b, lengths)];
  const matrix = new Float64Array(a.length * b.length);
  for (let i = 0; i < a.length; i++) {
    addCorrelationRow(kernel, 1, scaledA, i, scaledB, 0, b.length, 1, matrix, i * b.length);
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
  const lengths = Float64Array.of(length);
  const [scaledA, scaledB] = [scaledCoordinates(kernel, a, lengths), scaledCoordinates(kernel, b, lengths)];
  return correlation.map((value, index) => {
    const distance = Math.abs(scaledA[Math.floor(index / b.length)] - scaledB[index % b.length]);
    return value * correlationSlope(kernel, distance);
  });
}
