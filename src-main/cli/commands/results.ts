import { readTextFile } from '#main/files/read-text-file.ts';
import { importResults } from '#main/services/batches/results/import-results.ts';
import { changeCampaign } from '#main/services/campaigns/campaign-file.ts';
import { loadMapping } from '#main/services/imports/read-limit-file.ts';
import type { ResultsReport } from '#shared/contract/batches/results.ts';
import type { AddCommand } from '../add-command.ts';
import { parseCount } from '../option-values.ts';
import { printJson } from '../terminal.ts';

const HELP = `
DATA has a column id (as in batch-K.csv) or the parameters' columns, the limits, and optionally status (done or failed)
and reason. It may hold part of a batch, or more batches than one, and may come again when more is known.`;

interface Options {
  readonly batch?: number;
  readonly mapping?: string;
  readonly json?: true;
}

/** `contourist results FILE DATA [--batch K] [--mapping m.yaml] [--json]` */
export const addResultsCommand: AddCommand = (program, terminal) => {
  program
    .command('results')
    .description('take the results of a batch back, by point id or by coordinates')
    .argument('<file>', 'the campaign file')
    .argument('<data>', 'table of results')
    .option('--batch <number>', 'the batch that it answers (default: any)', parseCount)
    .option('--mapping <mapping.yaml>', 'how to read the columns')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (file: string, data: string, { batch, mapping, json }: Options) => {
      const report = await changeCampaign(file, (campaign) =>
        importResults(campaign, readTextFile(data), loadMapping(mapping ?? null), { batch }),
      );
      for (const warning of report.warnings) terminal.err(`warning: ${warning}\n`);
      if (json) printJson(terminal, report);
      else terminal.out(describe(report));
    });
};

function describe({
  joined,
  failed,
  late,
  duplicate,
  unknown,
  missing,
  rejected,
  points,
}: ResultsReport): string {
  const counts = { joined, failed, late, duplicate, unknown, 'still missing': missing };
  const sentence = Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
  const failures = points.failed.map(({ id, reason }) => `${id} failed: ${reason}\n`);
  const refused = rejected.map(
    ({ line, column, reason }) => `line ${line}${column === '' ? '' : `, column ${column}`}: ${reason}\n`,
  );
  return `${sentence}\n${failures.join('')}${refused.join('')}`;
}
