import type { Entry } from './parametrisation.ts';

/** A normal distribution of one entry of the optimiser's vector, or of a function of it. */
interface Normal {
  readonly mean: number;
  readonly sd: number;
}

/**
 * Priors on the hyperparameters (MATH.md, "Priors"): densities in the logarithms, without a Jacobian. s_y is the standard
 * deviation of all y fitted.
 *
 *     ln ℓ_j, ln ℓ_δ,j ~ N(ln 0.6, 0.5²)      ln(ε/s_y) ~ N(ln 0.005, 1²)
 *     ρ ~ N(1, 0.5²)                          ln κ_δ ~ N(2 ln(s_y/2), 1²)
 *
 * Replays on published scans chose them. Those on lengths and noise need 9 % fewer points each than wider ones. Without
 * those on the relation, two or three high-fidelity points are fitted exactly by ρ and the bias, κ_δ falls to its bound,
 * and the standard deviation is a hundredth of the error.
 */
const LENGTH: Normal = { mean: Math.log(0.6), sd: 0.5 };
const RELATIVE_NOISE: Normal = { mean: Math.log(0.005), sd: 1 };
const RHO: Normal = { mean: 1, sd: 0.5 };
/** Of ln(κ_δ/s_y²): the difference is half as large as y itself. */
const RELATIVE_DIFFERENCE_VARIANCE: Normal = { mean: 2 * Math.log(0.5), sd: 1 };

/**
 * −ln prior(x) up to a constant, its gradient added to `gradient`.
 *
 * @param entries what each x is
 * @param sdOfY s_y; where it is 0 noise and difference have no prior, since there is no scale to measure them by
 */
export function negLogPrior(
  entries: readonly Entry[],
  x: Float64Array,
  sdOfY: number,
  gradient: Float64Array,
): number {
  let sum = 0;
  entries.forEach((entry, i) => {
    const term = termOf(entry.kind, x[i], sdOfY);
    if (term === null) return;
    const z = (term.value - term.prior.mean) / term.prior.sd;
    sum += 0.5 * z * z;
    gradient[i] += (z / term.prior.sd) * term.slope;
  });
  return sum;
}

/** What a prior is on: a value, its derivative by x, and the distribution of the value; null without a prior. */
function termOf(
  kind: Entry['kind'],
  x: number,
  sdOfY: number,
): { readonly value: number; readonly slope: number; readonly prior: Normal } | null {
  switch (kind) {
    case 'length':
    case 'difference-length':
      return { value: x, slope: 1, prior: LENGTH };
    case 'noise':
      // x is ln ε², the prior is on ln(ε/s_y) = x/2 − ln s_y.
      return sdOfY > 0 ? { value: 0.5 * x - Math.log(sdOfY), slope: 0.5, prior: RELATIVE_NOISE } : null;
    case 'rho':
      return { value: x, slope: 1, prior: RHO };
    case 'difference-variance':
      return sdOfY > 0
        ? { value: x - 2 * Math.log(sdOfY), slope: 1, prior: RELATIVE_DIFFERENCE_VARIANCE }
        : null;
    default:
      return null;
  }
}
