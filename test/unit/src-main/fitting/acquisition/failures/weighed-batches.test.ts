import { describe, expect, it } from 'vitest';
import { findFailures } from '#main/fitting/acquisition/failures/find-failures.ts';
import { proposeBatch } from '#main/fitting/acquisition/propose-batch.ts';
import { thinned, weighed } from '#main/fitting/acquisition/situation.ts';
import { ACQUISITION_METHODS } from '#shared/domain/acquisition-method.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { createSpace } from '#shared/domain/space.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { asSurrogate, createTestPosterior, observe } from '../test-posterior.ts';

const space = createSpace(
  campaignDefinitionSchema.parse({
    name: 'test',
    parameters: [
      { name: 'x', lower: 0, upper: 1 },
      { name: 'y', lower: 0, upper: 1 },
    ],
    quantities: ['exp'],
    contour: 'exp',
  }),
);

// The contour x + y = 1 is known where x > 0.4; below, every evaluation of a first batch has failed.
const rows = Array.from({ length: 14 }, (_, i) => [0.45 + 0.08 * Math.floor(i / 2), (i * 0.37) % 1]);
const deadRows = Array.from({ length: 8 }, (_, i) => [0.03 + 0.045 * i, (i * 0.61) % 1]);
const surrogate = asSurrogate(
  createTestPosterior(
    2,
    observe(rows, ([x, y]) => 4 * (x! + y! - 1)),
  ),
);
const found = findFailures(space, deadRows, rows);

function propose(method: (typeof ACQUISITION_METHODS)[number], weigh: boolean) {
  return proposeBatch({
    space,
    surrogates: [{ quantity: 'exp', surrogate, task: 'high', smallestKnown: 0.1 }],
    known: Float64Array.from([...rows, ...deadRows].flat()),
    pending: new Float64Array(0),
    size: 12,
    method,
    seed: 1,
    failures: weigh ? found!.model : null,
  });
}

describe('where failures gather', () => {
  it.each(ACQUISITION_METHODS)(
    '%s asks there less, and says how likely each point succeeds',
    async (method) => {
      const isDead = ({ theta }: { theta: Float64Array }) => theta[0]! < 0.35;
      const ignored = await propose(method, false);
      const batch = await propose(method, true);
      expect(batch.points).toHaveLength(12);
      expect(batch.points.filter(isDead).length).toBeLessThanOrEqual(3);
      const [asked, before] = [batch, ignored].map(({ points }) => points.filter(isDead).length);
      // `improvement` stays where a limit is known already.
      if (before! > 0) expect(asked).toBeLessThan(before!);
      for (const { success } of batch.points) expect(success! > 0 && success! < 1).toBe(true);
      expect(ignored.points.every(({ success }) => success === null)).toBe(true);
      expect(await propose(method, true)).toEqual(batch);
    },
  );

  it('fills a lattice to its end all the same', async () => {
    const lattice = createSpace({
      ...space.definition,
      parameters: space.definition.parameters.map((parameter) => ({ ...parameter, step: 0.25 })),
    });
    const none = new Float64Array(0);
    const context = { space: lattice, surrogates: [], known: none, pending: none, size: 25, seed: 1 };
    const { points, reason } = await proposeBatch({ ...context, method: 'random', failures: found!.model });
    expect(points).toHaveLength(25);
    expect(reason).toBeNull();
  });
});

it('a score counts by the chance to succeed, and one below zero never rises', () => {
  expect(Array.from(weighed(Float64Array.of(0.6, 0.6, -0.5), Float64Array.of(0.5, 1, 0.25)))).toEqual([
    0.3, 0.6, -2,
  ]);
  const scores = Float64Array.of(1, 2);
  expect(weighed(scores, null)).toBe(scores);
});

it('thinning keeps each point with its chance, the same under one seed', () => {
  const count = 20_000;
  const all = Array.from({ length: count }, (_, index) => index);
  const success = sobolPoints(1, count, { scrambleSeed: 1 });
  const kept = thinned(all, success, 3);
  // The mean chance is 1/2, and that of the kept ones ∫p²/∫p = 2/3; five standard deviations.
  expect(Math.abs(kept.length / count - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 6 / count));
  const mean = kept.reduce((sum, index) => sum + success[index]!, 0) / kept.length;
  expect(Math.abs(mean - 2 / 3)).toBeLessThan(5 * Math.sqrt(1 / 18 / kept.length));
  expect(thinned(all, success, 3)).toEqual(kept);
  expect(thinned(all, null, 3)).toEqual(all);
});
