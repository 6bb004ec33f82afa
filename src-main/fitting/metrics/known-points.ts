import type { Space } from '#shared/domain/space.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';
import type { Posterior, Task } from '../gaussian-process/posterior.ts';
import { row } from '../rows.ts';
import type { KnownLimits } from './metrics-input.ts';
import { type Foretold, shareOnRightSide, summariseResiduals } from './residuals.ts';

/** What a posterior says of points whose limits are known without it. */
export interface Judged extends Foretold {
  /** s of the noise-free f. */
  readonly sd: Float64Array;
}

/**
 * Predicts known points with the noise of their task and the known variance of each.
 *
 * @param space whose coordinates the posterior was fitted in; points that have none there are left out
 */
export async function foretell(
  space: Space,
  posterior: Posterior,
  task: Task,
  limits: KnownLimits,
): Promise<Judged> {
  const located = Array.from(limits.y.keys()).flatMap((i) => {
    const u = space.coordinates(row(limits.theta, i, space.names.length));
    return u === null ? [] : [{ i, u }];
  });
  const u = Float64Array.from(located.flatMap((point) => Array.from(point.u)));
  const { mean, variance } = await posterior.predict(u, task);
  const noise = posterior.noiseVariance(task);
  return {
    y: Float64Array.from(located, ({ i }) => limits.y[i]),
    mean,
    variance: variance.map((s2, k) => s2 + noise + limits.knownVariance[located[k].i]),
    sd: variance.map(Math.sqrt),
  };
}

/** How a model does on points that it has never seen. */
export interface TestReport {
  /** Rows: what the point is; columns: what the model calls it. */
  readonly confusion: {
    readonly excludedCalledExcluded: number;
    readonly excludedCalledAllowed: number;
    readonly allowedCalledExcluded: number;
    readonly allowedCalledAllowed: number;
  };
  /** Share on the wrong side, with its binomial standard error. */
  readonly error: number;
  readonly errorOfError: number;
  /** The share on the wrong side that the model itself expects: mean min(p, 1 − p). */
  readonly claim: number;
  readonly pullRms: number;
}

/** @param judged one point or more */
export function reportOnTestPoints(judged: Judged): TestReport {
  const { y, mean, sd } = judged;
  const count = (isExcluded: boolean, called: boolean) =>
    y.filter((value, i) => value < 0 === isExcluded && mean[i] < 0 === called).length;
  const error = 1 - shareOnRightSide(judged);
  const claims = mean.map((value, i) => exclusionProbability(Math.abs(value), sd[i]));
  return {
    confusion: {
      excludedCalledExcluded: count(true, true),
      excludedCalledAllowed: count(true, false),
      allowedCalledExcluded: count(false, true),
      allowedCalledAllowed: count(false, false),
    },
    error,
    errorOfError: Math.sqrt((error * (1 - error)) / y.length),
    claim: claims.reduce((sum, claim) => sum + claim, 0) / y.length,
    pullRms: summariseResiduals(judged).pullRms,
  };
}
