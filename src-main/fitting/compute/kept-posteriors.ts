import { createHash } from 'node:crypto';
import { freemem } from 'node:os';
import { openPosterior } from '../fit-model.ts';
import type { Posterior } from '../gaussian-process/posterior.ts';
import { besideJobs } from '../pause.ts';
import type { ProcessSource } from './job-protocol.ts';

/** The share of the memory that is free which posteriors may keep for the next question. */
const SHARE = 0.25;

interface Kept {
  readonly posterior: Promise<Posterior>;
  bytes: number;
}

/** By the content that they are made of, the least recently asked first. */
const kept = new Map<string, Kept>();

/**
 * The posterior of a fitted process, kept for the next question: a window that drags a slider asks the same one sixty
 * times a second, and conditioning it anew takes as long as a step of its fit.
 */
export function keptPosterior(source: ProcessSource): Promise<Posterior> {
  const key = keyOf(source);
  // Opened to its end, whatever becomes of the job that asks first: others ask the same in a moment.
  const entry = kept.get(key) ?? { posterior: besideJobs(() => open(key, source)), bytes: 0 };
  kept.delete(key);
  kept.set(key, entry);
  return entry.posterior;
}

async function open(key: string, { training, model }: ProcessSource): Promise<Posterior> {
  try {
    const { posterior, bytes } = await openPosterior(training, model);
    const entry = kept.get(key);
    if (entry) entry.bytes = bytes;
    forgetSome(key);
    return posterior;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}

/** Forgets the posteriors that were not asked for longest, until the others fit; the newest always stays. */
function forgetSome(newest: string): void {
  let total = 0;
  for (const { bytes } of kept.values()) total += bytes;
  const most = SHARE * (freemem() + total);
  for (const [key, { bytes }] of kept) {
    if (total <= most) return;
    if (key === newest) continue;
    kept.delete(key);
    total -= bytes;
  }
}

function keyOf({ training, model }: ProcessSource): string {
  const { u, y, knownVariance, countLow } = training;
  const hash = createHash('sha1').update(JSON.stringify([countLow, model]));
  for (const { buffer, byteOffset, byteLength } of [u, y, knownVariance]) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('base64');
}
