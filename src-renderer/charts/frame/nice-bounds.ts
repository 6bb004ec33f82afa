import { scaleLinear } from 'd3-scale';

/**
 * Bounds at round values around all numbers, with a little air where a number would lie on the frame.
 *
 * @param include further numbers that must be inside, 0 or a goal
 */
export function niceBounds(
  values: readonly (number | null)[],
  include: readonly number[] = [],
): [lower: number, upper: number] {
  const known = [...values, ...include].filter(
    (value): value is number => value !== null && Number.isFinite(value),
  );
  if (known.length === 0) return [0, 1];
  const lowest = Math.min(...known);
  const highest = Math.max(...known);
  const span = highest - lowest || Math.abs(highest) || 1;
  const air = 0.04 * span;
  const lower = include.includes(lowest) ? lowest : lowest - air;
  const upper = include.includes(highest) ? highest + (highest > 0 ? air : 0) : highest + air;
  const [from = 0, to = 1] = scaleLinear().domain([lower, upper]).nice(5).domain();
  return [from, to];
}
