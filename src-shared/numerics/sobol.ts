import { createRandom, deriveSeed } from './random.ts';
import { JOE_KUO_ROWS } from './sobol-direction-numbers.ts';

/** The largest dimension for which direction numbers are stored. */
export const SOBOL_MAX_DIMENSION = JOE_KUO_ROWS.length + 1;

const BITS = 32;

/** The direction numbers of one dimension (counted from 0) as 32-bit words, most significant bit = first binary digit. */
function directionNumbers(dimension: number): Uint32Array {
  const directions = new Uint32Array(BITS);
  const row = JOE_KUO_ROWS[dimension - 1];
  if (row === undefined) {
    // The first dimension is van der Corput's sequence.
    for (let bit = 0; bit < BITS; bit++) directions[bit] = 1 << (BITS - 1 - bit);
    return directions;
  }
  const [degree, inner, ...initial] = row as [number, number, ...number[]];
  for (let bit = 0; bit < BITS; bit++) {
    if (bit < degree) {
      directions[bit] = initial[bit] << (BITS - 1 - bit);
      continue;
    }
    // Bratley & Fox, ACM TOMS 14 (1988) 88, eq. (6), for numbers already shifted to the left.
    let direction = directions[bit - degree] ^ (directions[bit - degree] >>> degree);
    for (let term = 1; term < degree; term++) {
      if ((inner >>> (degree - 1 - term)) & 1) direction ^= directions[bit - term];
    }
    directions[bit] = direction;
  }
  return directions;
}

/** Whether a word has an odd number of ones. */
function parity(word: number): number {
  let folded = word ^ (word >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  folded ^= folded >>> 2;
  folded ^= folded >>> 1;
  return folded & 1;
}

/** 32 random bits. */
function randomWord(integer: (below: number) => number): number {
  return (integer(0x10000) * 0x10000 + integer(0x10000)) >>> 0;
}

/**
 * Multiplies the direction numbers in place by a random lower triangular bit matrix with unit diagonal: J. Matoušek's
 * linear scrambling (J. Complexity 14 (1998) 527). Every elementary interval keeps its number of points, and together
 * with the digital shift the variance is that of A. Owen's nested scrambling.
 */
function scrambleLinearly(directions: Uint32Array, integer: (below: number) => number): void {
  const matrixRows = Uint32Array.from({ length: BITS }, (_, row) => {
    const diagonal = 0x80000000 >>> row;
    const aboveDiagonal = row === 0 ? 0 : randomWord(integer) & (0xffffffff << (BITS - row));
    return diagonal | aboveDiagonal;
  });
  for (let index = 0; index < BITS; index++) {
    let scrambled = 0;
    for (let row = 0; row < BITS; row++) {
      scrambled |= parity(matrixRows[row] & directions[index]) << (BITS - 1 - row);
    }
    directions[index] = scrambled;
  }
}

/**
 * Points of the Sobol sequence in Gray-code order (the order of SciPy, `scipy.stats.qmc.Sobol`).
 *
 * @param dimension 1 … 32
 * @param count points to return; the balance of the sequence is best for powers of two
 * @param options.scrambleSeed scrambles the sequence (linear matrix scramble and digital shift) by this seed; a
 *   dimension's scramble does not depend on how many dimensions there are. Left out: the plain sequence, whose first
 *   point is the origin.
 * @param options.skip points of the sequence to leave out at its start
 * @returns count × dimension values in [0, 1), row-major
 * @throws RangeError for a dimension out of range, or past the end of the sequence (2³² points)
 */
export function sobolPoints(
  dimension: number,
  count: number,
  options: { scrambleSeed?: number; skip?: number } = {},
): Float64Array {
  const { scrambleSeed, skip = 0 } = options;
  if (!(Number.isInteger(dimension) && dimension >= 1 && dimension <= SOBOL_MAX_DIMENSION)) {
    throw new RangeError(`A Sobol sequence has 1 to ${SOBOL_MAX_DIMENSION} dimensions, not ${dimension}.`);
  }
  if (skip + count > 2 ** BITS) throw new RangeError('A Sobol sequence ends after 2^32 points.');

  const points = new Float64Array(count * dimension);
  for (let axis = 0; axis < dimension; axis++) {
    const directions = directionNumbers(axis);
    let shift = 0;
    if (scrambleSeed !== undefined) {
      const { integer } = createRandom(deriveSeed(scrambleSeed, `sobol axis ${axis}`));
      scrambleLinearly(directions, integer);
      shift = randomWord(integer);
    }
    // Point i is the exclusive or of the directions at the ones of i's Gray code, so each point changes one bit.
    let word = shift;
    const gray = (skip ^ (skip >>> 1)) >>> 0;
    for (let bit = 0; bit < BITS; bit++) if ((gray >>> bit) & 1) word ^= directions[bit];
    for (let index = 0; index < count; index++) {
      points[index * dimension + axis] = (word >>> 0) * 2 ** -BITS;
      const trailingOnes = 31 - Math.clz32(~(skip + index) & (skip + index + 1));
      word ^= directions[trailingOnes] ?? 0;
    }
  }
  return points;
}
