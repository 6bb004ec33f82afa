import { createHash } from 'node:crypto';
import { freemem } from 'node:os';
import { openSurrogate } from '#main/surrogates/registry.ts';
import type { OpenSurrogate, SurrogateSource } from '#main/surrogates/surrogate.ts';
import { besideJobs } from '../pause.ts';

/** The share of the memory that is free which surrogates may keep for the next question. */
const SHARE = 0.25;

interface Kept {
  readonly surrogate: Promise<OpenSurrogate>;
  bytes: number;
}

/** By the content that they are made of, the least recently asked first. */
const kept = new Map<string, Kept>();

/**
 * A fitted surrogate, kept for the next question: a window that drags a slider asks the same one sixty
 * times a second, and opening it anew may take as long as a step of its fit.
 */
export function keptSurrogate(source: SurrogateSource): Promise<OpenSurrogate> {
  const key = keyOf(source);
  // Opened to its end, whatever becomes of the job that asks first: others ask the same in a moment.
  const entry = kept.get(key) ?? { surrogate: besideJobs(() => open(key, source)), bytes: 0 };
  kept.delete(key);
  kept.set(key, entry);
  return entry.surrogate;
}

async function open(key: string, source: SurrogateSource): Promise<OpenSurrogate> {
  try {
    const surrogate = await openSurrogate(source);
    const entry = kept.get(key);
    if (entry) entry.bytes = surrogate.bytes;
    forgetSome(key);
    return surrogate;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}

/** Forgets the surrogates that were not asked for longest, until the others fit; the newest always stays. */
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

function keyOf({ training, model }: SurrogateSource): string {
  const { u, y, knownVariance, countLow } = training;
  const hash = createHash('sha1').update(JSON.stringify([countLow, model]));
  for (const { buffer, byteOffset, byteLength } of [u, y, knownVariance]) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('base64');
}
