/**
 * The smallest value that at least a share q of the weight does not exceed (the inverse of the weighted distribution
 * function).
 *
 * @param values any order, ±∞ allowed, not empty
 * @param weight ≥ 0, summing to 1
 * @param q 0 < q < 1
 */
export function weightedQuantile(values: Float64Array, weight: Float64Array, q: number): number {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  let sum = 0;
  for (const index of order) {
    sum += weight[index];
    // The weights' rounding must not push the quantile to the next value.
    if (sum >= q - 1e-12) return values[index];
  }
  return values[order[order.length - 1]];
}

/** Weights of n equal observations. */
export function equalWeights(count: number): Float64Array {
  return new Float64Array(count).fill(1 / count);
}

/** Σ w_i x_i and its standard error, Σ w_i² (x_i − mean)² under the root. */
export function weightedMean(values: Float64Array, weight: Float64Array): { value: number; error: number } {
  let value = 0;
  for (let i = 0; i < values.length; i++) value += weight[i] * values[i];
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (weight[i] * (values[i] - value)) ** 2;
  return { value, error: Math.sqrt(squares) };
}

/** √(mean of squares). */
export function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
