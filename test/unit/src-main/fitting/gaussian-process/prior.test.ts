import { expect, it } from 'vitest';
import { entriesOf } from '#main/fitting/gaussian-process/parametrisation.ts';
import { negLogPrior } from '#main/fitting/gaussian-process/prior.ts';

const SD_OF_Y = 0.7;
const entries = entriesOf({
  kernel: 'matern32',
  relation: 'difference',
  dimension: 2,
  sharedLengths: false,
  sharedNoise: false,
});
/** ln ℓ₁, ln ℓ₂, ln κ₁₁, ρ, ln ℓ_δ1, ln ℓ_δ2, ln κ_δ, ln ε²_low, ln ε²_high. */
const away = Float64Array.of(-0.3, 0.4, 0.9, 1.7, -1, 0.2, -9.5, -8, -6.5);
const LN_LENGTH = Math.log(0.6);
const LN_NOISE = 2 * Math.log(0.005 * SD_OF_Y);
const mode = Float64Array.of(
  LN_LENGTH,
  LN_LENGTH,
  0,
  1,
  LN_LENGTH,
  LN_LENGTH,
  2 * Math.log(SD_OF_Y / 2),
  LN_NOISE,
  LN_NOISE,
);

it('is the normal density that MATH.md gives each entry', () => {
  const gradient = new Float64Array(entries.length);
  const atMode = negLogPrior(entries, mode, SD_OF_Y, gradient);
  expect(Math.hypot(...gradient)).toBeLessThan(1e-12);
  // −Σ norm.logpdf of SciPy 1.17.1, the difference of both places; a dozen terms of order 10 round to 1e-14.
  expect(negLogPrior(entries, away, SD_OF_Y, gradient) - atMode).toBeCloseTo(35.861357197956906, 12);
});

it('leaves κ₁₁ free, and noise and difference where y has no scale', () => {
  const gradient = new Float64Array(entries.length);
  negLogPrior(entries, away, 0, gradient);
  const free = entries.filter((_, i) => gradient[i] === 0).map(({ name }) => name);
  expect(free).toEqual(['ln kappa11', 'ln difference variance', 'ln noise low', 'ln noise high']);
});
