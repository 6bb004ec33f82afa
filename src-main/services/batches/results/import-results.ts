import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import type { ResultsPreview, ResultsReport } from '#shared/contract/batches/results.ts';
import type { LoadedMapping } from '../../imports/read-limit-file.ts';
import { refuseUnconfirmed } from '../../imports/refuse-unconfirmed.ts';
import { describeResultRows } from './describe-result-rows.ts';
import { describeResults } from './describe-results.ts';
import { type ResultsFile, type ResultsOptions, readResults } from './read-results.ts';
import { storeResults } from './store-results.ts';

/**
 * Joins the results of a batch to its points, by id or by coordinates, in one transaction. Every row of the file has
 * exactly one outcome (see `joinResults`); what cannot be joined or read is kept in the quarantine. A point's limits
 * are stored where they were measured: at the row's own coordinates where those differ from what was asked for. The
 * same rows may come again in a longer file: they are duplicates then.
 *
 * @throws ContouristError as `readResults`; `import.finding` where the numbers would be wrong
 */
export function importResults(
  campaign: WritableCampaign,
  file: ResultsFile,
  mapping: LoadedMapping,
  options: ResultsOptions = {},
): ResultsReport {
  const results = readResults(campaign, file, mapping, options);
  refuseUnconfirmed([{ file, reading: results.reading, findings: results.reading.findings }]);
  // What is known already is told apart before it is stored.
  const report = describeResults(results);
  storeResults(campaign, results);
  return report;
}

/**
 * What `importResults` would do with a file, row by row; nothing is stored.
 *
 * @throws ContouristError as `readResults`
 */
export function previewResults(
  campaign: ReadableCampaign,
  file: ResultsFile,
  mapping: LoadedMapping,
  options: ResultsOptions = {},
): ResultsPreview {
  const results = readResults(campaign, file, mapping, options);
  return { report: describeResults(results), rows: describeResultRows(results) };
}
