import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { describeMeasurements, measurementSchema, thisMeasurement } from '../machine.ts';
import { markdownTable } from '../markdown.ts';
import { isWanted } from '../measure-missing.ts';
import { measureTask } from '../scale/measure-task.ts';
import { type Observed, writeObservations } from '../scale/write-observations.ts';
import type { Suite } from '../suite.ts';

const runSchema = z.object({
  seconds: z.number(),
  fits: z.number().optional(),
  metrics: z.number().optional(),
  batch: z.number().optional(),
  /** Until the first figures, and what their refinement takes afterwards; not in versions without them. */
  first: z.number().optional(),
  refined: z.number().optional(),
  solver: z.string().optional(),
});
type Run = z.infer<typeof runSchema>;

const rowSchema = z.object({
  measurement: measurementSchema,
  what: z.string(),
  before: runSchema.nullable(),
  after: runSchema,
  toReach: z.string(),
});

interface Row {
  readonly what: string;
  readonly data: Observed;
  readonly task: 'iteration' | 'fit';
  /** Points of the batch. */
  readonly size: number;
  readonly toReach: string;
  /** Whether an earlier version finishes it within minutes. */
  readonly hasBefore: boolean;
}

const iteration = { task: 'iteration', hasBefore: true } as const;

const ROWS: Readonly<Record<string, Row>> = {
  'grid-5800': {
    ...iteration,
    what: '5,000 low on a grid + 800 high, batch of 200 by sur',
    data: { kind: 'grid', levels: [10, 10, 10, 5], high: 800 },
    size: 200,
    toReach: '≤ 25 s, metrics ≤ 6 s, first figures ≤ 2 s',
  },
  'grid-1000': {
    ...iteration,
    what: '625 low on a grid + 375 high, batch of 20 by sur',
    data: { kind: 'grid', levels: [5, 5, 5, 5], high: 375 },
    size: 20,
    toReach: '≤ 3 s',
  },
  'scattered-1000': {
    ...iteration,
    what: '625 low, scattered, + 375 high, batch of 20 by sur',
    data: { kind: 'scattered', levels: [5, 5, 5, 5], high: 375 },
    size: 20,
    toReach: '≤ 3 s',
  },
  'scattered-5800': {
    ...iteration,
    what: '5,000 low, scattered, + 800 high, batch of 500 by sur',
    data: { kind: 'scattered', levels: [10, 10, 10, 5], high: 800 },
    size: 500,
    toReach: 'to end, with progress by share',
    hasBefore: false,
  },
  replicates: {
    ...iteration,
    what: '5,000 rows at 20 places, one task, batch of 20 by sur',
    data: { kind: 'places', places: 20, rows: 5000 },
    size: 20,
    toReach: 'as long as 20 rows',
    hasBefore: false,
  },
  places: {
    ...iteration,
    what: 'the same with one row at each place',
    data: { kind: 'places', places: 20, rows: 20 },
    size: 20,
    toReach: '',
    hasBefore: false,
  },
  'auto-920': {
    task: 'fit',
    hasBefore: true,
    what: 'fit of 120 low on a grid + 800 high by RBF, solver chosen by auto',
    data: { kind: 'grid', levels: [5, 4, 3, 2], high: 800 },
    size: 0,
    toReach: 'by the faster solver',
  },
};

/** Whole iterations as people wait for them: fits, judging, the next batch; beside an earlier version where there is one. */
export const iterations: Suite = {
  name: 'iterations',

  async measure({ rows, isFresh, isSmall, before, log }) {
    for (const [name, { what, data, task, size, toReach, hasBefore }] of Object.entries(ROWS)) {
      const path = pathOf(name);
      if (!isWanted(name, rows) || (existsSync(path) && !isFresh) || isSmall) continue;
      const observations = writeObservations(data);
      const run = async (version: string | null): Promise<Run> =>
        runSchema.parse(
          await measureTask(
            task === 'fit'
              ? { task, data: observations, tasks: 'both', solver: 'auto' }
              : { task, data: observations, size },
            version,
          ),
        );
      const row = {
        measurement: thisMeasurement(),
        what,
        before: before !== null && hasBefore ? await run(before) : null,
        after: await run(null),
        toReach,
      };
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${JSON.stringify(row, null, 2)}\n`);
      log(
        `iterations, ${name}: ${row.before ? `${describe(row.before)} before, ` : ''}${describe(row.after)}`,
      );
    }
  },

  tables() {
    const stored = Object.keys(ROWS)
      .map(pathOf)
      .filter(existsSync)
      .map((path) => rowSchema.parse(JSON.parse(readFileSync(path, 'utf8'))));
    if (stored.length === 0) return [];
    const cells = stored.map(({ what, before, after, toReach }) => [
      what,
      before === null ? '' : describe(before),
      describe(after),
      toReach,
    ]);
    const markdown = `Whole iterations of the synthetic campaign, 4-D where nothing else is said: fits of four quantities with the default model, metrics, the next batch. "First figures" is the part of the metrics until they are there; the refinement to 2¹⁶ points runs in the background and is no part of the total. "Before" is version 0.1.0, in the same run.

${markdownTable(['campaign', 'before', 'now', 'to reach'], cells)}

Measured on ${describeMeasurements(stored.map(({ measurement }) => measurement))}.`;
    return [{ name: 'iterations', markdown }];
  },
};

function describe({ seconds: total, fits, metrics, batch, first, refined, solver }: Run): string {
  if (fits === undefined || metrics === undefined || batch === undefined) {
    return `${seconds(total)} (${solver})`;
  }
  const figures = first === undefined ? '' : ` (first figures ${seconds(first)})`;
  const background = refined === undefined ? '' : `; refined in ${seconds(refined)}`;
  return `${seconds(total)}: fits ${seconds(fits)}, metrics ${seconds(metrics)}${figures}, batch ${seconds(batch)}${background}`;
}

function seconds(value: number): string {
  return value < 1 ? `${(1000 * value).toFixed(0)} ms` : `${value.toFixed(1)} s`;
}

function pathOf(row: string): string {
  return fileURLToPath(new URL(`../results/iterations/${row}.json`, import.meta.url));
}
