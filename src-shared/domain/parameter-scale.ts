import type { Parameter } from './campaign-definition.ts';

/** One parameter between its own value and its place in [0,1]. */
export interface Scale {
  toUnit(value: number): number;
  fromUnit(place: number): number;
  /** The nearest value lower + k·step within the bounds; the value itself without a step. */
  snap(value: number): number;
}

/** How far a step may miss the upper bound by rounding and still reach it, in steps. */
const STEP_TOLERANCE = 1e-9;

/** Digits of a lattice value: 0.1 + 2·0.1 is to be requested as 0.3. */
const LATTICE_DIGITS = 12;

/** The scale of a parameter with lower < upper, and lower > 0 if logarithmic. */
export function createScale({
  lower,
  upper,
  scale,
  step,
}: Pick<Parameter, 'lower' | 'upper' | 'scale' | 'step'>): Scale {
  const isLog = scale === 'log';
  const start = isLog ? Math.log10(lower) : lower;
  const length = (isLog ? Math.log10(upper) : upper) - start;
  const clamp = (value: number) => Math.min(upper, Math.max(lower, value));
  const snap = (value: number): number => {
    if (step === undefined) return value;
    const last = Math.floor((upper - lower) / step + STEP_TOLERANCE);
    const count = Math.min(last, Math.max(0, Math.round((value - lower) / step)));
    return clamp(Number((lower + count * step).toPrecision(LATTICE_DIGITS)));
  };
  return {
    toUnit: (value) => ((isLog ? Math.log10(value) : value) - start) / length,
    fromUnit: (place) => {
      // The ends are exact whatever the logarithms round to.
      if (place === 0) return lower;
      if (place === 1) return upper;
      const value = start + place * length;
      const theta = isLog ? 10 ** value : value;
      return place > 0 && place < 1 ? clamp(theta) : theta;
    },
    snap,
  };
}
