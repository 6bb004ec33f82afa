import { Option } from 'commander';
import { importResults, previewResults } from '#main/services/batches/results/import-results.ts';
import { loadMapping } from '#main/services/imports/read-limit-file.ts';
import { readInput, readTableFile } from '#main/services/imports/table-file.ts';
import type { ResultsReport } from '#shared/contract/batches/results.ts';
import { failureText } from '#shared/domain/batch-reason.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { incompleteTexts } from '#shared/domain/incomplete-results.ts';
import { describeReason, describeRemark } from '#shared/limit-files/describe-reason.ts';
import { describeFinding } from '#shared/limit-files/findings/describe-finding.ts';
import { FINDING_CODES, type FindingCode } from '#shared/limit-files/findings/finding-codes.ts';
import type { AddCommand } from '../add-command.ts';
import { addFormatOption, tableWish } from '../format-option.ts';
import { changeCampaign, readCampaign } from '../open-campaign.ts';
import { parseCount, parseTolerance } from '../option-values.ts';
import { resultsForScripts } from '../reports-for-scripts.ts';
import { printJson } from '../terminal.ts';

const HELP = `
DATA has a column id (as in batch-K.csv) or the parameters' columns, the limits, and optionally status (done, failed, or
the word of a batch system: finished, TIMEOUT, OUT_OF_MEMORY …) and reason. For points that failed id, status and reason
are enough. Limits keep the coordinates of DATA where those differ from what was asked for. It may hold part of a batch, or more batches than one, and may come again when more is known. Its columns
are read as those of \`contourist import\`; a mapping says otherwise.`;

interface Options {
  readonly batch?: number;
  readonly mapping?: string;
  readonly format?: string;
  readonly tolerance?: number;
  readonly accept?: FindingCode[];
  readonly table?: string;
  readonly pathPattern?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `contourist results FILE DATA [--batch K] [--mapping m.yaml] [--format] [--table] [--path-pattern] [--tolerance T] [--dry-run] [--json]` */
export const addResultsCommand: AddCommand = (program, terminal) => {
  const command = program
    .command('results')
    .description('take the results of a batch back, by point id or by coordinates')
    .argument('<file>', 'the campaign file')
    .argument('<data>', 'table of results')
    .option('--batch <number>', 'the batch that it answers (default: any)', parseCount)
    .option('--mapping <mapping.yaml>', 'how to read the columns');
  addFormatOption(command)
    .option(
      '--tolerance <share>',
      'how far coordinates may be from those asked for, as a distance in the unit cube (default: 1e-4; with an id 0.01, or what rounding explains)',
      parseTolerance,
    )
    .addOption(
      new Option('--accept <code...>', 'what was found in the file and is right all the same').choices(
        FINDING_CODES,
      ),
    )
    .option('--dry-run', 'say what would happen, store nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(
      async (file: string, data: string, { batch, format, tolerance, dryRun, json, ...options }: Options) => {
        const loaded = await loadMapping(options.mapping ?? null);
        const mapping = { ...loaded, confirmed: options.accept };
        const { pathPattern } = options;
        const wish = { format, pathPattern, ...tableWish(options.table, mapping) };
        const table = await readTableFile(readInput(data), wish);
        const report = dryRun
          ? await readCampaign(
              terminal,
              file,
              (campaign) => previewResults(campaign, table, mapping, { batch, tolerance }).report,
            )
          : await changeCampaign(terminal, file, (campaign) =>
              importResults(campaign, table, mapping, { batch, tolerance }),
            );
        for (const finding of report.findings) terminal.err(`warning: ${describeFinding(finding)}\n`);
        for (const warning of report.warnings)
          terminal.err(`warning: ${describeRemark(warning, 'terminal')}\n`);
        for (const suggestion of report.suggestions)
          terminal.err(`hint: ${describeRemark(suggestion, 'terminal')}\n`);
        if (json) printJson(terminal, resultsForScripts(report));
        else terminal.out(describe(report) + (dryRun ? 'This was a dry run: nothing was stored.\n' : ''));
        refuseNothingTaken(report, data);
      },
    );
};

/**
 * Scripts have to notice when a file brings nothing. One that says what is known already is fine: it may come again.
 *
 * @throws ContouristError `results.nothing_taken`, `results.other_campaign`
 */
function refuseNothingTaken(
  { joined, failed, late, duplicate, rejected }: ResultsReport,
  data: string,
): void {
  const contradictions = rejected.filter(({ reason }) => reason.code === 'other-outcome').length;
  if (joined + failed + late + duplicate - contradictions > 0) return;
  const isForeign = rejected.length > 0 && rejected.every(({ reason }) => FOREIGN.has(reason.code));
  if (isForeign) {
    throw new ContouristError(
      'results.other_campaign',
      `No row of ${data} belongs to a point of this campaign: the file looks like another campaign's.`,
      { hint: 'Where the coordinates are only rounded, --tolerance says how far they may be off.' },
    );
  }
  throw new ContouristError('results.nothing_taken', `No row of ${data} can be taken.`, {
    hint: 'The reasons stand in the report; a mapping may cure them.',
  });
}

/** Reasons that rows of another campaign's results have. */
const FOREIGN = new Set<string>(['unknown-id', 'coordinates-contradict-id', 'no-point-here']);

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
  const failures = points.failed.map(({ id, reason }) => `${id} failed: ${failureText(reason)}\n`);
  const moved = points.elsewhere.map(
    ({ id, asked, measured }) =>
      `${id} was evaluated elsewhere than asked for: ${placesText(asked, measured)}\n`,
  );
  const incomplete = incompleteTexts(points.incomplete).map((text) => `${text}\n`);
  const refused = rejected.map(
    ({ line, path, column, reason }) =>
      `${path ?? `line ${line}`}${column === '' ? '' : `, column ${column}`}: ${describeReason(reason)}\n`,
  );
  return `${sentence}\n${failures.join('')}${moved.join('')}${incomplete.join('')}${refused.join('')}`;
}

/** `m_zp 1000 instead of 1000.3`: the parameters that differ. */
function placesText(
  asked: Readonly<Record<string, number>>,
  measured: Readonly<Record<string, number>>,
): string {
  return Object.entries(measured)
    .filter(([name, value]) => asked[name] !== value)
    .map(([name, value]) => `${name} = ${value} instead of ${asked[name]}`)
    .join(', ');
}
