import { summariseReplay } from '#main/services/replays/summarise-replay.ts';
import type { ReplayRun } from '#shared/contract/replays/replay.ts';
import type { AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import { runOnTruth } from '../analytic/run-on-truth.ts';
import { knownTruths } from '../analytic/truths.ts';
import { describeMeasurements } from '../machine.ts';
import { markdownTable, slashed } from '../markdown.ts';
import { isWanted, measureMissing } from '../measure-missing.ts';
import { loadRuns } from '../stored-runs.ts';
import type { Suite, Table } from '../suite.ts';

const METHODS: readonly AcquisitionMethod[] = ['sur', 'batch-entropy', 'entropy', 'paper', 'random'];
const SEEDS = 5;
const SHARES = [0.98, 0.99];

/** Campaigns on the continuous box, against limits that are known everywhere. */
export const analytic: Suite = {
  name: 'analytic',

  async measure(options) {
    for (const truth of knownTruths().filter(({ name }) => isWanted(name, options.rows))) {
      for (const method of METHODS.filter((name) => isWanted(name, options.methods))) {
        const cell = { suite: 'analytic', row: truth.name, method, seeds: options.seeds ?? SEEDS };
        await measureMissing(cell, options, async (missing) => {
          const runs: ReplayRun[] = [];
          for (const seed of missing) runs.push(await runOnTruth(truth, method, seed));
          return runs;
        });
      }
    }
  },

  tables() {
    const truths = knownTruths();
    const stored = truths.map(({ name }) => METHODS.map((method) => loadRuns('analytic', name, method)));
    const measured = stored.flat().filter((cell) => cell !== null);
    if (measured.length === 0) return [];
    const rows = truths.map(({ title, initial, batch, until }, index) => [
      title,
      `${initial}, ${batch}, ${until}`,
      ...stored[index].map((cell) => (cell ? describe(cell.runs) : '–')),
    ]);
    return [table(rows, describeMeasurements(measured.map(({ measurement }) => measurement)))];
  },
};

function describe(runs: readonly ReplayRun[]): string {
  const { evaluations, accuracy } = summariseReplay(runs, SHARES);
  return `${slashed(evaluations)}; ${(100 * (1 - accuracy)).toFixed(2)} %`;
}

function table(rows: readonly (readonly string[])[], where: string): Table {
  return {
    name: 'analytic',
    markdown: `Campaigns on the continuous box against known limits: evaluations until 98 / 99 % of 2¹⁴ Sobol points are on the right
side and stay so, and the share that is wrong at the end; median over ${SEEDS} seeds.

${markdownTable(['truth', 'start, batch, end', ...METHODS], rows)}

Measured on ${where}.`,
  };
}
