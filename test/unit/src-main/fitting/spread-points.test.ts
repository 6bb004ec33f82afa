import { expect, test } from 'vitest';
import { spreadPoints } from '#main/fitting/spread-points.ts';
import { createRandom } from '#shared/numerics/random.ts';

const GRID = Float64Array.from({ length: 2 * 900 }, (_, index) =>
  index % 2 === 0 ? ((index >> 1) % 30) / 29 : Math.floor((index >> 1) / 30) / 29,
);

function smallestGap(rows: readonly number[]): number {
  const gaps = rows.flatMap((i) =>
    rows
      .filter((j) => j !== i)
      .map((j) => Math.hypot(GRID[2 * i] - GRID[2 * j], GRID[2 * i + 1] - GRID[2 * j + 1])),
  );
  return Math.min(...gaps);
}

test('spreads the points over the scan, whatever the seed', () => {
  const gaps = [1, 2, 3, 4, 5].map((seed) => smallestGap(spreadPoints(GRID, 2, 8, createRandom(seed))));
  // Eight points of a unit square can be at most 0.52 apart (packing of 8 circles); eight random ones typically 0.08.
  expect(Math.min(...gaps)).toBeGreaterThan(0.3);
});

test('gives the same points for the same seed, others for another', () => {
  const points = (seed: number) => spreadPoints(GRID, 2, 8, createRandom(seed));
  expect(points(1)).toEqual(points(1));
  expect(points(1)).not.toEqual(points(2));
});

test('takes every point once, replicates too', () => {
  const replicates = Float64Array.of(0.5, 0.5, 0.5, 1, 1);
  expect(spreadPoints(replicates, 1, 5, createRandom(1)).toSorted()).toEqual([0, 1, 2, 3, 4]);
});
