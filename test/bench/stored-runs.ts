import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReplayRun } from '#shared/contract/replays/replay.ts';
import { type Measurement, thisMeasurement } from './machine.ts';

/** The runs of one method on one row of a table, kept so that a bench can be measured in parts. */
export interface StoredRuns {
  readonly measurement: Measurement;
  readonly runs: readonly ReplayRun[];
}

/** One column per number of a step: a tenth of the size of steps as objects. */
interface StoredFile {
  readonly measurement: Measurement;
  readonly runs: readonly {
    readonly method: string;
    readonly seed: number;
    readonly steps: Readonly<Record<StepKey, readonly (number | null)[]>>;
  }[];
}

const STEP_KEYS = ['evaluations', 'accuracy', 'meanEntropy', 'coverage1', 'coverage2'] as const;
type StepKey = (typeof STEP_KEYS)[number];

/** The stored runs of a row and method; null where there are none. */
export function loadRuns(suite: string, row: string, method: string): StoredRuns | null {
  const path = pathOf(suite, row, method);
  if (!existsSync(path)) return null;
  const file: StoredFile = JSON.parse(readFileSync(path, 'utf8'));
  const runs = file.runs.map(({ method, seed, steps }) => ({
    method,
    seed,
    steps: steps.evaluations.map((evaluations, index) => ({
      evaluations: evaluations ?? 0,
      accuracy: steps.accuracy[index] ?? 0,
      meanEntropy: steps.meanEntropy[index] ?? 0,
      coverage1: steps.coverage1[index] ?? null,
      coverage2: steps.coverage2[index] ?? null,
    })),
  }));
  return { measurement: file.measurement, runs };
}

/** Stores runs in the place of those with the same seeds. */
export function storeRuns(suite: string, row: string, method: string, runs: readonly ReplayRun[]): void {
  const seeds = new Set(runs.map(({ seed }) => seed));
  const others = loadRuns(suite, row, method)?.runs.filter(({ seed }) => !seeds.has(seed)) ?? [];
  const all = [...others, ...runs].toSorted((a, b) => a.seed - b.seed);
  const path = pathOf(suite, row, method);
  mkdirSync(dirname(path), { recursive: true });
  const lines = all.map((run) => `    ${JSON.stringify(columnsOf(run))}`);
  const measurement = JSON.stringify(thisMeasurement());
  writeFileSync(path, `{\n  "measurement": ${measurement},\n  "runs": [\n${lines.join(',\n')}\n  ]\n}\n`);
}

function columnsOf({ method, seed, steps }: ReplayRun): StoredFile['runs'][number] {
  const column = (key: StepKey) => steps.map((step) => round(step[key]));
  return {
    method,
    seed,
    steps: {
      evaluations: column('evaluations'),
      accuracy: column('accuracy'),
      meanEntropy: column('meanEntropy'),
      coverage1: column('coverage1'),
      coverage2: column('coverage2'),
    },
  };
}

/** To 6 digits: more than the tables show; a share of N points keeps its place against a threshold. */
function round(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(6));
}

function pathOf(suite: string, row: string, method: string): string {
  return fileURLToPath(new URL(`./results/${suite}/${row}.${method}.json`, import.meta.url));
}
