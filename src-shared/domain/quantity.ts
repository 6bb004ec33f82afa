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
