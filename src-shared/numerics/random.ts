import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of random numbers: the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number;
  /** Uniform over the integers 0 … below − 1; `below` is an integer ≥ 1. */
  integer(below: number): number;
  /** Standard normal. */
  normal(): number;
  /** Shuffles the array in place; every order is equally likely. */
  shuffle<T>(items: T[]): void;
}

const GOLDEN_RATIO_32 = 0x9e3779b9;

/** The 32-bit finaliser of MurmurHash3 (A. Appleby): every input bit changes half of the output bits. */
function avalanche(word: number): number {
  let hash = word;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The generator's 128-bit state: neighbouring seeds must not give related streams, so every word is hashed. */
function stateOfSeed(seed: number): number[] {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is an integer, not ${seed}.`);
  const low = seed >>> 0;
  const high = Math.floor(seed / 0x100000000) >>> 0;
  return [1, 2, 3, 4].map((index) => avalanche(avalanche(low + index * GOLDEN_RATIO_32) ^ high));
}

/**
 * A random stream (xoroshiro128+ of pure-rand).
 *
 * @param seed any safe integer
 * @throws RangeError when `seed` is not a safe integer
 */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plusFromState(stateOfSeed(seed));
  const uniform = () => uniformFloat64(generator);
  const integer = (below: number) => uniformInt(generator, 0, below - 1);

  // Marsaglia's polar method makes normals in pairs; the second waits here.
  let spare: number | undefined;
  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) {
        const factor = Math.sqrt((-2 * Math.log(square)) / square);
        spare = y * factor;
        return x * factor;
      }
    }
  };

  const shuffle = <T>(items: T[]): void => {
    for (let last = items.length - 1; last > 0; last--) {
      const other = integer(last + 1);
      const moved = items[last];
      items[last] = items[other];
      items[other] = moved;
    }
  };

  return { uniform, integer, normal, shuffle };
}

/**
 * The seed of an independent stream: one user's seed serves many purposes (`'candidates'`, `'restart 3'`), and none of
 * them shifts when another draws more numbers.
 *
 * @returns an integer in [0, 2³²)
 */
export function deriveSeed(seed: number, label: string): number {
  const [first, second] = stateOfSeed(seed);
  let hash = first;
  for (let index = 0; index < label.length; index++)
    hash = Math.imul(hash ^ label.charCodeAt(index), 0x01000193);
  return avalanche(hash ^ second);
}
