import type { ReplayStep } from '#shared/contract/replays/replay.ts';
import { beliefAt, entropyAt } from '../acquisition/belief.ts';
import type { Scan } from './scan.ts';
import type { FittedLimits } from './surrogates.ts';

/**
 * How well surrogates know a scan. A limit is right when it is predicted on its side, and covered, for surrogates with ln μ, when ln μ lies within one or two
 * standard deviations of a new measurement, √(s² + ε² + known variance). With several quantities, every known limit
 * counts once.
 *
 * @param evaluated rows of the scan that the surrogates were fitted to
 */
export async function judgeStep(
  { points }: Scan,
  surrogates: readonly FittedLimits[],
  evaluated: readonly number[],
): Promise<ReplayStep> {
  const isEvaluated = new Uint8Array(points.count);
  for (const row of evaluated) isEvaluated[row] = 1;
  let known = 0;
  let right = 0;
  let entropy = 0;
  let unevaluated = 0;
  let within1 = 0;
  let within2 = 0;
  for (const { limits, surrogate } of surrogates) {
    const belief = await beliefAt(surrogate, points.u, 'high');
    const noise = surrogate.noiseVariance('high');
    for (let row = 0; row < points.count; row++) {
      const y = limits.y[row];
      if (Number.isNaN(y)) continue;
      known++;
      const { pExcl, lnMu } = belief;
      if ((lnMu ? lnMu.mean[row] < 0 : pExcl[row] > 0.5) === y < 0) right++;
      entropy += entropyAt(belief, row);
      if (isEvaluated[row] || lnMu === null) continue;
      const pull =
        Math.abs(y - lnMu.mean[row]) / Math.sqrt(lnMu.sd[row] ** 2 + noise + limits.knownVariance[row]);
      unevaluated++;
      if (pull < 1) within1++;
      if (pull < 2) within2++;
    }
  }
  return {
    evaluations: evaluated.length,
    accuracy: right / known,
    meanEntropy: entropy / known,
    coverage1: unevaluated === 0 ? null : within1 / unevaluated,
    coverage2: unevaluated === 0 ? null : within2 / unevaluated,
  };
}
