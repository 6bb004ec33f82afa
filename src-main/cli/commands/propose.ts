import { Option } from 'commander';
import { proposeBatch } from '#main/services/batches/propose-batch.ts';
import { refineIteration } from '#main/services/iterations/refine-iteration.ts';
import { withCompute } from '#main/services/program/with-compute.ts';
import { ACQUISITION_METHODS, type AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import { FAILURE_CHOICES, type FailureChoice } from '#shared/domain/failure-region.ts';
import { FIDELITIES, type Fidelity } from '#shared/domain/fidelity.ts';
import type { AddCommand } from '../add-command.ts';
import { batchJson, batchText } from '../batch-text.ts';
import { fitProgressText, phaseText, refiningText } from '../fit-options.ts';
import { changeCampaign } from '../open-campaign.ts';
import { parseCount, parseSeed } from '../option-values.ts';
import { createProgressLine } from '../progress-line.ts';
import { printJson } from '../terminal.ts';

interface Options {
  readonly size: number;
  readonly method: AcquisitionMethod;
  readonly fidelity: Fidelity;
  readonly failures: FailureChoice;
  readonly seed?: number;
  readonly json?: true;
}

const HELP = `
Limits that came after the last fit are fitted first, with the settings of that fit. Without any limits the batch
fills the space. Where evaluations failed in one part of the space, points count by their chance to succeed, and the
batch says where that is; --failures ignore leaves that out. The same seed on the same campaign gives the same batch.`;

/** `contourist propose FILE --size N [--method …] [--fidelity high|low] [--failures weigh|ignore] [--seed S] [--json]` */
export const addProposeCommand: AddCommand = (program, terminal) => {
  program
    .command('propose')
    .description('choose the next batch of points, and say why each of them')
    .argument('<file>', 'the campaign file')
    .requiredOption('--size <number>', 'how many points', parseCount)
    .addOption(
      new Option('--method <rule>', 'the rule that chooses')
        .choices(ACQUISITION_METHODS)
        .default(ACQUISITION_METHODS[0]),
    )
    .addOption(
      new Option('--fidelity <fidelity>', 'what the points will be evaluated at')
        .choices(FIDELITIES)
        .default('high'),
    )
    .addOption(
      new Option(
        '--failures <choice>',
        'whether points count by their chance to succeed, where failures gather',
      )
        .choices(FAILURE_CHOICES)
        .default(FAILURE_CHOICES[0]),
    )
    .addOption(
      new Option('--seed <number>', "seed of the candidates (default: the batch's number)").argParser(
        parseSeed,
      ),
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (file: string, { json, ...wanted }: Options) => {
      const progress = createProgressLine(terminal);
      const batch = await changeCampaign(terminal, file, (campaign) =>
        withCompute(async (compute, signal) => {
          const proposed = await proposeBatch(campaign, compute, wanted, {
            signal,
            onFit: () => terminal.err('The limits have changed since the last fit: fitting first.\n'),
            onProgress: (fit) => progress.show(fitProgressText(fit)),
            onJudging: (judging) => progress.show(phaseText(judging)),
            onProposing: (proposing) => progress.show(phaseText(proposing)),
          });
          await refineIteration(campaign, compute, {
            signal,
            onShare: (share) => progress.show(refiningText(share)),
          });
          return proposed;
        }),
      ).finally(() => progress.clear());
      if (json) printJson(terminal, batchJson(batch));
      else terminal.out(batchText(batch));
    });
};
