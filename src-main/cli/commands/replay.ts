import { InvalidArgumentError } from 'commander';
import { readTextFile } from '#main/files/read-text-file.ts';
import { loadMapping } from '#main/services/imports/read-limit-file.ts';
import { readInput, readTableFile } from '#main/services/imports/table-file.ts';
import { type MappedFile, readScan } from '#main/services/replays/read-scan.ts';
import { replay } from '#main/services/replays/replay.ts';
import { summariseReplay } from '#main/services/replays/summarise-replay.ts';
import type { ReplayRun } from '#shared/contract/replays/replay.ts';
import { ACQUISITION_METHODS, type AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { wishOfMapping } from '#shared/limit-files/table-wish.ts';
import type { AddCommand } from '../add-command.ts';
import { atLeast, parseCount } from '../option-values.ts';
import { printJson } from '../terminal.ts';
import { textTable } from '../text-table.ts';

const HELP = `
Methods: ${ACQUISITION_METHODS.join(', ')}.
The scan's limits are hidden; points are evaluated by looking them up. Rows outside the campaign's bounds and
constraints take no part. The first points are spread over the scan from a random start; then every batch is what the
method proposes among the points left. Runs are seeded 1 to K: the same call gives the same numbers.`;

const DEFAULT_METHODS: readonly AcquisitionMethod[] = [ACQUISITION_METHODS[0], 'entropy', 'paper', 'random'];
const SHARES = [0.95, 0.97, 0.98, 0.99];

interface Options {
  readonly from: string;
  readonly data: string;
  readonly mapping?: string;
  readonly low?: string;
  readonly lowMapping?: string;
  readonly lowCount?: number;
  readonly initial: number;
  readonly batch: number;
  readonly until: number;
  readonly methods: readonly AcquisitionMethod[];
  readonly seeds: number;
  readonly json?: true;
}

/** `contourist replay --from campaign.yaml --data D.csv …` */
export const addReplayCommand: AddCommand = (program, terminal) => {
  program
    .command('replay')
    .description('how soon would a finished scan have been known: methods of choosing batches, compared')
    .requiredOption('--from <campaign.yaml>', 'parameters, constraints, coordinates and contour')
    .requiredOption('--data <data>', 'the finished scan')
    .option('--mapping <mapping.yaml>', 'how to read its columns')
    .option('--low <data>', 'limits of the cheap task, known from the start')
    .option('--low-mapping <mapping.yaml>', 'how to read their columns')
    .option('--low-count <n>', 'use so many of them, a seeded choice (default: all)', parseCount)
    .requiredOption('--initial <n>', 'points evaluated before the first batch', atLeast(2))
    .requiredOption('--batch <n>', 'points of a batch', parseCount)
    .requiredOption('--until <n>', 'evaluations at which a run ends', atLeast(2))
    .option('--methods <a,b>', 'how batches are chosen', methodList, DEFAULT_METHODS)
    .option('--seeds <k>', 'runs of each method, seeded 1 to k', parseCount, 5)
    .option('--json', 'print every step of every run as JSON')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      refuseContradictions(options);
      const yaml = readTextFile(options.from);
      const definition = parseCampaignYaml(yaml.text, yaml.path);
      const { scan, outside, rejected } = readScan(
        definition,
        await mappedFile(options.data, options.mapping),
        options.low === undefined ? null : await mappedFile(options.low, options.lowMapping),
      );
      const low = scan.low === null ? '' : ` and ${scan.low.count} of low fidelity`;
      terminal.err(
        `${scan.high.count} points${low}; left out: ${outside} outside, ${rejected} not readable.\n`,
      );

      const { methods, initial, batch, until, lowCount } = options;
      const seeds = Array.from({ length: options.seeds }, (_, index) => index + 1);
      const total = methods.length * seeds.length;
      let finished = 0;
      const result = await replay(
        scan,
        { methods, seeds, initial, batch, until, lowCount },
        { onRun: (run) => terminal.err(`${++finished}/${total}: ${describeRun(run)}\n`) },
      );
      if (options.json) printJson(terminal, result);
      else terminal.out(describeRuns(result.runs, methods));
    });
};

function refuseContradictions({ initial, until, low, lowMapping, lowCount }: Options): void {
  const trouble =
    until < initial
      ? `--until ${until} lies below --initial ${initial}.`
      : low === undefined && (lowMapping !== undefined || lowCount !== undefined)
        ? '--low-mapping and --low-count go with --low.'
        : null;
  if (trouble !== null) throw new ContouristError('usage.replay', trouble, { blame: 'usage' });
}

async function mappedFile(path: string, mapping: string | undefined): Promise<MappedFile> {
  const loaded = await loadMapping(mapping ?? null);
  const wish = wishOfMapping(loaded.mapping);
  return { file: await readTableFile(readInput(path), wish), mapping: loaded };
}

function methodList(text: string): AcquisitionMethod[] {
  return text.split(',').map((name) => {
    const method = ACQUISITION_METHODS.find((known) => known === name.trim());
    if (method !== undefined) return method;
    throw new InvalidArgumentError(`${name} is none of ${ACQUISITION_METHODS.join(', ')}.`);
  });
}

function describeRun({ method, seed, steps }: ReplayRun): string {
  const last = steps.at(-1);
  return last ? `${method}, seed ${seed}: ${percent(last.accuracy)} right after ${last.evaluations}` : method;
}

function describeRuns(runs: readonly ReplayRun[], methods: readonly string[]): string {
  const table = textTable(
    [
      { title: 'method' },
      ...SHARES.map((share) => ({ title: percent(share, 0), align: 'right' as const })),
      ...['at the end', 'mean error', 'within 1σ', 'within 2σ'].map((title) => ({
        title,
        align: 'right' as const,
      })),
    ],
    methods.map((method) => {
      const summary = summariseReplay(
        runs.filter((run) => run.method === method),
        SHARES,
      );
      return [
        method,
        ...summary.evaluations.map((evaluations) => (evaluations === null ? 'never' : String(evaluations))),
        percent(summary.accuracy),
        percent(summary.meanError, 2),
        ...[summary.coverage1, summary.coverage2].map((share) => (share === null ? '-' : percent(share, 0))),
      ];
    }),
  );
  return `Evaluations until the share of right points is reached and stays (median over the seeds); coverage of the
unevaluated points over the second half of the steps:

${table}`;
}

function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}
