import { z } from 'zod';

/**
 * The limits of one parameter point, under RECAST's key names: observed, expected, and the edges of the expected
 * ±1σ and ±2σ bands. All are 95 % CL upper limits on the signal strength μ.
 */
export const QUANTITIES = ['obs', 'exp', 'exp_p1', 'exp_m1', 'exp_p2', 'exp_m2'] as const;

export const quantitySchema = z.enum(QUANTITIES);

export type Quantity = z.infer<typeof quantitySchema>;

/** In words, for people: `Fitting observed`. */
export const QUANTITY_NAMES: Readonly<Record<Quantity, string>> = {
  obs: 'observed',
  exp: 'expected',
  exp_p1: 'expected +1σ',
  exp_m1: 'expected −1σ',
  exp_p2: 'expected +2σ',
  exp_m2: 'expected −2σ',
};

/** The expected limit and its band from the lowest edge to the highest: each limit is at most the next. */
const BAND_ORDER = ['exp_m2', 'exp_m1', 'exp', 'exp_p1', 'exp_p2'] as const satisfies readonly Quantity[];

/** The edges of the expected ±1σ and ±2σ bands. */
export const BAND_EDGES = {
  1: { lower: 'exp_m1', upper: 'exp_p1' },
  2: { lower: 'exp_m2', upper: 'exp_p2' },
} as const satisfies Readonly<Record<number, BandPair>>;

/** Two limits of the expected band in their order: `lower` is at most `upper`, or the band crosses there. */
export interface BandPair {
  readonly lower: Quantity;
  readonly upper: Quantity;
}

/** Whether a quantity is the expected limit or an edge of its band. */
export function isOfBand(quantity: Quantity): boolean {
  return BAND_ORDER.some((edge) => edge === quantity);
}

/**
 * The pairs whose order makes the order of all: neighbours of the band among the quantities that are there.
 *
 * @param quantities in any order; others than those of the band are passed over
 */
export function bandNeighbours(quantities: Iterable<Quantity>): BandPair[] {
  const present = new Set(quantities);
  const ordered = BAND_ORDER.filter((quantity) => present.has(quantity));
  return ordered.slice(1).map((upper, index) => ({ lower: ordered[index] ?? upper, upper }));
}

/** Every two quantities of the band in their order. */
export function bandPairs(): BandPair[] {
  return BAND_ORDER.flatMap((lower, index) => BAND_ORDER.slice(index + 1).map((upper) => ({ lower, upper })));
}
