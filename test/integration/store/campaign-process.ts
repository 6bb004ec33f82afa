// Runs as a child process of the tests in this folder, under plain Node: a writer that can be asked to hold a campaign
// open, to go on writing steps until it is killed, to take and release the writer's lock again and again, or to open and
// close the campaign when told to.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { currentAuthor } from '#main/store/author.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { openCampaign } from '#main/store/database.ts';
import { takeWriterLock } from '#main/store/writer-lock.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { writeStep } from './random-steps.ts';

/** Synchronous, so that what was announced has left this process whatever happens to it next. */
const announce = (line: string): void => {
  writeSync(1, `${line}\n`);
};

const TAKES = 100;

const [role, path = '', seed = '0'] = process.argv.slice(2);

function takeLocks(): void {
  for (let take = 0; take < TAKES; take += 1) {
    try {
      takeWriterLock(path, currentAuthor()).release();
      announce('taken');
    } catch (error) {
      if (!(error instanceof ContouristError)) throw error;
      announce(`error ${error.code}`);
    }
  }
  process.exit();
}

/** Opens when told so, waiting at the door for as long as somebody else is in; `close` closes. */
async function takeTurns(): Promise<void> {
  let campaign: WritableCampaign | undefined;
  for await (const line of createInterface(process.stdin)) {
    if (line === 'close') {
      campaign?.close();
      announce('closed');
      continue;
    }
    announce('waiting');
    campaign = await openPatiently();
    announce('in');
  }
}

async function openPatiently(): Promise<WritableCampaign> {
  for (;;) {
    try {
      return openCampaign(path);
    } catch (error) {
      if (!(error instanceof ContouristError) || error.code !== 'campaign.locked') throw error;
      await setImmediate();
    }
  }
}

try {
  if (role === 'locks') takeLocks();
  if (role === 'turns') {
    await takeTurns();
    process.exit();
  }
  const campaign = openCampaign(path, { author: { ...currentAuthor(), user: `writer ${process.pid}` } });
  announce('open');
  if (role === 'hold') {
    process.stdin.once('data', () => {
      campaign.close();
      announce('closed');
      process.exit();
    });
  } else {
    const random = createRandom(Number(seed));
    for (;;) announce(writeStep(campaign, random));
  }
} catch (error) {
  if (!(error instanceof ContouristError)) throw error;
  announce(`error ${error.code} ${error.message}`);
  process.exitCode = 1;
}
