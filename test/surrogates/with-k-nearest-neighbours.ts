import { registerSurrogate } from '#main/surrogates/registry.ts';
import { kNearestNeighbours } from './k-nearest-neighbours.ts';

const HOOK = `--import=${new URL('./register-in-process.ts', import.meta.url).href}`;

/**
 * Makes k nearest neighbours known here and in every process that is started from here.
 *
 * @returns the function that ends it
 */
export function withKNearestNeighbours(): () => void {
  const before = process.env.NODE_OPTIONS;
  const forget = registerSurrogate(kNearestNeighbours);
  process.env.NODE_OPTIONS = [before, HOOK].filter(Boolean).join(' ');
  return () => {
    forget();
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
  };
}
