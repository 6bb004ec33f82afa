import { readInputFile } from '#main/files/input-file.ts';
import { importResults, previewResults } from '#main/services/batches/results/import-results.ts';
import { changeCampaign, readCampaign } from '#main/services/campaigns/campaign-file.ts';
import { loadMapping } from '#main/services/imports/read-limit-file.ts';
import { readTableFile } from '#main/services/imports/table-file.ts';
import type { ResultsReport } from '#shared/contract/batches/results.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { describeReason, describeRemark } from '#shared/limit-files/describe-reason.ts';
import type { AddCommand } from '../add-command.ts';
import { addFormatOption } from '../format-option.ts';
import { parseCount } from '../option-values.ts';
import { resultsForScripts } from '../reports-for-scripts.ts';
import { printJson } from '../terminal.ts';

const HELP = `
DATA has a column id (as in batch-K.csv) or the parameters' columns, the limits, and optionally status (done or failed)
and reason. It may hold part of a batch, or more batches than one, and may come again when more is known. Its columns
are read as those of \`contourist import\`; a mapping says otherwise.`;

interface Options {
  readonly batch?: number;
  readonly mapping?: string;
  readonly format?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `contourist results FILE DATA [--batch K] [--mapping m.yaml] [--format] [--dry-run] [--json]` */
export const addResultsCommand: AddCommand = (program, terminal) => {
  const command = program
    .command('results')
    .description('take the results of a batch back, by point id or by coordinates')
    .argument('<file>', 'the campaign file')
    .argument('<data>', 'table of results')
    .option('--batch <number>', 'the batch that it answers (default: any)', parseCount)
    .option('--mapping <mapping.yaml>', 'how to read the columns');
  addFormatOption(command)
    .option('--dry-run', 'say what would happen, store nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (file: string, data: string, { batch, format, dryRun, json, ...options }: Options) => {
      const table = await readTableFile(readInputFile(data), format ?? null);
      const mapping = await loadMapping(options.mapping ?? null);
      const report = dryRun
        ? await readCampaign(file, (campaign) => previewResults(campaign, table, mapping, { batch }).report)
        : await changeCampaign(file, (campaign) => importResults(campaign, table, mapping, { batch }));
      for (const warning of report.warnings)
        terminal.err(`warning: ${describeRemark(warning, 'terminal')}\n`);
      for (const suggestion of report.suggestions)
        terminal.err(`hint: ${describeRemark(suggestion, 'terminal')}\n`);
      if (json) printJson(terminal, resultsForScripts(report));
      else terminal.out(describe(report) + (dryRun ? 'This was a dry run: nothing was stored.\n' : ''));
      const { joined, failed, late, duplicate, unknown, unreadable } = report;
      if (joined + failed + late + duplicate === 0 && unknown + unreadable > 0) {
        throw new ContouristError('results.nothing_taken', `No row of ${data} can be taken.`, {
          hint: 'The reasons stand in the report; a mapping may cure them.',
        });
      }
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
    ({ line, path, column, reason }) =>
      `${path ?? `line ${line}`}${column === '' ? '' : `, column ${column}`}: ${describeReason(reason)}\n`,
  );
  return `${sentence}\n${failures.join('')}${refused.join('')}`;
}
