import type { ShownField } from '../contract/slices/figure.ts';
import type { SliceView } from '../contract/slices/slice-view.ts';
import { contourDistance, entropyOfZ, exclusionProbability } from '../numerics/exclusion.ts';

/** A field as the colour bar explains it. */
export interface FieldScale {
  /** TeX. */
  readonly label: string;
  readonly unit?: string;
  readonly lower: number;
  readonly upper: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  /** The place of a value on the ramp, from 0 to 1. */
  place(value: number): number;
}

/** The mean is shown up to this |ln μ|: beyond e² nobody doubts the exclusion. */
const MOST_MEAN = 2;

/** What the colours of a field mean; the ramps of σ and of the mean fit the values that are there. */
export function fieldScale(field: ShownField, view: Pick<SliceView, 'sd' | 'quantities' | 'of'>): FieldScale {
  switch (field) {
    case 'pexcl':
      return linearScale('p_\\mathrm{excl}', [0, 1], [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]);
    case 'entropy':
      return {
        ...linearScale('H', [0, Math.LN2], [0, 0.25, 0.5]),
        unit: 'nat',
        ticks: [...[0, 0.25, 0.5].map((value) => tick(value)), { value: Math.LN2, label: 'ln 2' }],
      };
    case 'mean': {
      const extent = niceUpper(Math.min(MOST_MEAN, largest(view.quantities[view.of]?.mean ?? [], Math.abs)));
      const scale = linearScale('\\ln\\mu', [-extent, extent], [-extent, -extent / 2, 0, extent / 2, extent]);
      // The blue end of the ramp is the excluded one, as for p_excl.
      return { ...scale, place: (value) => 1 - scale.place(value) };
    }
    case 'difference':
      return linearScale('\\Delta p_\\mathrm{excl}', [-1, 1], [-1, -0.5, 0, 0.5, 1]);
    case 'sigma': {
      const upper = niceUpper(largest(view.sd ?? [], (value) => value));
      return linearScale(
        '\\sigma(\\ln\\mu)',
        [0, upper],
        [0, 0.25 * upper, 0.5 * upper, 0.75 * upper, upper],
      );
    }
  }
}

function linearScale(
  label: string,
  [lower, upper]: readonly [number, number],
  ticks: readonly number[],
): FieldScale {
  return {
    label,
    lower,
    upper,
    ticks: ticks.map((value) => tick(value)),
    place: (value) => Math.min(1, Math.max(0, (value - lower) / (upper - lower))),
  };
}

function tick(value: number): FieldScale['ticks'][number] {
  return { value, label: String(Number(value.toPrecision(3))).replace('-', '−') };
}

function largest(values: readonly (number | null)[], size: (value: number) => number): number {
  let most = 0;
  for (const value of values) if (value !== null) most = Math.max(most, size(value));
  return most;
}

/** The next of 1, 2, 4, 5, 10 … so that the ends and the quarters of a colour bar are round. */
function niceUpper(value: number): number {
  if (!(value > 0)) return 1;
  const decade = 10 ** Math.floor(Math.log10(value));
  return decade * ([1, 2, 4, 5, 10].find((step) => step * decade >= value * (1 - 1e-9)) ?? 10);
}

/** The field's value where ln μ has this mean and standard deviation. */
export function fieldValue(field: ShownField): (mean: number, sd: number) => number {
  switch (field) {
    case 'pexcl':
      return (mean, sd) => exclusionProbability(mean, sd);
    case 'entropy':
      return (mean, sd) => entropyOfZ(contourDistance(mean, sd));
    case 'mean':
    case 'difference':
      return (mean) => mean;
    case 'sigma':
      return (_, sd) => sd;
  }
}
