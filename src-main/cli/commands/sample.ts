import { copySample, FIRST_SAMPLE, listSamples } from '#main/services/campaigns/samples.ts';
import type { AddCommand } from '../add-command.ts';
import { textTable } from '../text-table.ts';

/** `contourist sample [ID] [--new | --list]` */
export const addSampleCommand: AddCommand = (program, terminal) => {
  program
    .command('sample')
    .description('copy a sample campaign to where campaigns go, and print where that is')
    .argument('[id]', 'which one', FIRST_SAMPLE)
    .option('--new', 'make another copy where there is one')
    .option('--list', 'only list the samples')
    .action((id: string, { new: isNew, list }: { readonly new?: true; readonly list?: true }) => {
      if (!list) {
        terminal.out(`${copySample(id, { reuse: isNew !== true })}\n`);
        return;
      }
      terminal.out(
        textTable(
          ['id', 'points', 'source'].map((title) => ({ title })),
          listSamples().map(({ id, points, reference }) => [id, String(points), reference]),
        ),
      );
    });
};
