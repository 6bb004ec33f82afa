import { copyFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { campaignStatus } from '#main/services/iterations/campaign-status.ts';
import { openCampaign, openCampaignReadOnly } from '#main/store/database.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { closedAfterTest, newCampaign, scratchFolder } from '../../unit/src-main/store/campaign-files.ts';
import { startWriter } from './child-writer.ts';
import { inspectSteps } from './random-steps.ts';

/** Copies the campaign file alone, as `cp` does, while another process has it open and has written so many steps. */
async function copyBesideWriter(steps: number): Promise<{ copy: string; original: string }> {
  const campaign = newCampaign();
  campaign.close();
  const writer = startWriter('steps', campaign.path, 1);
  onTestFinished(async () => {
    writer.process.kill('SIGKILL');
    await writer.ended;
  });
  // The first line says that it is open.
  await writer.lineCount(steps + 1);
  const copy = join(scratchFolder(), 'copy.contourist');
  // The writer writes without a rest. Stopped, it leaves the copy whole but for its log.
  writer.process.kill('SIGSTOP');
  copyFileSync(campaign.path, copy);
  return { copy, original: campaign.path };
}

test('a copy made beside a busy writer is noticed when it is opened, and the journal keeps it', async () => {
  const { copy, original } = await copyBesideWriter(10);
  const stored = inspectSteps(closedAfterTest(openCampaignReadOnly(original)));
  const read = closedAfterTest(openCampaignReadOnly(copy));
  const kept = inspectSteps(read);
  // What the notice is for: acknowledged steps are not in the copy.
  expect(stored.steps.size).toBeGreaterThan(kept.steps.size);
  const last = listJournal(read).at(-1);
  expect(read.lacksLog).toBe(true);
  expect(campaignStatus(read).warnings).toContainEqual({ code: 'missing-log', lastStepAt: last?.time });
  // Reading has written nothing.
  expect(readdirSync(dirname(copy))).toHaveLength(1);

  const written = openCampaign(copy);
  expect(written.lacksLog).toBe(true);
  expect(listJournal(written).at(-1)).toMatchObject({
    action: 'missing-log',
    detail: { lastStep: last?.id, lastStepAt: last?.time },
  });
  written.close();

  const again = closedAfterTest(openCampaignReadOnly(copy));
  expect(again.lacksLog).toBe(false);
  expect(campaignStatus(again).warnings).toContainEqual({ code: 'missing-log', lastStepAt: last?.time });
});

test('a file whose writer left while a reader was there is whole alone, and says nothing', () => {
  const campaign = newCampaign();
  campaign.close();
  const writer = openCampaign(campaign.path);
  closedAfterTest(openCampaignReadOnly(campaign.path));
  writer.close();
  const copy = join(scratchFolder(), 'copy.contourist');
  copyFileSync(campaign.path, copy);
  const opened = closedAfterTest(openCampaign(copy));
  expect(opened.lacksLog).toBe(false);
  expect(listJournal(opened).map(({ action }) => action)).not.toContain('missing-log');
});
