import type { ReplayRun, ReplayStep } from '#shared/contract/replays/replay.ts';
import type { AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import { BAND_EDGES, type Quantity } from '#shared/domain/quantity.ts';
import { createRandom, deriveSeed } from '#shared/numerics/random.ts';
import { selectCandidates } from '../acquisition/candidate-set.ts';
import { smallestDistance } from '../acquisition/improvement-rule.ts';
import { proposeBatch } from '../acquisition/propose-batch.ts';
import { pickRows } from '../rows.ts';
import { spreadPoints } from '../spread-points.ts';
import { judgeStep } from './judge-step.ts';
import type { QuantityLimits, Scan } from './scan.ts';
import { type FittedLimits, fitSurrogates } from './surrogates.ts';

/** One way through a scan. */
export interface ReplayPlan {
  readonly method: AcquisitionMethod;
  readonly seed: number;
  /** Points evaluated before the first batch; at least 2. */
  readonly initial: number;
  /** Points of a batch. */
  readonly batch: number;
  /** Evaluations at which the replay ends; the last batch is smaller where it must be. */
  readonly until: number;
  /** How many of the low-fidelity points are used, a seeded choice; all by default. */
  readonly lowCount?: number | undefined;
  readonly settings: FitSettings;
}

export interface ReplayOptions {
  readonly signal?: AbortSignal;
  readonly onStep?: (step: ReplayStep) => void;
}

/**
 * Replays a finished scan: hides its limits, evaluates initial points, then fits, judges and evaluates the batch that
 * the method proposes among the points left, again and again. The same plan gives the same run.
 *
 * @throws ContouristError those of the fit; the signal's reason when cancelled
 */
export async function runReplay(
  scan: Scan,
  plan: ReplayPlan,
  { signal, onStep }: ReplayOptions = {},
): Promise<ReplayRun> {
  const { method, seed, batch } = plan;
  const until = Math.min(plan.until, scan.points.count);
  const streamOf = (label: string) => createRandom(deriveSeed(seed, label));
  const size = Math.min(plan.initial, until);
  const high = spreadPoints(scan.points.v, scan.space.names.length, size, streamOf('initial points'));
  const low = chooseLowRows(scan, plan.lowCount, streamOf('low points'));
  const quantities = quantitiesFor(scan, method);
  const { contour } = scan.space.definition;

  const steps: ReplayStep[] = [];
  let surrogates: FittedLimits[] = [];
  for (;;) {
    surrogates = await fitSurrogates(scan, quantities, { high, low }, plan.settings, surrogates, signal);
    const judged = surrogates.filter(({ limits }) => contour.includes(limits.quantity));
    const step = await judgeStep(scan, judged, high);
    steps.push(step);
    onStep?.(step);
    const next = await nextBatch(scan, plan, surrogates, high, Math.min(batch, until - high.length), signal);
    if (next.length === 0) return { method, seed, steps };
    high.push(...next);
  }
}

/** The quantities of the contour; for the paper's rule also the edges of the expected band. */
function quantitiesFor({ space, quantities }: Scan, method: AcquisitionMethod): QuantityLimits[] {
  const { contour } = space.definition;
  const withBand = method === 'paper' && contour.includes('exp');
  return quantities.filter(
    ({ quantity }) =>
      contour.includes(quantity) || (withBand && Object.values<Quantity>(BAND_EDGES[1]).includes(quantity)),
  );
}

function chooseLowRows(
  { low }: Scan,
  size: number | undefined,
  random: ReturnType<typeof createRandom>,
): number[] {
  if (!low) return [];
  const rows = Array.from({ length: low.points.count }, (_, row) => row);
  if (size === undefined || size >= rows.length) return rows;
  random.shuffle(rows);
  return rows.slice(0, size);
}

/** Rows of the scan that the method wants evaluated next. */
async function nextBatch(
  { space, points }: Scan,
  { method, seed }: ReplayPlan,
  surrogates: readonly FittedLimits[],
  evaluated: readonly number[],
  size: number,
  signal?: AbortSignal,
): Promise<number[]> {
  if (size <= 0) return [];
  const known = new Set(evaluated);
  const left = Array.from({ length: points.count }, (_, row) => row).filter((row) => !known.has(row));
  const { points: proposed } = await proposeBatch({
    space,
    surrogates: surrogates.map(({ limits, surrogate }) => ({
      quantity: limits.quantity,
      surrogate,
      task: 'high',
      smallestKnown: smallestDistance(evaluated.map((row) => limits.y[row])),
    })),
    known: pickRows(points.v, evaluated, space.names.length),
    pending: new Float64Array(0),
    size,
    method,
    seed: deriveSeed(seed, `batch after ${evaluated.length}`),
    pool: selectCandidates(points, left),
    withGain: false,
    ...(signal && { signal }),
  });
  return proposed.flatMap(({ poolIndex }) => (poolIndex === null ? [] : [left[poolIndex]]));
}
