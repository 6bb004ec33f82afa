import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCampaign, openCampaignReadOnly } from '#main/store/database.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { countPoints } from '#main/store/points-repository.ts';
import { DEFINITION, scratchFolder } from '../../unit/src-main/store/campaign-files.ts';
import { smallDisk } from '../store/small-disks.ts';
import { contourist } from './contourist.ts';

/** Limits in the campaign's space, more of them than a small disk holds. */
function manyLimits(): string {
  const path = join(scratchFolder(), 'many.csv');
  const rows = Array.from({ length: 20_000 }, (_, index) => `${2000 + index / 10},1,2,3`);
  writeFileSync(path, `m_zp,gx,exp,obs\n${rows.join('\n')}\n`);
  return path;
}

test('a full disk stops an import, and leaves the campaign as it was', async (context) => {
  const disk = smallDisk(context, 700);
  const file = join(disk.folder, 'a.contourist');
  createCampaign(file, DEFINITION).close();
  const { code, stdout, stderr } = await contourist(disk.folder, 'import', 'a.contourist', manyLimits());
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^error: The disk of .* is full: the step was not stored\.\n {2}hint: /);
  const campaign = openCampaignReadOnly(file);
  expect(countPoints(campaign).high.total).toBe(0);
  expect(listJournal(campaign).map(({ action }) => action)).toEqual(['new']);
  campaign.close();
});

test('on a read-only mount a dry run works, and an import says why it does not', async (context) => {
  const disk = smallDisk(context, 4096);
  createCampaign(join(disk.folder, 'a.contourist'), DEFINITION).close();
  writeFileSync(join(disk.folder, 'a.csv'), 'm_zp,gx,exp\n1000,1,2\n');
  disk.remountReadOnly();
  const dry = await contourist(disk.folder, 'import', 'a.contourist', 'a.csv', '--dry-run');
  expect(dry).toMatchObject({ code: 0, stderr: '' });
  expect(dry.stdout).toContain('1 row would be imported');
  const real = await contourist(disk.folder, 'import', 'a.contourist', 'a.csv');
  expect({ code: real.code, stdout: real.stdout }).toEqual({ code: 1, stdout: '' });
  expect(real.stderr).toMatch(/^error: .*(read-only|cannot be written|not writable).*\n(.*\n)* {2}hint: /i);
});
