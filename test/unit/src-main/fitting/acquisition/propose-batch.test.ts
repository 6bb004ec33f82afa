import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CandidateSet, selectCandidates } from '#main/fitting/acquisition/candidate-set.ts';
import type { ProposalContext, QuantitySurrogate } from '#main/fitting/acquisition/proposal.ts';
import { proposeBatch } from '#main/fitting/acquisition/propose-batch.ts';
import {
  ACQUISITION_METHODS,
  type AcquisitionMethod,
  type ProposalRule,
  SPACE_FILLING_METHODS,
} from '#shared/domain/acquisition-method.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { MAX_ENTROPY } from '#shared/numerics/exclusion.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { asSurrogate, createTestPosterior, observe } from './test-posterior.ts';

const none = new Float64Array(0);

function spaceOf(parameters: object[], more: object = {}): Space {
  return createSpace(
    campaignDefinitionSchema.parse({
      name: 'test',
      parameters,
      quantities: ['exp', 'obs'],
      contour: 'exp',
      ...more,
    }),
  );
}

const SQUARE = [
  { name: 'x', lower: 0, upper: 1 },
  { name: 'y', lower: 0, upper: 1 },
];
const square = spaceOf(SQUARE);

/** A surrogate of the contour x + y = 1 that knows eight points. */
const known = sobolPoints(2, 8, { scrambleSeed: 3 });
const knownRows = Array.from({ length: 8 }, (_, row) => [known[2 * row], known[2 * row + 1]]);
const diagonal: QuantitySurrogate = {
  quantity: 'exp',
  surrogate: asSurrogate(
    createTestPosterior(
      2,
      observe(knownRows, ([x, y]) => 4 * (x + y - 1)),
    ),
  ),
  task: 'high',
  smallestKnown: 0.2,
};

const contextOf = (changes: Partial<ProposalContext>): ProposalContext => ({
  space: square,
  surrogates: [diagonal],
  known,
  pending: none,
  size: 6,
  method: 'sur',
  seed: 1,
  ...changes,
});
const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.hypot(...Array.from(a, (value, axis) => value - b[axis]));
const rowsOf = (matrix: Float64Array, columns: number) =>
  Array.from({ length: matrix.length / columns }, (_, row) =>
    matrix.subarray(row * columns, (row + 1) * columns),
  );

/** The rules of a batch's points in order: the paper's method takes half by entropy and half as discs. */
function rulesOf(method: AcquisitionMethod, size: number): ProposalRule[] {
  if (method !== 'paper') return Array<ProposalRule>(size).fill(method);
  const byEntropy = Math.floor(size / 2);
  return Array.from({ length: size }, (_, index) => (index < byEntropy ? 'entropy' : 'disc'));
}

describe('every method', () => {
  const lattice = [
    { name: 'm', lower: 500, upper: 4500, step: 25 },
    { name: 'g', lower: 0.1, upper: 10, scale: 'log' },
  ];
  const spaces = [
    square,
    spaceOf(SQUARE, { constraints: ['y < x', 'x + y < 1.5'] }),
    spaceOf(lattice),
    spaceOf(lattice, { coordinates: ['m', 'ln(g) + m/1000'], constraints: ['g * 300 < m'] }),
  ];
  const pending = sobolPoints(2, 5, { scrambleSeed: 9 });

  it.each(ACQUISITION_METHODS)(
    '%s keeps bounds, constraints, lattice, distances and count',
    async (method) => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...spaces),
          fc.integer({ min: 1, max: 25 }),
          fc.nat(),
          fc.constantFrom(0.005, 0.02, undefined),
          async (space, size, seed, wanted) => {
            const minimumDistance = wanted ?? 0.01;
            const context = contextOf({ space, size, seed, method, pending, withGain: false });
            const { points, reason } = await proposeBatch(
              wanted === undefined ? context : { ...context, minimumDistance },
            );
            expect(reason).toBeNull();
            expect(points).toHaveLength(size);
            const occupied = [...rowsOf(known, 2), ...rowsOf(pending, 2)];
            // A batch's points are far fewer than the candidates that a rule weighs: no rule has to give way to another.
            expect(points.map(({ rule }) => rule)).toEqual(rulesOf(method, size));
            for (const { theta, v, pExcl, entropy, nearest, gain } of points) {
              expect(space.whyOutside(theta)).toBeNull();
              expect(space.snap(theta)).toEqual(theta);
              expect(space.toUnit(theta)).toEqual(v);
              for (const other of occupied)
                expect(distance(v, other)).toBeGreaterThanOrEqual(minimumDistance);
              occupied.push(v);
              expect(pExcl).toBeGreaterThanOrEqual(0);
              expect(pExcl).toBeLessThanOrEqual(1);
              expect(entropy).toBeGreaterThanOrEqual(0);
              expect(entropy).toBeLessThanOrEqual(MAX_ENTROPY);
              expect(nearest).toBeGreaterThanOrEqual(minimumDistance);
              expect(gain).toBeNull();
            }
          },
        ),
        { numRuns: 4 },
      );
    },
  );

  it.each(ACQUISITION_METHODS)('%s repeats itself for a seed', async (method) => {
    const first = await proposeBatch(contextOf({ method, pending }));
    expect(await proposeBatch(contextOf({ method, pending }))).toEqual(first);
    expect(first.points.every(({ gain }) => gain !== null && gain > 0)).toBe(true);
    const other = await proposeBatch(contextOf({ method, pending, seed: 2 }));
    if (method !== 'grid') expect(other.points).not.toEqual(first.points);
  });
});

describe('methods that ask the surrogate', () => {
  it.each(['sur', 'batch-entropy', 'entropy', 'improvement', 'straddle'] as const)(
    '%s goes to the contour',
    async (method) => {
      const { points } = await proposeBatch(contextOf({ method, size: 8 }));
      const blind = await proposeBatch(contextOf({ method: 'random', size: 8 }));
      const miss = (batch: typeof points) =>
        batch.reduce((sum, { v }) => sum + Math.abs(v[0] + v[1] - 1), 0) / 8;
      expect(miss(points)).toBeLessThan(0.5 * miss(blind.points));
    },
  );

  it.each(['sur', 'batch-entropy'] as const)('%s spreads along it, unlike entropy', async (method) => {
    const smallest = (batch: readonly { v: Float64Array }[]) =>
      Math.min(...batch.flatMap(({ v }, i) => batch.slice(0, i).map((other) => distance(v, other.v))));
    const greedy = await proposeBatch(contextOf({ method }));
    const top = await proposeBatch(contextOf({ method: 'entropy' }));
    expect(smallest(greedy.points)).toBeGreaterThan(3 * smallest(top.points));
  });

  it('take pending points as measured', async () => {
    const first = await proposeBatch(contextOf({ size: 3 }));
    const pending = Float64Array.from(first.points.flatMap(({ v }) => Array.from(v)));
    const second = await proposeBatch(contextOf({ size: 3, pending }));
    for (const { v } of second.points) {
      for (const other of first.points) expect(distance(v, other.v)).toBeGreaterThan(0.05);
    }
    // What the first batch brings is not there to be gained again.
    const largest = ({ points }: typeof first) => Math.max(...points.map(({ gain }) => gain ?? 0));
    expect(largest(second)).toBeLessThan(largest(first));
  });

  it('share a batch between several contours', async () => {
    const space = spaceOf(SQUARE, { contour: ['exp', 'obs'] });
    const truth = ([x, y]: readonly number[]) => 4 * (x + y - 0.5);
    const shifted: QuantitySurrogate = {
      quantity: 'obs',
      surrogate: asSurrogate(createTestPosterior(2, observe(knownRows, truth))),
      task: 'high',
    };
    const { points } = await proposeBatch(contextOf({ space, surrogates: [diagonal, shifted], size: 12 }));
    const near = (level: number) => points.filter(({ v }) => Math.abs(v[0] + v[1] - level) < 0.2).length;
    expect(near(1)).toBeGreaterThan(1);
    expect(near(0.5)).toBeGreaterThan(1);
    for (const { entropy } of points) expect(entropy).toBeLessThanOrEqual(MAX_ENTROPY);
  });

  it('fall back to a space-filling batch when nothing is fitted', async () => {
    const { points } = await proposeBatch(contextOf({ surrogates: [], known: none }));
    expect(points).toHaveLength(6);
    for (const { rule, mean, sd, pExcl, entropy, nearest, gain } of points) {
      expect({ rule, mean, sd, pExcl, entropy, nearest, gain }).toEqual({
        rule: 'sobol',
        mean: null,
        sd: null,
        pExcl: null,
        entropy: null,
        nearest: null,
        gain: null,
      });
    }
  });

  it('stop when they are cancelled', async () => {
    const reason = new Error('cancelled');
    await expect(proposeBatch(contextOf({ signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
  });
});

describe('fewer points than asked for', () => {
  it('come with the reason', async () => {
    const tight = await proposeBatch(contextOf({ size: 50, minimumDistance: 0.3 }));
    expect(tight.points.length).toBeGreaterThan(0);
    expect(tight.points.length).toBeLessThan(20);
    expect(tight.reason).toEqual({
      code: 'too-close',
      found: tight.points.length,
      wanted: 50,
      distance: 0.3,
    });
    const empty = spaceOf(SQUARE, { constraints: ['x > 2'] });
    for (const method of ['sur', 'sobol', 'grid'] as const) {
      const { points, reason } = await proposeBatch(contextOf({ space: empty, method }));
      expect(points).toEqual([]);
      expect(reason).toMatchObject({ code: 'nothing-allowed', missed: [expect.any(String)] });
    }
  });

  it('use a small lattice up to its last point', async () => {
    const coarse = spaceOf(SQUARE.map((parameter) => ({ ...parameter, step: 0.25 })));
    const { points, reason } = await proposeBatch(contextOf({ space: coarse, size: 25 }));
    expect(reason).toBeNull();
    expect(new Set(points.map(({ theta }) => theta.join(' '))).size).toBe(25);
    const occupied = Float64Array.from(points.slice(0, 20).flatMap(({ v }) => Array.from(v)));
    const rest = await proposeBatch(contextOf({ space: coarse, size: 25, known: occupied }));
    expect(rest.points).toHaveLength(5);
    expect(rest.reason).toEqual({ code: 'too-close', found: 5, wanted: 25, distance: 0.01 });
  });
});

describe('a pool', () => {
  const count = 400;
  const v = sobolPoints(2, count, { scrambleSeed: 7 });
  const pool: CandidateSet = { count, theta: v, v, u: v };

  it.each(ACQUISITION_METHODS)('is all that %s chooses from', async (method) => {
    const { points, reason } = await proposeBatch(contextOf({ pool, method, size: 20, known: none }));
    expect(reason).toBeNull();
    expect(new Set(points.map(({ poolIndex }) => poolIndex)).size).toBe(20);
    for (const { v: chosen, poolIndex } of points) {
      expect(Array.from(chosen)).toEqual(Array.from(v.subarray(2 * poolIndex!, 2 * poolIndex! + 2)));
    }
  });

  it('is used up to its last point, replicates included', async () => {
    const twice = selectCandidates(pool, [1, 1, 2, 3]);
    for (const method of ACQUISITION_METHODS) {
      const { points, reason } = await proposeBatch(
        contextOf({ pool: twice, method, size: 6, withGain: false }),
      );
      expect(points.map(({ poolIndex }) => poolIndex).sort()).toEqual([0, 1, 2, 3]);
      expect(reason).toMatchObject({ code: 'too-close', found: 4, wanted: 6 });
    }
  });

  it('serves methods of the box by its nearest points', async () => {
    for (const method of SPACE_FILLING_METHODS) {
      const { points } = await proposeBatch(contextOf({ pool, method, size: 16, known: none }));
      // Sixteen well spread points: each quarter of the square has some.
      const quarters = new Set(points.map(({ v: [x, y] }) => `${x < 0.5} ${y < 0.5}`));
      expect(quarters.size).toBe(4);
    }
  });
});

describe('a settled contour', () => {
  it('still gets its batch, nearest to the contour first', async () => {
    const settled = createTestPosterior(
      2,
      observe(knownRows, () => 1e4),
    );
    const { points, reason } = await proposeBatch(
      contextOf({ surrogates: [{ ...diagonal, surrogate: asSurrogate(settled) }], known: none }),
    );
    expect(reason).toBeNull();
    expect(points).toHaveLength(6);
    for (const { gain, entropy } of points) {
      expect(gain).toBeGreaterThanOrEqual(0);
      expect(entropy).toBeGreaterThanOrEqual(0);
    }
  });
});
