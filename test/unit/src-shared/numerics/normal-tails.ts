import { readFileSync } from 'node:fs';

/** Φ(z), ln Φ(z) and the entropy of Φ(z), computed with 50 digits (test/fixtures/reference/generate.py). */
interface NormalTail {
  readonly z: number;
  readonly p: number;
  readonly ln_p: number;
  readonly entropy: number;
}

export const normalTails: readonly NormalTail[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/reference/reference.json', import.meta.url), 'utf8'),
).normal_tails;
