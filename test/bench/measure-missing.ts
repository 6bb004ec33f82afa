import type { ReplayRun } from '#shared/contract/replays/replay.ts';
import { loadRuns, storeRuns } from './stored-runs.ts';
import type { BenchOptions } from './suite.ts';

/** One cell of a table: so many seeded runs of one method on one row. */
export interface Cell {
  readonly suite: string;
  readonly row: string;
  readonly method: string;
  readonly seeds: number;
}

/**
 * Measures the seeds of a cell that are not stored yet, and stores them; a bench that is stopped goes on from there.
 *
 * @param measure runs of the seeds given
 */
export async function measureMissing(
  { suite, row, method, seeds }: Cell,
  { isFresh, log }: BenchOptions,
  measure: (seeds: number[]) => Promise<readonly ReplayRun[]>,
): Promise<void> {
  const stored = isFresh ? [] : (loadRuns(suite, row, method)?.runs ?? []);
  const known = new Set(stored.map(({ seed }) => seed));
  const missing = Array.from({ length: seeds }, (_, index) => index + 1).filter((seed) => !known.has(seed));
  if (missing.length === 0) {
    log(`${suite}, ${row}, ${method}: stored`);
    return;
  }
  const started = performance.now();
  storeRuns(suite, row, method, await measure(missing));
  log(`${suite}, ${row}, ${method}: ${missing.length} runs in ${seconds(performance.now() - started)}`);
}

/** Whether the command line asked for a name. */
export function isWanted(name: string, wanted: readonly string[] | null): boolean {
  return wanted === null || wanted.includes(name);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(0)} s`;
}
