import { describe, expect, it } from 'vitest';
import { type Region, RegionChains } from '#shared/numerics/thin-regions.ts';

/** How far values are from growing. */
const disorder = (v: Float64Array) =>
  v.reduce((sum, value, axis) => (axis === 0 ? 0 : sum + Math.max(0, (v[axis - 1] ?? 0) - value)), 0);

const regions = {
  /** d ordered uniform variates: 1/d! of the cube. */
  ordered: (dimension: number): Region => ({ dimension, violation: disorder }),
  /** |v₀ − v₁| < width: 2 width − width² of the cube. */
  slab: (width: number): Region => ({
    dimension: 4,
    violation: (v) => Math.max(0, Math.abs(v[0]! - v[1]!) - width),
  }),
  /** Two squares, of sides 0.004 and 0.002 in opposite corners: 2 · 10⁻⁵ of the plane, 4 : 1. */
  islands: {
    dimension: 2,
    violation: ([x, y]) =>
      Math.min(
        Math.max(0, x! - 0.004) + Math.max(0, y! - 0.004),
        Math.max(0, 0.998 - x!) + Math.max(0, 0.998 - y!),
      ),
  } as Region,
  /** The corner Σ v < 0.5 of ten dimensions: 0.5¹⁰/10! = 2.7 · 10⁻¹⁰; the sum is 0.5 times a Beta(10, 1) variate. */
  corner: {
    dimension: 10,
    violation: (v) => Math.max(0, v.reduce((sum, value) => sum + value, 0) - 0.5),
  } as Region,
};

function found(region: Region, seed: number): RegionChains {
  const chains = RegionChains.start(region, seed);
  if (!(chains instanceof RegionChains)) throw new Error(`Nothing was met in ${chains.tried} tries.`);
  return chains;
}

/** The mean over independent sets of chains, and its standard error. */
function overSets(sets: number, figureOf: (seed: number) => number): { mean: number; error: number } {
  const figures = Array.from({ length: sets }, (_, seed) => figureOf(seed + 1));
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / sets;
  const square = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0);
  return { mean, error: Math.sqrt(square / (sets - 1) / sets) };
}

/** Within five standard errors, which must themselves be small enough to tell anything. */
function expectMean(
  { mean, error }: { mean: number; error: number },
  truth: number,
  largestError: number,
): void {
  expect(error).toBeLessThan(largestError);
  expect(Math.abs(mean - truth)).toBeLessThan(5 * error);
}

describe('chains inside a thin region', () => {
  it('never leave it, and are the same under a seed', () => {
    for (const region of [regions.ordered(8), regions.slab(1e-3), regions.islands, regions.corner]) {
      const points = found(region, 3).next(600);
      for (let row = 0; row < 600; row++) {
        const v = points.subarray(row * region.dimension, (row + 1) * region.dimension);
        expect(region.violation(v)).toBe(0);
        expect(v.every((value) => value >= 0 && value <= 1)).toBe(true);
      }
      const [again, other] = [found(region, 3), found(region, 4)];
      expect(again.next(300)).toEqual(points.subarray(0, 300 * region.dimension));
      expect(other.next(300)).not.toEqual(points.subarray(0, 300 * region.dimension));
    }
  });

  it('are uniform: the moments of eight ordered variates are those of Beta(j, 9 − j)', () => {
    const samples = Array.from({ length: 12 }, (_, seed) => found(regions.ordered(8), seed + 1).next(1024));
    const momentOf = (axis: number, power: number) =>
      overSets(12, (seed) => {
        let sum = 0;
        for (let row = 0; row < 1024; row++) sum += samples[seed - 1]![8 * row + axis]! ** power;
        return sum / 1024;
      });
    for (let axis = 0; axis < 8; axis++) {
      const j = axis + 1;
      expectMean(momentOf(axis, 1), j / 9, 0.006);
      expectMean(momentOf(axis, 2), (j * (j + 1)) / 90, 0.006);
    }
  });

  it('know their share of the cube', () => {
    expectMean(
      overSets(12, (seed) => 40320 * found(regions.ordered(8), seed).share),
      1,
      0.1,
    );
    expectMean(
      overSets(12, (seed) => found(regions.slab(1e-3), seed).share / (2e-3 - 1e-6)),
      1,
      0.1,
    );
    // The estimate of each set scatters by a factor here, so the mean of logarithms is compared, to a factor of two.
    const corner = overSets(12, (seed) => Math.log(found(regions.corner, seed).share));
    expect(Math.abs(corner.mean - Math.log(0.5 ** 10 / 3628800))).toBeLessThan(Math.log(2));
  });

  it('go along a slab from end to end', () => {
    const means = overSets(12, (seed) => {
      const points = found(regions.slab(1e-6), seed).next(512);
      let sum = 0;
      for (let row = 0; row < 512; row++) sum += points[4 * row]! ** 2;
      return sum / 512;
    });
    expectMean(means, 1 / 3, 0.02);
  });

  it('fill a corner as its volume asks', () => {
    const means = overSets(8, (seed) => {
      const points = found(regions.corner, seed).next(512);
      return points.reduce((sum, value) => sum + value, 0) / 512;
    });
    expectMean(means, (0.5 * 10) / 11, 0.002);
  });

  it('keep separate parts in proportion', () => {
    const share = overSets(40, (seed) => {
      const points = found(regions.islands, seed).next(256);
      let first = 0;
      for (let row = 0; row < 256; row++) if (points[2 * row]! < 0.5) first++;
      return first / 256;
    });
    // 16 : 4 by area; parts are only exchanged while the chains are confined, so each set scatters.
    expectMean(share, 0.8, 0.06);
  });

  it('say what came nearest where there is nothing', () => {
    const region: Region = { dimension: 3, violation: ([x]) => 0.25 + Math.abs(x! - 0.3) };
    const unmet = RegionChains.start(region, 1);
    expect(unmet).not.toBeInstanceOf(RegionChains);
    if (unmet instanceof RegionChains) return;
    expect(unmet.nearest[0]).toBeCloseTo(0.3, 4);
    expect(unmet.tried).toBeGreaterThan(1000);
    expect(unmet.tried).toBeLessThan(1e6);
    // A violation that is the same everywhere leads nowhere.
    expect(RegionChains.start({ dimension: 2, violation: () => 1 }, 1)).not.toBeInstanceOf(RegionChains);
  });
});
