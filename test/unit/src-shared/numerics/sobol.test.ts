import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/numerics/random.ts';
import { SOBOL_MAX_DIMENSION, sobolPoints } from '#shared/numerics/sobol.ts';
import { JOE_KUO_ROWS } from '#shared/numerics/sobol-direction-numbers.ts';

/** SciPy's points as integers × 2³⁰ (test/fixtures/sobol/generate.py). */
interface SobolFixture {
  readonly dimension: number;
  readonly first: number[][];
  readonly from1000: number[][];
  readonly rows: number[][];
}
const fixture: SobolFixture = JSON.parse(
  readFileSync(new URL('../../../fixtures/sobol/sobol.json', import.meta.url), 'utf8'),
);
const rowsOf = (points: Float64Array, dimension: number, scale = 1) =>
  Array.from({ length: points.length / dimension }, (_, row) =>
    Array.from(points.subarray(row * dimension, (row + 1) * dimension), (value) => value * scale),
  );

/** exp(Σ x_j) − (e − 1)^d integrates to zero over the unit cube. */
const integrationError = (points: Float64Array, dimension: number): number => {
  const values = rowsOf(points, dimension).map((x) => Math.exp(x.reduce((sum, value) => sum + value, 0)));
  return values.reduce((sum, value) => sum + value, 0) / values.length - (Math.E - 1) ** dimension;
};
const rootMeanSquare = (values: number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe('the unscrambled sequence', () => {
  it('is exactly that of SciPy', () => {
    expect(rowsOf(sobolPoints(fixture.dimension, 64), fixture.dimension, 2 ** 30)).toEqual(fixture.first);
    expect(JOE_KUO_ROWS).toEqual(fixture.rows);
  });

  it('goes on exactly where a skip begins', () => {
    const skipped = sobolPoints(fixture.dimension, 8, { skip: 1000 });
    expect(rowsOf(skipped, fixture.dimension, 2 ** 30)).toEqual(fixture.from1000);
  });

  it('refuses a dimension without direction numbers', () => {
    expect(SOBOL_MAX_DIMENSION).toBe(32);
    for (const dimension of [0, 33, 1.5]) expect(() => sobolPoints(dimension, 4)).toThrow(RangeError);
  });
});

describe('the scrambled sequence', () => {
  it('depends on the seed alone, whatever is skipped', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.nat(500),
        fc.integer({ min: 1, max: 8 }),
        (scrambleSeed, skip, dimension) => {
          const whole = sobolPoints(dimension, skip + 16, { scrambleSeed });
          const part = sobolPoints(dimension, 16, { scrambleSeed, skip });
          expect(Array.from(part)).toEqual(Array.from(whole.subarray(skip * dimension)));
          expect(whole.every((value) => value >= 0 && value < 1)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
    expect(sobolPoints(2, 8, { scrambleSeed: 1 })).not.toEqual(sobolPoints(2, 8, { scrambleSeed: 2 }));
  });

  it('keeps one point in every elementary interval', () => {
    // In base 2 the first two dimensions form a (0, m, 2)-net: 2^m points, one in each box of 2^-i × 2^-(m-i).
    const m = 8;
    for (const scrambleSeed of [undefined, 1, 2, 3]) {
      const options = scrambleSeed === undefined ? {} : { scrambleSeed };
      const points = rowsOf(sobolPoints(2, 2 ** m, options), 2);
      for (let i = 0; i <= m; i++) {
        const boxes = points.map(
          ([x, y]) => Math.floor(x! * 2 ** i) * 2 ** (m - i) + Math.floor(y! * 2 ** (m - i)),
        );
        expect(new Set(boxes).size).toBe(2 ** m);
      }
    }
    // Every single dimension is stratified too.
    const dimension = 16;
    const points = sobolPoints(dimension, 256, { scrambleSeed: 4 });
    for (let axis = 0; axis < dimension; axis++) {
      const cells = rowsOf(points, dimension).map((point) => Math.floor(point[axis]! * 256));
      expect(new Set(cells).size).toBe(256);
    }
  });

  it('integrates a smooth function without bias and far better than random points', () => {
    const dimension = 4;
    const count = 4096;
    const sobolErrors = Array.from({ length: 40 }, (_, scrambleSeed) =>
      integrationError(sobolPoints(dimension, count, { scrambleSeed }), dimension),
    );
    const randomErrors = Array.from({ length: 40 }, (_, seed) => {
      const { uniform } = createRandom(seed);
      return integrationError(Float64Array.from({ length: count * dimension }, uniform), dimension);
    });
    expect(rootMeanSquare(sobolErrors) * 100).toBeLessThan(rootMeanSquare(randomErrors));
    const mean = sobolErrors.reduce((sum, error) => sum + error, 0) / 40;
    // Unbiased: the mean of 40 scrambles lies within four of its standard errors.
    expect(Math.abs(mean)).toBeLessThan((4 * rootMeanSquare(sobolErrors)) / Math.sqrt(40));
  });
});
