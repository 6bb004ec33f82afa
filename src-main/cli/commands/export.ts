import { exportBatch } from '#main/services/batches/export-batch.ts';
import { listPacks } from '#main/services/batches/list-packs.ts';
import { withInterrupt } from '#main/services/program/with-interrupt.ts';
import type { ExportResult } from '#shared/contract/batches/batch.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { AddCommand } from '../add-command.ts';
import { changeCampaign } from '../open-campaign.ts';
import { parseCount } from '../option-values.ts';
import { addPackOption, packHelp } from '../pack-options.ts';
import { createProgressLine } from '../progress-line.ts';
import { printJson } from '../terminal.ts';

interface Options {
  readonly batch: number;
  readonly to: string;
  readonly pack?: string;
  readonly option?: Readonly<Record<string, string>>;
  readonly json?: true;
}

/** `contourist export FILE --batch K --to DIR [--pack NAME] [--option NAME=VALUE …] [--json]` */
export const addExportCommand: AddCommand = (program, terminal) => {
  const command = program
    .command('export')
    .description('write a batch for the grid; its points become requested')
    .argument('<file>', 'the campaign file')
    .requiredOption('--batch <number>', 'which batch', parseCount)
    .requiredOption('--to <folder>', 'where the files go; made where it is missing')
    .option('--pack <name>', 'as what (default: csv and json)');
  addPackOption(command)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', () => `\nPacks:\n${listPacks().map(packHelp).join('')}`)
    .action(async (file: string, { batch, to, pack, option = {}, json }: Options) => {
      if (pack === undefined && Object.keys(option).length > 0) {
        throw new ContouristError('pack.no_pack', '--option is for one pack: name it with --pack.', {
          blame: 'usage',
        });
      }
      const packs = pack === undefined ? undefined : [{ pack, options: option }];
      const progress = createProgressLine(terminal);
      const result = await changeCampaign(terminal, file, (campaign) =>
        withInterrupt((signal) =>
          exportBatch(campaign, batch, to, {
            packs,
            signal,
            onProgress: (share) => progress.show(`making the files: ${Math.round(100 * share)} %`),
          }),
        ),
      ).finally(() => progress.clear());
      if (json) printJson(terminal, result);
      else terminal.out(resultText(result, to));
    });
};

/** A few files by their names, many by their number. */
function resultText({ batch, points, packs }: ExportResult, to: string): string {
  const files = packs.flatMap((pack) => pack.files);
  const where = files.length <= 3 ? files.join(' and ') : `${files.length} files in ${to}`;
  return `Batch ${batch}: ${points} points in ${where}\n`;
}
