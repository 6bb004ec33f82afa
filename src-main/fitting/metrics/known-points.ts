import type { OpenSurrogate } from '#main/surrogates/surrogate.ts';
import type { Space } from '#shared/domain/space.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';
import type { Task } from '../gaussian-process/posterior.ts';
import { row } from '../rows.ts';
import type { KnownLimits } from './metrics-input.ts';
import { type PredictedLimits, summariseResiduals } from './residuals.ts';

/** What a surrogate says of points whose limits are known without it. */
export interface Judged {
  readonly y: Float64Array;
  /** P(ln μ < 0) of the noise-free ln μ. */
  readonly pExcl: Float64Array;
  /** Null where the surrogate has no ln μ. */
  readonly lnMu: {
    /** ŷ and its variance s² + ε² + known variance, as a new measurement has it. */
    readonly mean: Float64Array;
    readonly variance: Float64Array;
    /** s of the noise-free f. */
    readonly sd: Float64Array;
  } | null;
}

/**
 * Predicts known points with the noise of their task and the known variance of each.
 *
 * @param space whose coordinates the surrogate was fitted in; points that have none there are left out
 */
export async function predictLimits(
  space: Space,
  surrogate: OpenSurrogate,
  task: Task,
  limits: KnownLimits,
): Promise<Judged> {
  const located = Array.from(limits.y.keys()).flatMap((i) => {
    const u = space.coordinates(row(limits.theta, i, space.names.length));
    return u === null ? [] : [{ i, u }];
  });
  const u = Float64Array.from(located.flatMap((point) => Array.from(point.u)));
  const { pExcl, lnMu } = await surrogate.predict(u, task);
  const noise = surrogate.noiseVariance(task);
  return {
    y: Float64Array.from(located, ({ i }) => limits.y[i]),
    pExcl,
    lnMu: lnMu && {
      mean: lnMu.mean,
      variance: lnMu.variance.map((s2, k) => s2 + noise + limits.knownVariance[located[k].i]),
      sd: lnMu.variance.map(Math.sqrt),
    },
  };
}

/** Whether the surrogate calls a point excluded: by ŷ where there is one, else by p > ½. */
function calledExcluded({ pExcl, lnMu }: Judged): (point: number) => boolean {
  return lnMu === null ? (i) => pExcl[i] > 0.5 : (i) => lnMu.mean[i] < 0;
}

/** Share of the points on the side of ln μ = 0 where the measurement is. */
export function shareOnRightSide(judged: Judged): number {
  const isCalledExcluded = calledExcluded(judged);
  return judged.y.filter((value, i) => value < 0 === isCalledExcluded(i)).length / judged.y.length;
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
  /** Null where the surrogate has no ln μ. */
  readonly pulls: { readonly mean: number; readonly rms: number } | null;
}

function pullsOf(predicted: PredictedLimits): NonNullable<TestReport['pulls']> {
  const { pullMean, pullRms } = summariseResiduals(predicted);
  return { mean: pullMean, rms: pullRms };
}

/** @param judged one point or more */
export function reportOnTestPoints(judged: Judged): TestReport {
  const { y, pExcl, lnMu } = judged;
  const isCalledExcluded = calledExcluded(judged);
  const count = (isExcluded: boolean, called: boolean) =>
    y.filter((value, i) => value < 0 === isExcluded && isCalledExcluded(i) === called).length;
  const error = 1 - shareOnRightSide(judged);
  // Of ln μ in the lower tail, where the digits are.
  const claims = pExcl.map((p, i) =>
    lnMu === null ? Math.min(p, 1 - p) : exclusionProbability(Math.abs(lnMu.mean[i]), lnMu.sd[i]),
  );
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
    pulls: lnMu && pullsOf({ y, ...lnMu }),
  };
}
