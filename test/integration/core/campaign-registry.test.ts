import { expect, onTestFinished, test } from 'vitest';
import { CampaignRegistry } from '#main/core/campaign-registry.ts';
import { newCampaign } from '../../unit/src-main/store/campaign-files.ts';
import { startWriter } from '../store/child-writer.ts';

test('a campaign that another program held is opened for writing when it is asked for again', async () => {
  const campaign = newCampaign();
  campaign.close();
  const holder = startWriter('hold', campaign.path);
  const registry = new CampaignRegistry(() => {});
  onTestFinished(async () => {
    registry.closeAll();
    holder.process.kill('SIGKILL');
    await holder.ended;
  });
  await holder.line('open');

  const held = registry.open(campaign.path);
  expect(held.readOnlyReason).toMatchObject({
    code: 'not-writable',
    error: 'campaign.locked',
    message: expect.stringContaining(`writer ${holder.process.pid}`),
  });
  expect(registry.open(campaign.path)).toBe(held);

  holder.process.stdin?.write('close\n');
  await holder.line('closed');
  const free = registry.open(campaign.path);
  expect(free).toMatchObject({ campaignId: held.campaignId, readOnlyReason: null });
  expect(free.writable).not.toBeNull();
  expect(registry.open(campaign.path)).toBe(free);
});
