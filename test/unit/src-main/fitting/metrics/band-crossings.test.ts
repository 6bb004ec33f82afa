import { describe, expect, it } from 'vitest';
import { bandCrossings } from '#main/fitting/metrics/band-crossings.ts';
import { sampleVolume } from '#main/fitting/metrics/volume-sample.ts';
import { spaceOf } from './analytic-fields.ts';

const space = spaceOf([{ name: 'm', unit: 'GeV', lower: 100, upper: 1100 }]);
const sample = sampleVolume(space, { count: 2 ** 12, replicates: 8, seed: 1 });

describe('bands that cross', () => {
  it('are found with their share and where they are deepest', () => {
    const means = new Map([
      ['exp_m1', sample.v.map((v) => v - 0.2)],
      ['exp', sample.v.map(() => 0.4)],
      ['exp_p1', sample.v.map(() => 0.6)],
      ['obs', sample.v.map(() => -1)],
    ] as const);
    const [crossing, ...others] = bandCrossings(space, sample, means);
    expect(others).toEqual([]);
    expect(crossing).toMatchObject({ lower: 'exp_m1', upper: 'exp' });
    // exp_m1 > exp where v > 0.6; strata of 2⁻⁹ in each replicate.
    expect(Math.abs(crossing.share - 0.4)).toBeLessThan(2 ** -9);
    const masses = crossing.examples.map(([m]) => m);
    expect(masses).toHaveLength(3);
    for (const mass of masses) expect(mass).toBeGreaterThan(1095);
    expect(masses).toEqual([...masses].sort((a, b) => b - a));
  });

  it('are compared with the next edge that was fitted', () => {
    const means = new Map([
      ['exp_m2', sample.v.map(() => 1)],
      ['exp_p2', sample.v.map(() => 0)],
    ] as const);
    expect(bandCrossings(space, sample, means)).toMatchObject([
      { lower: 'exp_m2', upper: 'exp_p2', share: 1, error: 0 },
    ]);
  });

  it('are none with one quantity, or in order', () => {
    expect(bandCrossings(space, sample, new Map([['exp', sample.v]]))).toEqual([]);
    expect(bandCrossings(space, sample, new Map())).toEqual([]);
  });
});
