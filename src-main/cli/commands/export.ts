import { exportBatch } from '#main/services/batches/export-batch.ts';
import { changeCampaign } from '#main/services/campaigns/campaign-file.ts';
import type { AddCommand } from '../add-command.ts';
import { parseCount } from '../option-values.ts';
import { printJson } from '../terminal.ts';

/** `contourist export FILE --batch K --to DIR [--json]` */
export const addExportCommand: AddCommand = (program, terminal) => {
  program
    .command('export')
    .description('write a batch for the grid: batch-K.csv and batch-K.json; its points become requested')
    .argument('<file>', 'the campaign file')
    .requiredOption('--batch <number>', 'which batch', parseCount)
    .requiredOption('--to <folder>', 'where the files go; made where it is missing')
    .option('--json', 'print the result as JSON')
    .action(async (file: string, options: { batch: number; to: string; json?: true }) => {
      const result = await changeCampaign(file, (campaign) =>
        exportBatch(campaign, options.batch, options.to),
      );
      if (options.json) printJson(terminal, result);
      else
        terminal.out(`Batch ${result.batch}: ${result.points} points in ${result.csv} and ${result.json}\n`);
    });
};
