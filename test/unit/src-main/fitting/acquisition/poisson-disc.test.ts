import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeDiscs, spreadByDiscs } from '#main/fitting/acquisition/poisson-disc.ts';
import { nearestDistances } from '#main/fitting/acquisition/spacing.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';

const points = sobolPoints(2, 512, { scrambleSeed: 1 });
const gap = (i: number, j: number) =>
  Math.hypot(points[2 * i] - points[2 * j], points[2 * i + 1] - points[2 * j + 1]);

describe('placeDiscs', () => {
  it('keeps the radius and leaves no room', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.6, noNaN: true }), fc.nat(), (radius, seed) => {
        const occupied = Float64Array.from([0.5, 0.5]);
        const distances = nearestDistances(points, occupied, 2);
        const discs = placeDiscs(points, 2, distances, radius, 512, createRandom(seed));
        const gaps = discs.flatMap((i, index) => discs.slice(0, index).map((j) => gap(i, j)));
        expect(Math.min(...discs.map((i) => distances[i]), ...gaps)).toBeGreaterThanOrEqual(radius);
        const isCovered = (i: number) => distances[i] < radius || discs.some((j) => gap(i, j) < radius);
        expect([...distances.keys()].every(isCovered)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('spreadByDiscs', () => {
  it('finds the count with a large radius', () => {
    const none = new Float64Array(0);
    const rows = spreadByDiscs(points, none, 2, 20, 0.001, createRandom(1));
    expect(rows).toHaveLength(20);
    const smallest = Math.min(...rows.flatMap((i, index) => rows.slice(0, index).map((j) => gap(i, j))));
    // Twenty discs at the densest possible packing have radius 0.27; a random maximal packing reaches 0.6 of it.
    expect(smallest).toBeGreaterThan(0.15);
  });

  it('gives what there is when the smallest distance leaves less', () => {
    const rows = spreadByDiscs(points, new Float64Array(0), 2, 20, 0.5, createRandom(1));
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.length).toBeLessThan(10);
  });
});
