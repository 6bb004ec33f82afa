import type { ReplayRun } from '#shared/contract/replays/replay.ts';

/** What the runs of one method come to. */
export interface ReplaySummary {
  readonly method: string;
  readonly seeds: number;
  /** Median evaluations until each share is right and stays so; null where half of the runs or more never get there. */
  readonly evaluations: readonly (number | null)[];
  /** Median share that is right at the end. */
  readonly accuracy: number;
  /** Share that is wrong, averaged over the steps after the first and over the runs: the whole run in one number. */
  readonly meanError: number;
  /** Coverage of the unevaluated points within 1 σ and 2 σ over the second half of the steps; null where none is left. */
  readonly coverage1: number | null;
  readonly coverage2: number | null;
}

/**
 * Sums the runs of one method up.
 *
 * @param shares shares of the scan on the right side, in (0, 1]
 */
export function summariseReplay(runs: readonly ReplayRun[], shares: readonly number[]): ReplaySummary {
  const secondHalves = runs.flatMap(({ steps }) => steps.slice(Math.floor(steps.length / 2)));
  return {
    method: runs[0]?.method ?? '',
    seeds: runs.length,
    evaluations: shares.map((share) => finiteOrNull(median(runs.map((run) => evaluationsUntil(run, share))))),
    accuracy: median(runs.map(({ steps }) => steps.at(-1)?.accuracy ?? Number.NaN)),
    meanError: mean(runs.flatMap(({ steps }) => steps.slice(1).map(({ accuracy }) => 1 - accuracy))) ?? 0,
    coverage1: mean(secondHalves.flatMap(({ coverage1 }) => coverage1 ?? [])),
    coverage2: mean(secondHalves.flatMap(({ coverage2 }) => coverage2 ?? [])),
  };
}

/** Evaluations after which the share of right points is reached and never falls below again; Infinity if it is not. */
function evaluationsUntil({ steps }: ReplayRun, share: number): number {
  const lastBelow = steps.findLastIndex(({ accuracy }) => accuracy < share);
  return steps[lastBelow + 1]?.evaluations ?? Number.POSITIVE_INFINITY;
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
    : (sorted[Math.floor(middle)] ?? Number.NaN);
}
