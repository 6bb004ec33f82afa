import { Option } from 'commander';
import { importLimits, previewImport } from '#main/services/imports/import-limits.ts';
import { loadMapping } from '#main/services/imports/read-limit-file.ts';
import { readInput, readTableFile } from '#main/services/imports/table-file.ts';
import { DUPLICATE_POLICIES, type DuplicatePolicy } from '#shared/contract/imports/import.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { FINDING_CODES, type FindingCode } from '#shared/limit-files/findings/finding-codes.ts';
import type { AddCommand } from '../add-command.ts';
import { describeImport } from '../describe-import.ts';
import { addFormatOption, tableWish } from '../format-option.ts';
import { changeCampaign, readCampaign } from '../open-campaign.ts';
import { importForScripts } from '../reports-for-scripts.ts';
import { printJson } from '../terminal.ts';

const HELP = `
DATA is CSV, TSV or JSON of records, in UTF-8; its content says which. Without a mapping its columns are read by their
names: those of the parameters, and obs, exp, exp_p1, exp_m1, exp_p2, exp_m2 or names like mu_exp and ExpLimit+1sigma;
they hold limits on mu, and where some lie beyond 1e4, as failed fits do, those are quarantined. What was guessed is
said. mapping.yaml, every entry optional:
  parameters: { m_zp: mzp }                          # parameter: column
  quantities: { exp: ul_exp_pb, obs: ul_obs_pb }     # quantity: column
  limit:
    kind: sigma                                      # mu, sigma, ln_mu, log10_mu, cls or theory (cross sections alone)
    unit: pb                                         # pb, fb or nb
    theory:                                          # a column of DATA, or of a table:
      { file: xsec.csv, column: xsec_pb, unit: pb, match: [m_zp], interpolate: log, error: unc_pb }
  variance: { exp: exp_mc_var }                      # of ln mu; or error: 1 sigma in the limit's own unit
  fidelity: high
  clip: [1e-4, 1e4]                                  # beyond: kept at the bound; accept: quarantined
  missing: ["", "-", "nan", "-1", "-999007"]
  where: { region: SRA }                             # only these rows
  pivot: { column: quantileExpected, limit: limit, values: { 0.5: exp, 0.84: exp_p1, -1: obs } }
  scale: { m_zp: 1000 }                              # TeV in a campaign in GeV
  confirmed: [cross-section-as-mu]                   # as --accept
An error in per cent is error: { exp: { column: unc, unit: percent } }, also in theory. What would make numbers wrong
stops the import; a warning says what it is, and --accept CODE reads the file so all the same.
Several files go in together or not at all. Rows that cannot be taken are kept in the campaign's quarantine.`;

interface Options {
  readonly mapping?: string;
  readonly format?: string;
  readonly table?: string;
  readonly pathPattern?: string;
  readonly fidelity?: Fidelity;
  readonly test?: true;
  readonly accept?: FindingCode[];
  readonly duplicates: DuplicatePolicy;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `contourist import FILE DATA… [--mapping] [--format] [--table] [--path-pattern] [--fidelity] [--test] [--duplicates] [--dry-run] [--json]` */
export const addImportCommand: AddCommand = (program, terminal) => {
  const command = program
    .command('import')
    .description('read limits into a campaign')
    .argument('<file>', 'the campaign file')
    .argument('<data...>', 'tables of limits')
    .option('--mapping <mapping.yaml>', 'how to read the columns');
  addFormatOption(command)
    .addOption(
      new Option('--fidelity <fidelity>', "wins over the mapping's (default: high)").choices(['high', 'low']),
    )
    .addOption(
      new Option('--accept <code...>', 'what was found in the files and is right all the same').choices(
        FINDING_CODES,
      ),
    )
    .option('--test', 'points that are never fitted, only judged against')
    .addOption(
      new Option('--duplicates <policy>', 'what becomes of a point that is there already')
        .choices(DUPLICATE_POLICIES)
        .default('keep'),
    )
    .option('--dry-run', 'show row by row what would happen, store nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (file: string, data: string[], options: Options) => {
      const settings = { fidelity: options.fidelity, isTest: options.test, duplicates: options.duplicates };
      const loaded = await loadMapping(options.mapping ?? null);
      const mapping = { ...loaded, confirmed: options.accept };
      const { format, pathPattern } = options;
      const wish = { format, pathPattern, ...tableWish(options.table, loaded) };
      const files = await Promise.all(data.map((path) => readTableFile(readInput(path), wish)));
      const result = options.dryRun
        ? await readCampaign(terminal, file, (campaign) => previewImport(campaign, files, mapping, settings))
        : await changeCampaign(terminal, file, (campaign) =>
            importLimits(campaign, files, mapping, settings),
          );
      const { report, remarks } = describeImport(result, options.duplicates);
      terminal.err(remarks);
      if (options.json) printJson(terminal, importForScripts(result));
      else terminal.out(report);
      if (result.imported === 0 && result.quarantined > 0) {
        throw new ContouristError('import.nothing_taken', `No row of ${data.join(', ')} can be taken.`, {
          hint: 'The reasons stand in the report; a mapping may cure them.',
        });
      }
    });
};
