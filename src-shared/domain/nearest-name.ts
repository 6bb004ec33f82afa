import { closest, distance } from 'fastest-levenshtein';

/**
 * The candidate that a mistyped word most likely means, for "did you mean …?": the one with the fewest edits, if they
 * are few for its length (one, or a third of the letters); case differences count as none.
 */
export function nearestName(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const sameLetters = candidates.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
  if (sameLetters !== undefined) return sameLetters;
  const best = closest(word, candidates);
  return distance(word, best) <= Math.max(1, Math.floor(best.length / 3)) ? best : undefined;
}
