import type { Quantity } from './quantity.ts';

/** What each quantity is called in sentences and headings: `observed`, `expected +1σ`. */
export const QUANTITY_NAMES: Readonly<Record<Quantity, string>> = {
  obs: 'observed',
  exp: 'expected',
  exp_p1: 'expected +1σ',
  exp_m1: 'expected −1σ',
  exp_p2: 'expected +2σ',
  exp_m2: 'expected −2σ',
};
