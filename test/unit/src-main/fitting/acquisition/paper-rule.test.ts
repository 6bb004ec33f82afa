import { describe, expect, it } from 'vitest';
import type { ProposalContext, QuantitySurrogate } from '#main/fitting/acquisition/proposal.ts';
import { proposeBatch } from '#main/fitting/acquisition/propose-batch.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { asSurrogate, createTestPosterior, observe } from './test-posterior.ts';

const space = createSpace(
  campaignDefinitionSchema.parse({
    name: 'test',
    parameters: [
      { name: 'x', lower: 0, upper: 1 },
      { name: 'y', lower: 0, upper: 1 },
    ],
    quantities: ['exp', 'exp_p1', 'exp_m1'],
    contour: 'exp',
  }),
);
const known = sobolPoints(2, 64);
const rows = Array.from({ length: 64 }, (_, row) => [known[2 * row], known[2 * row + 1]]);
/** ln μ = 4 (x − ½) + offset, known well everywhere. */
const line = (quantity: Quantity, offset: number): QuantitySurrogate => ({
  quantity,
  surrogate: asSurrogate(
    createTestPosterior(
      2,
      observe(rows, ([x]) => 4 * (x - 0.5) + offset, 1e-6),
      { noise: 1e-6 },
    ),
  ),
  task: 'high',
});
const context: ProposalContext = {
  space,
  surrogates: [line('exp', 0), line('exp_p1', 0.5), line('exp_m1', -0.3)],
  known: new Float64Array(0),
  pending: new Float64Array(0),
  size: 21,
  method: 'paper',
  seed: 1,
};

describe('the rule paper', () => {
  it('takes half by entropy and half as discs in the band of equation 9', async () => {
    const { points } = await proposeBatch(context);
    const discs = points.filter(({ rule }) => rule === 'disc');
    expect(points.map(({ rule }) => rule)).toEqual([...Array(10).fill('entropy'), ...Array(11).fill('disc')]);
    // ŷ − 2·0.3 < 0 < ŷ + 2·0.5 with ŷ = 4 (x − ½): x from 0.25 to 0.65. 0.02: the surrogate near the edges.
    for (const { v } of discs) {
      expect(v[0]).toBeGreaterThan(0.25 - 0.02);
      expect(v[0]).toBeLessThan(0.65 + 0.02);
    }
    expect(Math.min(...discs.map(({ v }) => v[0]))).toBeLessThan(0.35);
    expect(Math.max(...discs.map(({ v }) => v[0]))).toBeGreaterThan(0.55);
    // Eleven points on 0.4 × 1: hexagonal packing would reach 0.2; a random maximal packing half of that.
    const gaps = discs.flatMap(({ v }, i) =>
      discs.slice(0, i).map(({ v: w }) => Math.hypot(v[0] - w[0], v[1] - w[1])),
    );
    expect(Math.min(...gaps)).toBeGreaterThan(0.1);
    for (const { v, rule } of points) if (rule === 'entropy') expect(Math.abs(v[0] - 0.5)).toBeLessThan(0.02);
  });

  it('spreads discs around pending points and entropy picks', async () => {
    const pending = Float64Array.from([0.4, 0.5, 0.55, 0.1]);
    const { points } = await proposeBatch({ ...context, pending });
    for (const { v, rule } of points) {
      if (rule !== 'disc') continue;
      expect(Math.hypot(v[0] - 0.4, v[1] - 0.5)).toBeGreaterThan(0.1);
    }
  });

  it('takes |ŷ| < 2s for the band before the edges are fitted', async () => {
    const sparse = createTestPosterior(
      2,
      observe(
        [
          [0.1, 0.5],
          [0.9, 0.5],
        ],
        ([x]) => 8 * (x - 0.5),
      ),
    );
    const { points } = await proposeBatch({
      ...context,
      surrogates: [{ ...context.surrogates[0], surrogate: asSurrogate(sparse) }],
    });
    const discs = points.filter(({ rule }) => rule === 'disc');
    expect(discs).toHaveLength(11);
    for (const { v } of discs) {
      const { mean, variance } = await sparse.predict(v);
      expect(Math.abs(mean[0])).toBeLessThan(2 * Math.sqrt(variance[0]));
    }
  });

  it('takes the points nearest to the contour where the band is too narrow', async () => {
    const narrow = [line('exp', 0), line('exp_p1', 1e-6), line('exp_m1', -1e-6)];
    const { points, reason } = await proposeBatch({ ...context, surrogates: narrow });
    expect(reason).toBeNull();
    expect(points).toHaveLength(21);
    for (const { v } of points) expect(Math.abs(v[0] - 0.5)).toBeLessThan(0.1);
  });
});
