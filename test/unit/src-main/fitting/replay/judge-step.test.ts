import { expect, test } from 'vitest';
import type { Posterior } from '#main/fitting/gaussian-process/posterior.ts';
import { judgeStep } from '#main/fitting/replay/judge-step.ts';
import { createScan } from '#main/fitting/replay/scan.ts';
import type { FittedLimits } from '#main/fitting/replay/surrogates.ts';
import { asSurrogate } from '../acquisition/test-posterior.ts';
import { smallScan } from './small-scan.ts';

/** A surrogate that says what it is told, with ε² = 0.09. */
function surrogateSaying(y: number[], mean: number[], variance: number[], known: number[]): FittedLimits {
  return {
    limits: { quantity: 'exp', y: Float64Array.from(y), knownVariance: Float64Array.from(known) },
    model: { surrogate: 'said', version: 1 },
    surrogate: asSurrogate({
      dimension: 2,
      predict: async () => ({ mean: Float64Array.from(mean), variance: Float64Array.from(variance) }),
      noiseVariance: () => 0.09,
    } as unknown as Posterior),
  };
}

test('counts right points, entropy and coverage', async () => {
  const scan = createScan(smallScan(2));
  const surrogate = surrogateSaying(
    [-1, 1, 0.5, Number.NaN],
    [-0.5, -0.1, 0, 9],
    [0.25, 0.16, 0.16, 1],
    [0, 0, 0.11, 0],
  );
  const step = await judgeStep(scan, [surrogate], [0]);
  // Row 1 is on the wrong side; ŷ = 0 counts as allowed. Row 3 has no limit.
  expect(step.accuracy).toBeCloseTo(2 / 3, 12);
  // H at z = −1, −0.25 and 0: SciPy 1.17.1, -p*log(p)-(1-p)*log1p(-p) with p = norm.cdf(-z).
  expect(step.meanEntropy).toBeCloseTo((0.4374332409271 + 0.6735327214017 + Math.LN2) / 3, 10);
  // Unevaluated: pull 1.1/0.5 = 2.2 and 0.5/0.6 = 0.83.
  expect(step).toMatchObject({ evaluations: 1, coverage1: 0.5, coverage2: 0.5 });
});

test('has no coverage when nothing is left to evaluate', async () => {
  const scan = createScan(smallScan(2));
  const surrogate = surrogateSaying([1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], [0, 0, 0, 0]);
  expect(await judgeStep(scan, [surrogate], [0, 1, 2, 3])).toMatchObject({
    accuracy: 1,
    coverage1: null,
    coverage2: null,
  });
});
