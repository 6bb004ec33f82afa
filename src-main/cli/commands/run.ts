import { basename, dirname, extname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidArgumentError, Option } from 'commander';
import { type LoopEnd, type LoopEvent, runLoop } from '#main/services/batches/delivery/run-loop.ts';
import { listPacks } from '#main/services/batches/list-packs.ts';
import { changeCampaign } from '#main/services/campaigns/campaign-file.ts';
import { loadMapping } from '#main/services/imports/read-limit-file.ts';
import { withCompute } from '#main/services/program/with-compute.ts';
import { ACQUISITION_METHODS, type AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { FIDELITIES, type Fidelity } from '#shared/domain/fidelity.ts';
import { stopVerdictText } from '#shared/domain/stop-rule.ts';
import type { AddCommand } from '../add-command.ts';
import { atLeast, parseCount } from '../option-values.ts';
import { addPackOption, packHelp } from '../pack-options.ts';
import { createProgressLine } from '../progress-line.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly on: string;
  readonly command: string;
  readonly result?: string;
  readonly batchSize: number;
  readonly untilStop?: true;
  readonly batches?: number;
  readonly to?: string;
  readonly method: AcquisitionMethod;
  readonly fidelity: Fidelity;
  readonly retries: number;
  readonly nextAt: number;
  readonly poll: number;
  readonly mapping?: string;
  readonly option?: Readonly<Record<string, string>>;
}

const HELP = `
The loop proposes a batch, submits it, waits, takes the results, fits, and proposes the next one. Each point runs in a
folder of its own. Its command finds the point's values in {m_zp} and the like, and its id in {id}; it leaves limit.json
with the keys exp, obs, exp_p1 …, or another file (--result) in any format that import reads. An exit status other than 0 is
a failed point, with the last lines that it printed as the reason.

Stop it with Ctrl+C: jobs that are out go on. The same command goes on where it was and submits nothing twice.`;

/** `contourist run FILE --on local|slurm|… --command '…' --batch-size N (--until-stop | --batches N) …` */
export const addRunCommand: AddCommand = (program, terminal) => {
  const systems = listPacks().filter(({ delivery }) => delivery === 'system');
  const command = program
    .command('run')
    .description('run the campaign by itself: propose, submit, collect, fit, again')
    .argument('<file>', 'the campaign file')
    .addOption(
      new Option('--on <system>', 'where the points run')
        .choices(systems.map(({ id }) => id))
        .makeOptionMandatory(),
    )
    .requiredOption('--command <text>', 'what a shell runs for each point')
    .option('--result <name>', 'the file with the limits that the command leaves (default: limit.json)')
    .requiredOption('--batch-size <number>', 'points in a batch', parseCount)
    .option('--until-stop', "go on until the campaign's stop rule holds")
    .option('--batches <number>', 'end after so many batches', parseCount)
    .option('--to <folder>', 'where the folders of the batches go (default: NAME-runs beside the campaign)')
    .addOption(
      new Option('--method <rule>', 'the rule that chooses')
        .choices(ACQUISITION_METHODS)
        .default(ACQUISITION_METHODS[0]),
    )
    .addOption(
      new Option('--fidelity <fidelity>', 'what the points are evaluated at')
        .choices(FIDELITIES)
        .default('high'),
    )
    .option('--retries <number>', 'how often a failed point is submitted again', atLeast(0, 10), 1)
    .option('--next-at <share>', 'share of a batch that is back before the next leaves', parseShare, 1)
    .option('--poll <seconds>', 'how often the system is asked', atLeast(1, 86_400), 30)
    .option('--mapping <mapping.yaml>', 'how to read the results');
  addPackOption(command)
    .addHelpText('after', () => `${HELP}\n\nSystems:\n${systems.map(packHelp).join('')}`)
    .action((file: string, options: Options) => run(terminal, file, options));
};

async function run(terminal: Terminal, file: string, options: Options): Promise<void> {
  const { batches, untilStop } = options;
  if (untilStop === undefined && batches === undefined) {
    throw new ContouristError('usage.no_end', 'Say when the loop ends.', {
      blame: 'usage',
      hint: '--until-stop goes on until the stop rule holds, --batches N ends after N batches; with both the first of them counts.',
    });
  }
  const progress = createProgressLine(terminal);
  const tell = (text: string) => {
    progress.clear();
    terminal.err(`${text}\n`);
  };
  const mapping = await loadMapping(options.mapping ?? null);
  const end = await withCompute((compute, signal) =>
    runLoop(
      {
        pack: {
          pack: options.on,
          options: {
            ...options.option,
            command: options.command,
            ...(options.result !== undefined && { result: options.result }),
          },
        },
        folder: options.to ?? runsBeside(file),
        size: options.batchSize,
        method: options.method,
        fidelity: options.fidelity,
        batches: batches ?? null,
        obeysStopRule: untilStop ?? false,
        retries: options.retries,
        nextAt: options.nextAt,
        pollSeconds: options.poll,
        mapping,
      },
      {
        step: (work) => patiently(() => changeCampaign(file, work), options.poll, signal, tell),
        compute,
        signal,
        onEvent: (event) => {
          if (event.kind === 'waiting') progress.show(eventText(event));
          else tell(eventText(event));
        },
      },
    ),
  ).finally(() => progress.clear());
  terminal.out(`${endText(end)}\n`);
}

/** Somebody else may change the campaign between the steps of days: a step waits until they have closed it. */
async function patiently<T>(
  work: () => Promise<T>,
  pollSeconds: number,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ContouristError) || error.code !== 'campaign.locked') throw error;
      if (attempt === 0) tell(`${error.message} The loop waits.`);
      await sleep(1000 * pollSeconds, undefined, { signal });
    }
  }
}

const runsBeside = (file: string): string =>
  join(dirname(resolve(file)), `${basename(file, extname(file))}-runs`);

function parseShare(text: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('A share above 0 and up to 1 is wanted.');
}

const points = (count: number): string => (count === 1 ? '1 point' : `${count} points`);

function eventText(event: LoopEvent): string {
  switch (event.kind) {
    case 'fitting':
      return 'Fitting …';
    case 'judged':
      return `Iteration ${event.iteration}${event.verdict === null ? '' : `: ${stopVerdictText(event.verdict)}`}`;
    case 'proposed':
      return `Batch ${event.batch}: ${points(event.points)} proposed`;
    case 'adopted':
      return `Batch ${event.batch}: goes on with ${points(event.points)}`;
    case 'submitted':
      return `Batch ${event.batch}: ${points(event.points)} submitted`;
    case 'waiting': {
      const { waiting, running, finished, failed } = event.states;
      return `Batch ${event.batch}: ${waiting} waiting, ${running} running, ${finished} finished, ${failed} failed`;
    }
    case 'resubmitted':
      return `Batch ${event.batch}: ${points(event.ids.length)} failed and submitted again: ${event.ids.slice(0, 5).join(', ')}${event.ids.length > 5 ? ' …' : ''}`;
    case 'collected':
      return `Batch ${event.batch}: ${event.done} results, ${event.failed} failed`;
  }
}

function endText(end: LoopEnd): string {
  switch (end.kind) {
    case 'stop-rule':
      return `Ended: ${stopVerdictText(end.verdict)}`;
    case 'batches':
      return `Ended after ${end.count === 1 ? '1 batch' : `${end.count} batches`}.`;
    case 'nothing-to-propose':
      return 'Ended: no further point can be proposed.';
  }
}
