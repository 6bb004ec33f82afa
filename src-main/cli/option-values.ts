import { InvalidArgumentError } from 'commander';

/** A seed: a whole number from 0 to 2³² − 1. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed >= 2 ** 32) {
    throw new InvalidArgumentError('A seed is a whole number from 0 to 4294967295.');
  }
  return seed;
}

/** Parses a whole number from `least` on, up to `most` where that is given. */
export function atLeast(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const wanted = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  return (text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`A whole number ${wanted} is wanted.`);
  };
}

/** A number of things, or the number of one: a whole number from 1. */
export const parseCount = atLeast(1);

/** A distance in the unit cube, above 0 and at most 1. */
export function parseTolerance(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('A number above 0 and at most 1 is wanted.');
}
