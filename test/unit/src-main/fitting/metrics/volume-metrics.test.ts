import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { volumeAverage, volumeFields } from '#main/fitting/metrics/volume-metrics.ts';
import { averageOverVolume, sampleVolume } from '#main/fitting/metrics/volume-sample.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { analyticField, planeField, unitCube } from './analytic-fields.ts';

interface Case {
  slope: number[];
  offset: number;
  sd: number;
  triangle: boolean;
  entropy: number;
  uncertain90: number;
  uncertain68: number;
}
const fixture = new URL('../../../../fixtures/metrics/volume.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(fixture, 'utf8')) as { cases: Case[] };

const spaceOf = (c: Case) => unitCube(c.slope.length, c.triangle ? ['x1 < x0'] : []);
const nameOf = (c: Case) => `${c.slope.length}-D${c.triangle ? ' under a constraint' : ''}, s = ${c.sd}`;

describe('volume averages of a linear posterior', () => {
  it.each(cases.map((c) => [nameOf(c), c] as const))('agree with quadrature: %s', async (_, c) => {
    const sample = sampleVolume(spaceOf(c), { count: 2 ** 14, replicates: 8, seed: 1 });
    const fields = await volumeFields(sample, planeField(c.slope, c.offset, c.sd), null);
    for (const metric of ['entropy', 'uncertain90', 'uncertain68'] as const) {
      const average = volumeAverage(sample, [fields], metric);
      const { value, error } = average ?? { value: Number.NaN, error: Number.NaN };
      // Five standard errors, which have 7 degrees of freedom themselves (probability 0.002 each, and the seed is fixed).
      expect(Math.abs(value - c[metric])).toBeLessThanOrEqual(5 * error + 1e-9);
      // 2¹⁴ Sobol points resolve a share of the volume to about 1e-4, where independent ones would to 4e-3.
      expect(error).toBeLessThan(1e-3);
    }
  });

  it('have an error that describes their scatter from seed to seed', async () => {
    const [c] = cases;
    const field = planeField(c.slope, c.offset, c.sd);
    const pulls: number[] = [];
    for (let seed = 1; seed <= 50; seed++) {
      const sample = sampleVolume(spaceOf(c), { count: 2 ** 9, replicates: 8, seed });
      const average = volumeAverage(sample, [await volumeFields(sample, field, null)], 'uncertain90');
      if (average) pulls.push((average.value - c.uncertain90) / average.error);
    }
    const rms = Math.sqrt(pulls.reduce((sum, pull) => sum + pull ** 2, 0) / pulls.length);
    // Student's t with 7 degrees of freedom has rms 1.18; 50 pulls know theirs to about 15 %.
    expect(rms).toBeGreaterThan(0.7);
    expect(rms).toBeLessThan(1.7);
  });

  it('average over the contour quantities', async () => {
    const sample = sampleVolume(unitCube(1), { count: 2 ** 10, replicates: 8, seed: 1 });
    const one = await volumeFields(sample, planeField([4], 1.6), null);
    const other = await volumeFields(sample, planeField([2], 0.5), null);
    const value = (fields: (typeof one)[]) => volumeAverage(sample, fields, 'entropy')?.value ?? Number.NaN;
    expect(value([one, other])).toBeCloseTo((value([one]) + value([other])) / 2, 12);
  });

  it('show the share that changed sides', async () => {
    const sample = sampleVolume(unitCube(2), { count: 2 ** 14, replicates: 8, seed: 1 });
    const fields = await volumeFields(sample, planeField([1, 0], 0.5), planeField([1, 0], 0.53));
    const changed = volumeAverage(sample, [fields], 'changed');
    // A strip of width 0.03; 2¹⁴ points in strata of 2⁻¹¹ along the axis in each replicate.
    expect(Math.abs((changed?.value ?? 0) - 0.03)).toBeLessThan(2 ** -11);
    expect(volumeAverage(sample, [{ ...fields, changed: null }], 'changed')).toBeNull();
  });

  it('count as changed what had no side before', async () => {
    const sample = sampleVolume(unitCube(1), { count: 2 ** 10, replicates: 8, seed: 1 });
    const before = analyticField(1, ([x]) => (x < 0.25 ? Number.NaN : x - 0.5));
    const fields = await volumeFields(sample, planeField([1], 0.5), before);
    expect(volumeAverage(sample, [fields], 'changed')?.value).toBeCloseTo(0.25, 2);
  });

  it('stay within their bounds', async () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true });
    const sample = sampleVolume(unitCube(2), { count: 2 ** 8, replicates: 8, seed: 1 });
    await fc.assert(
      fc.asyncProperty(
        number,
        number,
        number,
        fc.double({ min: 0, max: 10, noNaN: true }),
        async (a, b, c, sd) => {
          const fields = await volumeFields(sample, planeField([a, b], c, sd), null);
          const value = (metric: 'entropy' | 'uncertain90' | 'uncertain68') =>
            volumeAverage(sample, [fields], metric)?.value ?? Number.NaN;
          expect(value('entropy')).toBeGreaterThanOrEqual(0);
          expect(value('entropy')).toBeLessThanOrEqual(Math.LN2 + 1e-15);
          expect(value('uncertain68')).toBeGreaterThanOrEqual(0);
          expect(value('uncertain90')).toBeGreaterThanOrEqual(value('uncertain68'));
          expect(value('uncertain90')).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('the volume sample', () => {
  it('is as large as asked for under constraints, inside, and the same for a seed', () => {
    const space = unitCube(3, ['x0 + x1 + x2 < 0.5']);
    const options = { count: 2 ** 10, replicates: 8, seed: 4 };
    const sample = sampleVolume(space, options);
    expect(sample.v).toHaveLength(3 * 2 ** 10);
    for (let i = 0; i < sample.count; i++) {
      expect(space.contains(sample.v.subarray(3 * i, 3 * i + 3))).toBe(true);
    }
    expect(sampleVolume(space, options)).toEqual(sample);
    expect(sampleVolume(space, { ...options, seed: 5 })).not.toEqual(sample);
  });

  it('averages a constant without error', () => {
    const sample = sampleVolume(unitCube(1), { count: 64, replicates: 8, seed: 1 });
    expect(averageOverVolume(sample, new Float64Array(64).fill(0.25))).toEqual({ value: 0.25, error: 0 });
  });

  it('is uniform, with an error that is one, where the constraints leave a sliver: eight ordered parameters', () => {
    const ordered = unitCube(8, ['x0 < x1 < x2 < x3 < x4 < x5 < x6 < x7']);
    const sample = sampleVolume(ordered, { count: 2 ** 13, replicates: 8, seed: 1 });
    expect(sample.isThin).toBe(true);
    for (let axis = 0; axis < 8; axis++) {
      const { value, error } = averageOverVolume(
        sample,
        Float64Array.from({ length: sample.count }, (_, i) => sample.v[8 * i + axis]!),
      );
      // Order statistics of eight uniform variates are Beta(j, 9 − j).
      expect(error).toBeLessThan(0.01);
      expect(Math.abs(value - (axis + 1) / 9)).toBeLessThan(5 * error);
    }
  });

  it('goes on where a smaller one ends, however thin the space', () => {
    const slab = unitCube(3, ['abs(x0 - x1) < 1e-4']);
    const first = sampleVolume(slab, { count: 2 ** 10, replicates: 2, seed: 1 });
    const all = sampleVolume(slab, { count: 2 ** 12, replicates: 2, seed: 1 });
    expect(all.v.subarray(0, 3 * 2 ** 9)).toEqual(first.v.subarray(0, 3 * 2 ** 9));
  });

  it('says when the constraints leave nothing', () => {
    const draw = () =>
      sampleVolume(unitCube(2, ['x0 + x1 < 0.0001', 'x0 > 0.1']), { count: 64, replicates: 8, seed: 1 });
    expect(draw).toThrow(ContouristError);
    expect(draw).toThrow(
      /^No point within the bounds that satisfies the constraints was found: \d+ were tried/,
    );
  });
});
