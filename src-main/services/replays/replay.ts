import { availableParallelism } from 'node:os';
import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ReplayPlan } from '#main/fitting/replay/run-replay.ts';
import type { ScanData } from '#main/fitting/replay/scan.ts';
import type { ReplayResult, ReplayRun, ReplayStep } from '#shared/contract/replays/replay.ts';
import type { AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { type FitSettings, fitSettings } from '#shared/domain/fit-settings.ts';
import { openCompute } from '../program/open-compute.ts';

/** What is replayed, and how often. */
export interface ReplayRequest {
  readonly methods: readonly AcquisitionMethod[];
  readonly seeds: readonly number[];
  /** Points evaluated before the first batch; at least 2. */
  readonly initial: number;
  readonly batch: number;
  /** Evaluations at which a run ends. */
  readonly until: number;
  /** How many of the low-fidelity points are used, a seeded choice; all by default. */
  readonly lowCount?: number | undefined;
  /** The default preset by default; its seed is replaced by that of each run. */
  readonly settings?: FitSettings;
}

export interface ReplayOptions {
  readonly signal?: AbortSignal;
  /** Compute processes; by default one a core. */
  readonly processes?: number;
  readonly onStep?: (run: Pick<ReplayRun, 'method' | 'seed'>, step: ReplayStep) => void;
  readonly onRun?: (run: ReplayRun) => void;
}

/**
 * Replays a finished scan with every method and seed, in compute processes side by side. The runs come in the order of
 * the methods, then of the seeds, whichever finished first.
 *
 * @throws ContouristError `replay.too_few_points`, and those of the fit; the signal's reason when cancelled
 */
export async function replay(
  scan: ScanData,
  request: ReplayRequest,
  options: ReplayOptions = {},
): Promise<ReplayResult> {
  const { initial } = request;
  if (scan.high.count < initial) {
    throw new ContouristError(
      'replay.too_few_points',
      `The scan has ${scan.high.count} points inside the campaign's space, fewer than the ${initial} to begin with.`,
      { hint: 'Begin with fewer points, or widen the bounds.' },
    );
  }
  const plans = plansOf(request);
  const runs = new Array<ReplayRun>(plans.length);
  const waiting = plans.entries();
  const { processes = availableParallelism() } = options;
  const clients = Array.from({ length: Math.min(processes, plans.length) }, () =>
    openCompute({ threads: 1 }),
  );
  try {
    await Promise.all(
      clients.map(async (client) => {
        // The iterator is shared: each process takes the next plan when it is free.
        for (const [index, plan] of waiting) {
          runs[index] = await runPlan(client, scan, plan, options);
        }
      }),
    );
  } finally {
    for (const client of clients) client.close();
  }
  return { runs };
}

function plansOf({ methods, seeds, settings = fitSettings(), ...sizes }: ReplayRequest): ReplayPlan[] {
  return methods.flatMap((method) =>
    seeds.map((seed) => ({ ...sizes, method, seed, settings: { ...settings, seed } })),
  );
}

async function runPlan(
  client: ComputeClient,
  scan: ScanData,
  plan: ReplayPlan,
  { signal, onStep, onRun }: ReplayOptions,
): Promise<ReplayRun> {
  const run = await client.run(
    'replay',
    { scan, plan },
    { signal, onProgress: (step) => onStep?.(plan, step) },
  );
  onRun?.(run);
  return run;
}
