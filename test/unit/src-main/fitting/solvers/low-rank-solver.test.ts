import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import { createLowRankSolver } from '#main/fitting/solvers/low-rank/low-rank-solver.ts';
import type { Regression } from '#main/fitting/solvers/solver.ts';
import { compareWithDense } from './compare-with-dense.ts';
import { campaignOf, gridCampaigns } from './random-campaign.ts';

function lowRankSolverOf(regression: Regression) {
  return createLowRankSolver(portableEngine, regression, createDenseSolver(portableEngine, regression));
}

describe('the low-rank solver', () => {
  it('agrees with the dense one on random campaigns wherever its certificate is met', async () => {
    let certified = 0;
    await fc.assert(
      fc.asyncProperty(gridCampaigns, async (shape) => {
        const campaign = campaignOf({ ...shape, kernel: 'rbf', scattered: 20 * shape.scattered + 40 });
        const solver = lowRankSolverOf(campaign.regression);
        const { certificate, instead } = await solver.condition(campaign.h);
        // Few points have nothing to leave out, and next to no noise hides nothing.
        expect(instead?.solver).toBe(certificate === null ? 'dense' : undefined);
        if (certificate === null) return;
        certified++;
        await compareWithDense(solver, campaign);
      }),
      { numRuns: 200, seed: 6 },
    );
    expect(certified).toBeGreaterThan(30);
  }, 60_000);

  it('takes few columns of a smooth kernel over many scattered points, and says how exact they are', async () => {
    const campaign = campaignOf({
      sizes: [2, 2],
      kernel: 'rbf',
      relation: 'difference',
      holes: 0,
      scattered: 240,
      replicas: 4,
      high: 60,
      knownVariances: true,
      corner: 'none',
      seed: 11,
    });
    const solver = lowRankSolverOf(campaign.regression);
    const h = { ...campaign.h, lengths: Float64Array.of(0.5, 0.8) };
    const { certificate } = await solver.condition(h);
    expect(certificate?.rank).toBeLessThan(120);
    expect(certificate?.bound).toBeLessThanOrEqual(1e-8 * campaign.regression.training.count);
    await compareWithDense(solver, { ...campaign, h });
  });

  it('leaves a kernel of short lengths to the dense solver', async () => {
    const { regression, h } = campaignOf({
      sizes: [5, 5],
      kernel: 'rbf',
      relation: 'icm',
      holes: 0,
      scattered: 3,
      replicas: 0,
      high: 17,
      knownVariances: false,
      corner: 'none',
      seed: 2,
    });
    const process = await lowRankSolverOf(regression).condition({
      ...h,
      lengths: Float64Array.of(0.02, 0.02),
    });
    expect(process.certificate).toBeNull();
    expect(process.instead).toEqual({
      solver: 'dense',
      why: { code: 'too-many-columns', most: 16 },
    });
  });
});
