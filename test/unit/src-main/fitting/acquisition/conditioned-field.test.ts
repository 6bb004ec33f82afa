import { describe, expect, it } from 'vitest';
import { ConditionedField } from '#main/fitting/acquisition/conditioned-field.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { createTestPosterior, observe } from './test-posterior.ts';

const NOISE = 0.01;
const rows = (points: Float64Array, dimension: number) =>
  Array.from({ length: points.length / dimension }, (_, row) =>
    Array.from(points.subarray(row * dimension, (row + 1) * dimension)),
  );
const data = observe(rows(sobolPoints(2, 8), 2), ([x, y]) => x + y - 1, NOISE);
const options = { noise: NOISE };
const targetU = sobolPoints(2, 20, { scrambleSeed: 1 });
const siteU = sobolPoints(2, 10, { scrambleSeed: 2 });

describe('ConditionedField', () => {
  it('becomes what a process fitted to the measurements would be', async () => {
    const posterior = createTestPosterior(2, data, options);
    const field = await ConditionedField.create(posterior, 'high', targetU, siteU);
    const measured = [3, 7, 0];
    for (const site of measured) await field.condition(site);

    const siteRows = rows(siteU, 2);
    const prediction = await posterior.predict(siteU);
    const extended = createTestPosterior(
      2,
      {
        points: [...data.points, ...measured.map((site) => siteRows[site])],
        // The kriging believer: a result that equals its prediction.
        values: [...data.values, ...measured.map((site) => prediction.mean[site])],
        variances: [...data.variances, ...measured.map(() => NOISE)],
      },
      options,
    );
    const targets = await extended.features(targetU);
    const sites = await extended.features(siteU);
    const cross = await extended.covariance(targets, sites);
    // 1e-10: two orders of the same eliminations, condition number about 1e3.
    const close = (actual: Float64Array, wanted: Float64Array) =>
      actual.forEach((value, index) => void expect(Math.abs(value - wanted[index])).toBeLessThan(1e-10));
    close(field.targetVariance, targets.variance);
    close(field.targetMean, targets.mean);
    close(field.siteVariance, sites.variance);
    close(field.cross, cross);
  });

  it('never lets a variance fall to zero or below', async () => {
    const posterior = createTestPosterior(2, data, { noise: 0 });
    const field = await ConditionedField.create(posterior, 'high', siteU, siteU);
    for (let site = 0; site < field.sites; site++) await field.condition(site);
    for (const variance of [...field.siteVariance, ...field.targetVariance]) {
      expect(variance).toBeGreaterThan(0);
      expect(variance).toBeLessThan(1e-9);
    }
  });

  it('works without targets', async () => {
    const field = await ConditionedField.create(
      createTestPosterior(2, data, options),
      'high',
      new Float64Array(0),
      siteU,
    );
    await field.condition(1);
    expect(field.targets).toBe(0);
    expect(field.siteVariance[1]).toBeLessThan(NOISE);
  });
});
