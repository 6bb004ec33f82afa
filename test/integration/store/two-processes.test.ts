import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openCampaign, openCampaignReadOnly } from '#main/store/database.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import {
  closedAfterTest,
  DEFINITION,
  errorOf,
  newCampaign,
} from '../../unit/src-main/store/campaign-files.ts';
import { type ChildWriter, startWriter } from './child-writer.ts';

async function heldByAnotherProcess(): Promise<{ path: string; holder: ChildWriter }> {
  const campaign = newCampaign();
  campaign.close();
  const holder = startWriter('hold', campaign.path);
  onTestFinished(async () => {
    holder.process.kill('SIGKILL');
    await holder.ended;
  });
  await holder.line('open');
  return { path: campaign.path, holder };
}

test('a second process is told who writes, and may read', async () => {
  const { path, holder } = await heldByAnotherProcess();
  const error = errorOf(() => openCampaign(path));
  expect(error.code).toBe('campaign.locked');
  expect(error.message).toContain(
    `open for writing by writer ${holder.process.pid} (process ${holder.process.pid} on`,
  );
  expect(readDefinition(closedAfterTest(openCampaignReadOnly(path)))).toEqual(DEFINITION);
});

test('a damaged lock file is told apart from a damaged campaign', () => {
  const campaign = newCampaign();
  campaign.close();
  writeFileSync(`${campaign.path}-lock`, 'no database'.repeat(1000));
  const error = errorOf(() => openCampaign(campaign.path));
  expect(error.code).toBe('campaign.lock_damaged');
  expect(error.message).toContain('The campaign file itself is not affected');
  rmSync(`${campaign.path}-lock`);
  openCampaign(campaign.path).close();
});

test('a lock file with a trigger or a view in it is damaged, and nothing in it runs', () => {
  const endless =
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS nonce FROM n';
  const hostile = [
    `CREATE TABLE holder (nonce TEXT) STRICT; CREATE TRIGGER greedy BEFORE DELETE ON holder BEGIN ${endless.replace('AS nonce ', '')}; END; INSERT INTO holder VALUES ('x')`,
    `CREATE VIEW holder AS ${endless}`,
  ];
  for (const sql of hostile) {
    const campaign = newCampaign();
    campaign.close();
    const lock = new Database(`${campaign.path}-lock`);
    lock.exec(sql);
    lock.close();
    expect(errorOf(() => openCampaign(campaign.path)).code).toBe('campaign.lock_damaged');
    closedAfterTest(openCampaignReadOnly(campaign.path));
  }
});

test('a process that waits at the door gets its message too', async () => {
  const { path } = await heldByAnotherProcess();
  const second = startWriter('hold', path);
  expect(await second.line('error')).toMatch(/^error campaign\.locked .* is open for writing by writer \d+/);
  await second.ended;
});

test('the lock goes with the process that held it, killed or closed', async () => {
  const { path, holder } = await heldByAnotherProcess();
  holder.process.kill('SIGKILL');
  await holder.ended;
  expect(existsSync(`${path}-lock`)).toBe(true);
  openCampaign(path).close();
  expect(readdirSync(dirname(path))).toHaveLength(1);

  const next = startWriter('hold', path);
  await next.line('open');
  next.process.stdin?.write('close\n');
  await next.line('closed');
  await next.ended;
  expect(readdirSync(dirname(path))).toHaveLength(1);
  expect(listJournal(closedAfterTest(openCampaign(path)))).toHaveLength(1);
});

test('of many that come at once, exactly one writes', async () => {
  const campaign = newCampaign();
  campaign.close();
  const writers = Array.from({ length: 4 }, () => startWriter('hold', campaign.path));
  onTestFinished(async () => {
    for (const writer of writers) writer.process.kill('SIGKILL');
    await Promise.all(writers.map(({ ended }) => ended));
  });
  const answers = await Promise.all(
    writers.map((writer) => Promise.race([writer.line('open'), writer.line('error')])),
  );
  expect(answers.filter((answer) => answer === 'open')).toHaveLength(1);
  expect(answers.filter((answer) => answer.startsWith('error campaign.locked'))).toHaveLength(3);
});

test('a lock that goes from hand to hand is refused for no other reason than its holder', async () => {
  const campaign = newCampaign();
  campaign.close();
  const takers = Array.from({ length: 3 }, () => startWriter('locks', campaign.path));
  await Promise.all(takers.map(({ ended }) => ended));
  const answers = takers.flatMap((taker) => taker.lines());
  expect(answers).toHaveLength(300);
  expect(answers.filter((answer) => answer !== 'taken' && answer !== 'error campaign.locked')).toEqual([]);
  expect(existsSync(`${campaign.path}-lock`)).toBe(false);
});

test('of twenty pairs, the writer that waits gets in when the other one leaves', async () => {
  const campaign = newCampaign();
  campaign.close();
  const [one, other] = [startWriter('turns', campaign.path), startWriter('turns', campaign.path)];
  onTestFinished(async () => {
    for (const writer of [one, other]) writer.process.kill('SIGKILL');
    await Promise.all([one.ended, other.ended]);
  });
  const said = (writer: ChildWriter, word: string) => writer.lines().filter((line) => line === word).length;
  let [inside, outside] = [one, other];
  inside.process.stdin?.write('open\n');
  await inside.line('in');
  for (let pair = 0; pair < 20; pair += 1) {
    const [waited, entered] = [said(outside, 'waiting'), said(outside, 'in')];
    outside.process.stdin?.write('open\n');
    await outside.until(() => said(outside, 'waiting') > waited);
    inside.process.stdin?.write('close\n');
    await outside.until(() => said(outside, 'in') > entered);
    [inside, outside] = [outside, inside];
  }
  // An error would have ended its process.
  for (const writer of [one, other]) {
    expect(writer.lines().filter((line) => line.startsWith('error'))).toEqual([]);
  }
});
