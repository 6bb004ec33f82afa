import { copyFileSync, readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCampaign, openCampaign, openCampaignReadOnly } from '#main/store/database.ts';
import { addNote, listNotes } from '#main/store/notes-repository.ts';
import { insertPoints, listPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import {
  closedAfterTest,
  DEFINITION,
  errorOf,
  newCampaign,
  point,
} from '../../unit/src-main/store/campaign-files.ts';
import { startWriter } from './child-writer.ts';
import { smallDisk } from './small-disks.ts';

const WHOLE = { subject: 'campaign', subjectId: null } as const;

const points = (count: number, first = 0) =>
  Array.from({ length: count }, (_, index) => point([700 + (first + index) / 7, 1]));

test('a full disk stops the step, not the campaign', (context) => {
  const path = join(smallDisk(context, 1024).folder, 'scan.contourist');
  const campaign = closedAfterTest(createCampaign(path, DEFINITION));
  let finished = 0;
  const error = errorOf(() => {
    for (;;) {
      transaction(campaign, 'import', () => insertPoints(campaign, points(100, finished)));
      finished += 100;
    }
  });
  expect(error.code).toBe('campaign.disk_full');
  expect(error.message).toBe(`The disk of ${path} is full: the step was not stored.`);
  expect(error.hint).toContain('last finished step');
  expect(finished).toBeGreaterThan(500);
  expect(listPoints(campaign, 'high')).toHaveLength(finished);
  campaign.close();
  expect(listPoints(closedAfterTest(openCampaignReadOnly(path)), 'high')).toHaveLength(finished);
});

test('after making room the campaign goes on', (context) => {
  const { folder } = smallDisk(context, 1024);
  const path = join(folder, 'scan.contourist');
  createCampaign(path, DEFINITION).close();
  const filler = join(folder, 'filler');
  writeFileSync(filler, Buffer.alloc(statfsSync(folder).bfree * 4096 - 3 * 4096));
  expect(errorOf(() => openCampaign(path)).code).toBe('campaign.disk_full');
  expect(listPoints(closedAfterTest(openCampaignReadOnly(path)), 'high')).toHaveLength(0);
  writeFileSync(filler, '');
  const campaign = closedAfterTest(openCampaign(path));
  transaction(campaign, 'import', () => insertPoints(campaign, points(100)));
  campaign.close();
  expect(readdirSync(folder).sort()).toEqual(['filler', 'scan.contourist']);
});

test('a full disk leaves no half campaign', (context) => {
  const { folder } = smallDisk(context, 64);
  const error = errorOf(() => createCampaign(join(folder, 'scan.contourist'), DEFINITION));
  expect(error.code).toBe('campaign.disk_full');
  expect(readdirSync(folder)).toEqual([]);
});

test('a closed campaign opens on a read-only mount, to read', (context) => {
  const disk = smallDisk(context, 4096);
  const path = join(disk.folder, 'scan.contourist');
  createCampaign(path, DEFINITION).close();
  disk.remountReadOnly();
  expect(listPoints(closedAfterTest(openCampaignReadOnly(path)), 'high')).toEqual([]);
  const error = errorOf(() => openCampaign(path));
  expect(error.code).toBe('campaign.not_writable');
  expect(error.hint).toContain('--read-only');
  expect(errorOf(() => createCampaign(`${path}-2`, DEFINITION)).code).toBe('campaign.not_writable');
});

test('a file left by a crash opens on a read-only mount, up to its last finished step', (context) => {
  const writer = newCampaign();
  transaction(writer, 'note', () => addNote(writer, WHOLE, 'committed, not checkpointed'));
  const disk = smallDisk(context, 4096);
  const path = join(disk.folder, 'scan.contourist');
  for (const suffix of ['', '-wal', '-shm', '-lock']) copyFileSync(writer.path + suffix, path + suffix);
  disk.remountReadOnly();
  expect(listNotes(closedAfterTest(openCampaignReadOnly(path)))).toMatchObject([
    { text: 'committed, not checkpointed' },
  ]);
});

test('a read-only view of a file that is being written elsewhere opens too', async (context) => {
  const disk = smallDisk(context, 4096);
  const path = join(disk.folder, 'scan.contourist');
  createCampaign(path, DEFINITION).close();
  const writer = startWriter('hold', path);
  onTestFinished(async () => {
    writer.process.kill('SIGKILL');
    await writer.ended;
  });
  await writer.line('open');
  const view = join(disk.bindReadOnly(), 'scan.contourist');
  expect(listPoints(closedAfterTest(openCampaignReadOnly(view)), 'high')).toEqual([]);
});
