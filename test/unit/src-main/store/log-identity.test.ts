import { copyFileSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { changeStamp } from '#main/store/change-stamp.ts';
import { openCampaign, openCampaignReadOnly } from '#main/store/database.ts';
import { addNote, listNotes } from '#main/store/notes-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { closedAfterTest, errorOf, newCampaign, scratchFolder } from './campaign-files.ts';

const note = (campaign: WritableCampaign, text: string) =>
  transaction(campaign, 'note', () => addNote(campaign, { subject: 'campaign', subjectId: null }, text));

const notesOf = (campaign: ReadableCampaign) => listNotes(campaign).map(({ text }) => text);

/** A campaign as a crash leaves it, with one step in its log alone, and a backup from when it was closed before. */
function crashedWithBackup(): { path: string; backup: string } {
  const folder = scratchFolder();
  const [path, backup] = [join(folder, 'scan.contourist'), join(folder, 'backup')];
  const first = newCampaign();
  note(first, 'in the backup');
  first.close();
  copyFileSync(first.path, backup);
  const second = closedAfterTest(openCampaign(first.path));
  note(second, 'in the log');
  for (const suffix of ['', '-wal']) copyFileSync(second.path + suffix, path + suffix);
  return { path, backup };
}

test('the log of a crash is read with its own file', () => {
  const { path } = crashedWithBackup();
  expect(notesOf(closedAfterTest(openCampaignReadOnly(path)))).toEqual(['in the backup', 'in the log']);
  expect(notesOf(closedAfterTest(openCampaign(path)))).toEqual(['in the backup', 'in the log']);
});

test('it is not mixed into a backup that takes the place of the file, and nothing is changed', () => {
  const { path, backup } = crashedWithBackup();
  copyFileSync(backup, path);
  const before = ['', '-wal'].map((suffix) => readFileSync(path + suffix));
  for (const open of [openCampaign, openCampaignReadOnly]) {
    const error = errorOf(() => open(path));
    expect(error.code).toBe('campaign.foreign_log');
    expect(error.hint).toContain(`move ${path}-wal`);
  }
  expect(['', '-wal'].map((suffix) => readFileSync(path + suffix))).toEqual(before);
  renameSync(`${path}-wal`, `${path}-wal.aside`);
  expect(notesOf(closedAfterTest(openCampaign(path)))).toEqual(['in the backup']);
});

test('a copy made while the campaign was open is not mixed with a later log of the same session', () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const campaign = newCampaign();
  const copy = join(scratchFolder(), 'scan.contourist');
  note(campaign, 'first');
  vi.advanceTimersByTime(1000);
  copyFileSync(campaign.path, copy);
  for (const text of ['second', 'third', 'fourth']) {
    note(campaign, text);
    vi.advanceTimersByTime(1000);
  }
  note(campaign, 'last');
  copyFileSync(`${campaign.path}-wal`, `${copy}-wal`);
  expect(errorOf(() => openCampaign(copy)).code).toBe('campaign.foreign_log');

  for (const suffix of ['', '-wal']) copyFileSync(campaign.path + suffix, copy + suffix);
  expect(notesOf(closedAfterTest(openCampaign(copy)))).toEqual([
    'first',
    'second',
    'third',
    'fourth',
    'last',
  ]);
});

test('naming the log changes nothing that was made out of the campaign', () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const campaign = newCampaign();
  note(campaign, 'a step');
  const before = changeStamp(campaign);
  vi.advanceTimersByTime(1000);
  expect(changeStamp(campaign)).toBe(before);
  note(campaign, 'another');
  expect(changeStamp(campaign)).not.toBe(before);
});

test('the schema of a campaign is not trusted, whatever opens it', () => {
  const trust = (campaign: ReadableCampaign) => campaign.sql.get('PRAGMA trusted_schema');
  const campaign = newCampaign();
  expect(trust(campaign)).toEqual({ trusted_schema: 0 });
  expect(trust(closedAfterTest(openCampaignReadOnly(campaign.path)))).toEqual({ trusted_schema: 0 });
  const crashed = join(scratchFolder(), 'scan.contourist');
  for (const suffix of ['', '-wal']) copyFileSync(campaign.path + suffix, crashed + suffix);
  expect(trust(closedAfterTest(openCampaignReadOnly(crashed)))).toEqual({ trusted_schema: 0 });
});
