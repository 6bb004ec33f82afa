import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInputFile } from '#main/files/input-file.ts';
import { readTextFile, type TextFile } from '#main/files/read-text-file.ts';
import { changeCampaign, type WritableCampaign } from '#main/services/campaigns/campaign-file.ts';
import { newCampaign } from '#main/services/campaigns/new-campaign.ts';
import { importLimits } from '#main/services/imports/import-limits.ts';
import { loadMapping } from '#main/services/imports/read-limit-file.ts';
import { readTableFile } from '#main/services/imports/table-file.ts';
import { runFit } from '#main/services/iterations/run-fit.ts';
import { withCompute } from '#main/services/program/with-compute.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { SAMPLES_FOLDER } from './about.ts';
import { runSyntheticHistory } from './synthetic-history.ts';

/** What stands in the journal of a sample, whoever built it. */
const AUTHOR = 'contourist';

/**
 * Makes `<id>.contourist` out of the folder of that name: published limits are imported and fitted once; a folder
 * without limits is the synthetic search, whose history is run. A file that is there is replaced when the new one is
 * whole.
 *
 * @param tell says what is being done
 */
export async function buildSample(id: string, tell: (what: string) => void): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'contourist-sample-'));
  const path = join(scratch, `${id}.contourist`);
  try {
    newCampaign(path, named(join(SAMPLES_FOLDER, id, 'campaign.yaml'), 'campaign.yaml'), AUTHOR);
    await changeCampaign(
      path,
      (campaign) =>
        existsSync(join(SAMPLES_FOLDER, id, 'limits.csv'))
          ? importAndFit(campaign, id, tell)
          : runSyntheticHistory(campaign, tell),
      AUTHOR,
    );
    renameSync(path, join(SAMPLES_FOLDER, `${id}.contourist`));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function importAndFit(
  campaign: WritableCampaign,
  id: string,
  tell: (what: string) => void,
): Promise<void> {
  const folder = join(SAMPLES_FOLDER, id);
  const limits = { ...readInputFile(join(folder, 'limits.csv')), path: `${id}.csv` };
  const mapping = await loadMapping(join(folder, 'mapping.yaml'));
  importLimits(campaign, [await readTableFile(limits)], mapping);
  await withCompute(async (compute, signal) => {
    tell('fitting');
    await runFit(campaign, compute, { settings: fitSettings(), signal });
  });
}

/** The name stands in the journal: that of the file, not of this machine's folders. */
function named(path: string, name: string): TextFile {
  return { ...readTextFile(path), path: name };
}
