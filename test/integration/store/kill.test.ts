import { readdirSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { openCampaign, openCampaignReadOnly } from '#main/store/database.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { newCampaign } from '../../unit/src-main/store/campaign-files.ts';
import { startWriter } from './child-writer.ts';
import { inspectSteps } from './random-steps.ts';

const FILES = 2;
const KILLS_PER_FILE = 30;
/** One in five dies while it opens the file, the others after some steps, in the midst of another. */
const SHARE_KILLED_WHILE_OPENING = 0.2;
const MOST_STEPS_AWAITED = 10;
/** Writes into the campaign's folder that are awaited before the kill, so that it comes in the midst of others. */
const MOST_WRITES_AWAITED = { opening: 8, writing: 20 };

test(`${FILES * KILLS_PER_FILE} writers killed at random times lose no finished step and leave no half one`, async () => {
  const survivors = await Promise.all(Array.from({ length: FILES }, (_, index) => killWriters(index + 1)));
  // Otherwise the kills came too early to mean anything.
  for (const steps of survivors) expect(steps).toBeGreaterThan(2 * KILLS_PER_FILE);
}, 120_000);

/** One file through many kills, each writer going on from what the one before left. */
async function killWriters(seed: number): Promise<number> {
  const campaign = newCampaign();
  campaign.close();
  const { path } = campaign;
  const random = createRandom(seed);
  const announced = new Set<string>();
  for (let kill = 0; kill < KILLS_PER_FILE; kill += 1) {
    const writer = startWriter('steps', path, seed * 1000 + kill);
    const diesWhileOpening = random.uniform() < SHARE_KILLED_WHILE_OPENING;
    if (!diesWhileOpening) await writer.lineCount(1 + random.integer(MOST_STEPS_AWAITED));
    const most = MOST_WRITES_AWAITED[diesWhileOpening ? 'opening' : 'writing'];
    await writesInto(dirname(path), 1 + random.integer(most), writer.ended);
    writer.process.kill('SIGKILL');
    await writer.ended;
    for (const line of writer.lines()) {
      expect(line).not.toMatch(/^error/);
      if (line !== 'open') announced.add(line);
    }
    checkFile(path, announced);
  }
  openCampaign(path).close();
  expect(readdirSync(dirname(path))).toHaveLength(1);
  return announced.size;
}

/** Waits for so many writes into a folder, or for the end of who writes. */
async function writesInto(folder: string, count: number, ended: Promise<void>): Promise<void> {
  let seen = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const watcher = watch(folder, () => {
    seen += 1;
    if (seen >= count) resolve();
  });
  await Promise.race([promise, ended]);
  watcher.close();
}

/** Reads what the kill left, without repairing it: the next writer has to do that itself. */
function checkFile(path: string, announced: ReadonlySet<string>): void {
  const campaign = openCampaignReadOnly(path);
  try {
    expect(campaign.sql.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(campaign.sql.all('PRAGMA foreign_key_check')).toEqual([]);
    const { findings, steps } = inspectSteps(campaign);
    expect(findings).toEqual([]);
    expect([...announced].filter((step) => !steps.has(step))).toEqual([]);
  } finally {
    campaign.close();
  }
}
