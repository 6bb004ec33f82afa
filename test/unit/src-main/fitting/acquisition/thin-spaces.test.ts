import { describe, expect, it } from 'vitest';
import { boxCandidates } from '#main/fitting/acquisition/candidate-set.ts';
import { proposeBatch } from '#main/fitting/acquisition/propose-batch.ts';
import { ACQUISITION_METHODS } from '#shared/domain/acquisition-method.ts';
import { shortfallText } from '#shared/domain/batch-reason.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { createSpace } from '#shared/domain/space.ts';
import { asSurrogate, createTestPosterior, observe } from './test-posterior.ts';

const none = new Float64Array(0);

function massesWith(count: number, constraints: readonly string[], step?: number) {
  return createSpace(
    campaignDefinitionSchema.parse({
      name: 'test',
      parameters: Array.from({ length: count }, (_, index) => ({
        name: `m${index + 1}`,
        unit: 'GeV',
        lower: 100,
        upper: 1100,
        ...(step !== undefined && { step }),
      })),
      quantities: ['exp'],
      contour: 'exp',
      constraints,
    }),
  );
}

const ordered = massesWith(8, ['m1 < m2 < m3 < m4 < m5 < m6 < m7 < m8']);
const slab = massesWith(4, ['abs(m1 - m2) < 1']);

const surrogateOf = (dimension: number) => {
  // Known at ten places of the space, in v, with a contour half way up the last mass.
  const rows = Array.from({ length: 10 }, (_, i) =>
    Array.from({ length: dimension }, (_, axis) => (axis + 1 + i / 10) / (dimension + 2)),
  );
  const surrogate = asSurrogate(
    createTestPosterior(
      dimension,
      observe(rows, (v) => 4 * (v.at(-1)! - 0.6)),
    ),
  );
  return { quantity: 'exp' as const, surrogate, task: 'high' as const, smallestKnown: 0.2 };
};

describe('eight ordered masses, a 40320th of the box', () => {
  it('have as many candidates as any space, distributed like ordered uniform variates', () => {
    const { count, v } = boxCandidates(ordered, 1);
    expect(count).toBe(2 ** 14);
    for (let axis = 0; axis < 8; axis++) {
      let mean = 0;
      for (let row = 0; row < count; row++) mean += v[8 * row + axis]! / count;
      // Beta(j, 9 − j); 256 independent chains know its mean to 0.15/16 at worst.
      expect(Math.abs(mean - (axis + 1) / 9)).toBeLessThan(0.03);
    }
  });

  const context = {
    space: ordered,
    surrogates: [surrogateOf(8)],
    known: none,
    pending: none,
    size: 12,
    seed: 1,
  };

  it.each(ACQUISITION_METHODS)('get a batch by %s, the same under a seed', async (method) => {
    const { points, reason } = await proposeBatch({ ...context, method, withGain: false });
    expect(reason).toBeNull();
    expect(points).toHaveLength(12);
    expect(points.every(({ theta }) => ordered.contains(theta))).toBe(true);
    expect((await proposeBatch({ ...context, method, withGain: false })).points).toEqual(points);
  });

  it('get a gain for each point', async () => {
    const { points } = await proposeBatch({ ...context, method: 'batch-entropy' });
    for (const { gain } of points) expect(gain).toBeGreaterThan(0);
  });
});

describe('masses that are nearly the same', () => {
  it.each(['random', 'latin-hypercube', 'sobol', 'grid'] as const)('get a batch by %s', async (method) => {
    const context = { space: slab, surrogates: [], known: none, pending: none, size: 50, seed: 1 };
    const { points, reason } = await proposeBatch({ ...context, method });
    expect(reason).toBeNull();
    expect(points).toHaveLength(50);
    expect(points.every(({ theta }) => Math.abs(theta[0]! - theta[1]!) < 1)).toBe(true);
    // They go along the whole slab.
    const along = points.map(({ theta }) => theta[0]!).sort((a, b) => a - b);
    expect(along[0]!).toBeLessThan(300);
    expect(along.at(-1)!).toBeGreaterThan(900);
  });

  it('are found on a lattice', async () => {
    const lattice = massesWith(4, ['abs(m1 - m2) < 1', 'abs(m2 - m3) < 1', 'abs(m3 - m4) < 1'], 10);
    const context = { space: lattice, surrogates: [], known: none, pending: none, size: 30, seed: 1 };
    const { points } = await proposeBatch({ ...context, method: 'sobol' });
    expect(points).toHaveLength(30);
    for (const { theta } of points) expect(new Set(theta).size).toBe(1);
  });
});

it('constraints that leave nothing are named, with what was tried', async () => {
  const empty = massesWith(3, ['m1 < 300', 'm2 > 200', 'm1 > 400']);
  const context = { space: empty, surrogates: [], known: none, pending: none, size: 3, seed: 1 };
  const { points, reason } = await proposeBatch({ ...context, method: 'sobol' });
  expect(points).toEqual([]);
  expect(shortfallText(reason!)).toMatch(
    /^No point within the bounds that satisfies the constraints was found: \d+ were tried, .*misses "m1 [<>] [34]00"/,
  );
});
