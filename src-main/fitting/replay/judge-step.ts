import type { ReplayStep } from '#shared/contract/replays/replay.ts';
import { contourDistance, entropyOfZ } from '#shared/numerics/exclusion.ts';
import type { Scan } from './scan.ts';
import type { Surrogate } from './surrogates.ts';

/**
 * How well surrogates know a scan. A limit is right when ŷ has its sign, and covered when ln μ lies within one or two
 * standard deviations of a new measurement, √(s² + ε² + known variance). With several quantities, every known limit
 * counts once.
 *
 * @param evaluated rows of the scan that the surrogates were fitted to
 */
export async function judgeStep(
  { points }: Scan,
  surrogates: readonly Surrogate[],
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
  for (const { limits, posterior } of surrogates) {
    const { mean, variance } = await posterior.predict(points.u);
    const noise = posterior.noiseVariance('high');
    for (let row = 0; row < points.count; row++) {
      const y = limits.y[row];
      if (Number.isNaN(y)) continue;
      known++;
      if (mean[row] < 0 === y < 0) right++;
      entropy += entropyOfZ(contourDistance(mean[row], Math.sqrt(variance[row])));
      if (isEvaluated[row]) continue;
      const pull = Math.abs(y - mean[row]) / Math.sqrt(variance[row] + noise + limits.knownVariance[row]);
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
