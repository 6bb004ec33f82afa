import { freezeBatch } from '#main/services/batches/change-batch-states.ts';
import { proposeBatch } from '#main/services/batches/propose-batch.ts';
import { importResults } from '#main/services/batches/results/import-results.ts';
import type { WritableCampaign } from '#main/services/campaigns/campaign-file.ts';
import { campaignDefinition } from '#main/services/campaigns/campaign-file.ts';
import { importLimits } from '#main/services/imports/import-limits.ts';
import { NO_MAPPING } from '#main/services/imports/read-limit-file.ts';
import type { TableFile } from '#main/services/imports/table-file.ts';
import { runFit } from '#main/services/iterations/run-fit.ts';
import { withCompute } from '#main/services/program/with-compute.ts';
import type { BatchReport } from '#shared/contract/batches/batch.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { createSpace } from '#shared/domain/space.ts';
import { csvFile, resultsCsv, scanFile } from '../demo/synthetic-files.ts';

const LOW_POINTS = 120;
const TEST_POINTS = 40;
const BATCHES = 7;
const BATCH_SIZE = 10;
/** What is proposed at the end, still to be handed out. */
const LAST_BATCH_SIZE = 20;

/** Grid jobs fail: points by id, and why. */
const FAILURES: Readonly<Record<string, string>> = {
  'b3-005': 'job killed: wall time of 12 h reached',
  'b5-009': 'merging failed: 2 of 8 output files missing',
};

/**
 * Runs a campaign of the synthetic search as an analyst would: cheap limits, full-analysis points kept aside to test
 * with, batch after batch with its results, and at the end a batch that waits to be handed out.
 */
export async function runSyntheticHistory(
  campaign: WritableCampaign,
  tell: (what: string) => void,
): Promise<void> {
  const space = createSpace(campaignDefinition(campaign));
  const scan = { ...scanFile(space, LOW_POINTS, 'low'), path: 'simple-analysis.csv' };
  importLimits(campaign, [scan], NO_MAPPING, { fidelity: 'low' });
  const test = { ...scanFile(space, TEST_POINTS, 'high'), path: 'validation-points.csv' };
  importLimits(campaign, [test], NO_MAPPING, { fidelity: 'high', isTest: true });
  await withCompute(async (compute, signal) => {
    const settings = fitSettings();
    const propose = (size: number) =>
      proposeBatch(campaign, compute, { size, method: 'batch-entropy', fidelity: 'high' }, { signal });
    await runFit(campaign, compute, { settings, signal });
    for (let batch = 1; batch <= BATCHES; batch++) {
      tell(`batch ${batch} of ${BATCHES}`);
      const proposed = await propose(BATCH_SIZE);
      freezeBatch(campaign, proposed.batch);
      importResults(campaign, withFailures(resultsCsv(proposed), proposed), NO_MAPPING, { batch });
      await runFit(campaign, compute, { settings, signal });
    }
    tell('the next batch');
    await propose(LAST_BATCH_SIZE);
  });
}

/** The results as they come from the grid, where some jobs have failed. */
function withFailures(csv: string, { batch, points }: BatchReport): TableFile {
  const [head, ...rows] = csv.trimEnd().split('\n');
  const failed = rows.map((row) => {
    const cells = row.split(',');
    const reason = FAILURES[cells[0] ?? ''];
    if (reason === undefined) return `${row},done,`;
    const known = 1 + Object.keys(points[0]?.parameters ?? {}).length;
    return [...cells.map((cell, i) => (i < known ? cell : '')), 'failed', reason].join(',');
  });
  return csvFile(`results-${batch}.csv`, `${[`${head},status,reason`, ...failed].join('\n')}\n`);
}
