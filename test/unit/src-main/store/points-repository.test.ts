import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setBatchPointState } from '#main/store/batch-points-repository.ts';
import { recordImport } from '#main/store/imports-repository.ts';
import {
  countPoints,
  excludePoints,
  findPointsAt,
  includePoints,
  insertPoints,
  listPoints,
  type NewPoint,
  pointsById,
} from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { errorOf, limit, newCampaign, point, proposeOnePoint } from './campaign-files.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

test('points come back with their limits, in the order they came, by fidelity', () => {
  const campaign = newCampaign();
  const rich: NewPoint = {
    fidelity: 'high',
    theta: [812.5, 0.1 + 0.2],
    isTest: true,
    importId: null,
    limits: {
      obs: limit(Math.log(1.3), { knownVariance: 0.01, relativeTheoryError: 0.07 }),
      exp_m2: limit(-9.21, { isClipped: true }),
    },
  };
  const ids = transaction(campaign, 'import', () => {
    const importId = recordImport(campaign, {
      fileName: 'limits.csv',
      sha256: 'a'.repeat(64),
      kind: 'limits',
      fidelity: 'high',
      mapping: null,
      reading: { format: { kind: 'records' }, columns: [], isTest: false },
      counts: {},
    });
    return insertPoints(campaign, [
      rich,
      point([700, 1], { fidelity: 'low' }),
      point([800, 1], { importId, limits: {} }),
    ]);
  });
  expect(ids).toEqual([1, 2, 3]);
  const stored = {
    excludedReason: null,
    batchPointId: null,
    createdAt: expect.stringMatching(/^2026-01-01T/),
  };
  expect(listPoints(campaign, 'high')).toEqual([
    { ...rich, ...stored, id: 1 },
    { ...point([800, 1], { importId: 1, limits: {} }), ...stored, id: 3 },
  ]);
  expect(listPoints(campaign, 'low').map(({ id }) => id)).toEqual([2]);
  expect(pointsById(campaign, [3, 1, 99]).map(({ id }) => id)).toEqual([1, 3]);
});

test('every digit of θ and ln μ survives, and the same θ is found again by exact equality', () => {
  const campaign = newCampaign();
  fc.assert(
    fc.property(
      fc.tuple(finite, finite),
      fc.double({ min: -1e300, max: 1e300, noNaN: true }),
      (theta, lnMu) => {
        const [id = 0] = transaction(campaign, 'import', () =>
          insertPoints(campaign, [point(theta, { limits: { exp: limit(lnMu) } })]),
        );
        const [stored] = pointsById(campaign, [id]);
        // −0 is the same mass as 0: toEqual tells them apart, + 0 does not.
        expect(stored?.theta).toEqual(theta.map((value) => value + 0));
        expect(stored?.limits.exp?.y === lnMu).toBe(true);
        expect(findPointsAt(campaign, 'high', theta)).toContain(id);
      },
    ),
    { numRuns: 300 },
  );
});

test('neighbouring float64 are different points', () => {
  const campaign = newCampaign();
  transaction(campaign, 'import', () => insertPoints(campaign, [point([1, 0.3]), point([1, 0.1 + 0.2])]));
  expect(findPointsAt(campaign, 'high', [1, 0.3])).toEqual([1]);
  expect(findPointsAt(campaign, 'high', [1, 0.1 + 0.2])).toEqual([2]);
  expect(findPointsAt(campaign, 'low', [1, 0.3])).toEqual([]);
});

test('replicates are all found; excluded ones are not, until they are taken back', () => {
  const campaign = newCampaign();
  transaction(campaign, 'import', () =>
    insertPoints(campaign, [point([1, 2]), point([1, 2]), point([3, 4])]),
  );
  expect(findPointsAt(campaign, 'high', Float64Array.of(1, 2))).toEqual([1, 2]);
  transaction(campaign, 'exclude', () => excludePoints(campaign, [1], { code: 'replaced', import: 2 }));
  expect(findPointsAt(campaign, 'high', [1, 2])).toEqual([2]);
  expect(pointsById(campaign, [1])[0]?.excludedReason).toEqual({ code: 'replaced', import: 2 });
  transaction(campaign, 'include', () => includePoints(campaign, [1]));
  expect(findPointsAt(campaign, 'high', [1, 2])).toEqual([1, 2]);
});

test('counts by fidelity tell total, test and excluded', () => {
  const campaign = newCampaign();
  expect(countPoints(campaign)).toEqual({
    low: { total: 0, test: 0, excluded: 0 },
    high: { total: 0, test: 0, excluded: 0 },
  });
  transaction(campaign, 'import', () => {
    insertPoints(campaign, [
      point([1, 2]),
      point([1, 3], { isTest: true }),
      point([1, 4], { fidelity: 'low' }),
    ]);
    excludePoints(campaign, [1], { code: 'text', text: 'wrong cuts' });
  });
  expect(countPoints(campaign)).toEqual({
    low: { total: 1, test: 0, excluded: 0 },
    high: { total: 2, test: 1, excluded: 1 },
  });
});

test('a point that a batch asked for names it', () => {
  const campaign = newCampaign();
  transaction(campaign, 'results', () => {
    proposeOnePoint(campaign, [700, 1]);
    const [pointId = 0] = insertPoints(campaign, [point([700, 1])]);
    setBatchPointState(campaign, 'b1-001', { state: 'done', pointId });
  });
  expect(listPoints(campaign, 'high')[0]?.batchPointId).toBe('b1-001');
});

test.each([
  ['a value that is not finite', [Number.NaN, 1], 'store.theta_not_finite'],
  ['too few values', [1], 'store.wrong_dimension'],
])('%s is refused, and nothing of the step remains', (_, theta, code) => {
  const campaign = newCampaign();
  const error = errorOf(() =>
    transaction(campaign, 'import', () => insertPoints(campaign, [point([1, 1]), point(theta)])),
  );
  expect(error).toMatchObject({ code, blame: 'internal' });
  expect(countPoints(campaign).high.total).toBe(0);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('ln μ = %s is refused by the table', (lnMu) => {
  const campaign = newCampaign();
  const insert = () => insertPoints(campaign, [point([1, 1], { limits: { exp: limit(lnMu) } })]);
  expect(errorOf(() => transaction(campaign, 'import', insert)).code).toBe('store.statement_failed');
});

test('20,000 points with six limits each go in as one step', () => {
  const campaign = newCampaign();
  const six = {
    obs: limit(1),
    exp: limit(2),
    exp_p1: limit(3),
    exp_m1: limit(1),
    exp_p2: limit(4),
    exp_m2: limit(0),
  };
  const points = Array.from({ length: 20_000 }, (_, index) => point([index, index / 7], { limits: six }));
  transaction(campaign, 'import', () => insertPoints(campaign, points));
  expect(listPoints(campaign, 'high')).toHaveLength(20_000);
});
