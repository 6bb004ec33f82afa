import { scaleLinear, scaleLog } from 'd3-scale';
import { formatFixed, formatPowerOfTen, formatValue } from './format-value.ts';

/** An axis of a figure: where values stand, in pixels, and its ticks, all within the bounds. */
export interface Axis {
  position(value: number): number;
  readonly majors: readonly { readonly value: number; readonly label: string }[];
  readonly minors: readonly number[];
}

/**
 * @param scale `log` needs positive bounds
 * @param bounds the values at the two ends
 * @param range the pixels at the two ends
 * @param count about so many labelled ticks
 * @param factor the labels show values times this: another unit than that of the data
 */
export function createAxis(
  scale: 'linear' | 'log',
  bounds: readonly [lower: number, upper: number],
  range: readonly [from: number, to: number],
  count: number,
  factor = 1,
): Axis {
  const shown = (scale === 'log' ? logTicks : linearTicks)([bounds[0] * factor, bounds[1] * factor], count);
  const position = (scale === 'log' ? scaleLog() : scaleLinear()).domain(bounds).range(range);
  return {
    position: (value) => position(value),
    majors: shown.majors.map(({ value, label }) => ({ value: value / factor, label })),
    minors: shown.minors.map((value) => value / factor),
  };
}

type Ticks = Pick<Axis, 'majors' | 'minors'>;
type Bounds = readonly [lower: number, upper: number];

/** Minor ticks divide a step of 2 in four and steps of 1 and 5 in five, so that they too stand at round values. */
function linearTicks(bounds: Bounds, count: number): Ticks {
  const values = scaleLinear().domain(bounds).ticks(count);
  const step = values.length > 1 ? values[1]! - values[0]! : bounds[1] - bounds[0];
  // A label that stands alone has no step to share decimals with.
  const resolution = values.length === 1 && Number.isInteger(values[0]) ? 1 : step;
  const decimals = Math.max(0, -Math.floor(Math.log10(resolution) + 1e-9));
  const minorStep = step / (Math.round(step / 10 ** Math.floor(Math.log10(step) + 1e-9)) === 2 ? 4 : 5);
  const first = Math.ceil(bounds[0] / minorStep - 1e-9);
  const last = Math.floor(bounds[1] / minorStep + 1e-9);
  const fine = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * minorStep);
  return {
    majors: values.map((value) => ({ value, label: formatFixed(value, decimals) })),
    minors: fine.filter((value) => !values.some((major) => Math.abs(major - value) < minorStep / 2)),
  };
}

/** Labels at powers of ten over two decades and more; at 1, 2, 5 or at all ten steps over less. */
function logTicks(bounds: Bounds, count: number): Ticks {
  const exponents = { from: Math.floor(Math.log10(bounds[0])), to: Math.ceil(Math.log10(bounds[1])) };
  const inside = (value: number): boolean =>
    value >= bounds[0] * (1 - 1e-9) && value <= bounds[1] * (1 + 1e-9);
  const multiples = (digits: readonly number[]): number[] =>
    Array.from({ length: exponents.to - exponents.from + 1 }, (_, index) => exponents.from + index)
      .flatMap((exponent) => digits.map((digit) => Number(`${digit}e${exponent}`)))
      .filter(inside);
  const all = multiples([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const powers = multiples([1]);
  if (Math.log10(bounds[1] / bounds[0]) >= 2) {
    const every = Math.ceil(powers.length / (2 * count));
    const labelled = powers.filter((power) => Math.round(Math.log10(power)) % every === 0);
    return {
      majors: labelled.map((value) => ({ value, label: formatPowerOfTen(Math.round(Math.log10(value))) })),
      minors: (every > 1 ? powers : all).filter((value) => !labelled.includes(value)),
    };
  }
  const labelled = [multiples([1, 2, 5]), all].find((values) => values.length >= 3);
  if (labelled === undefined) return linearTicks(bounds, count);
  return {
    majors: labelled.map((value) => ({ value, label: formatValue(value) })),
    minors: all.filter((value) => !labelled.includes(value)),
  };
}
