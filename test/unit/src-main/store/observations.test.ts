import { expect, test } from 'vitest';
import { dataFingerprint } from '#main/store/data-fingerprint.ts';
import { readDefinition, writeDefinition } from '#main/store/definition-repository.ts';
import { addNote } from '#main/store/notes-repository.ts';
import { observationsOfPoints, testObservations, trainingObservations } from '#main/store/observations.ts';
import { excludePoints, includePoints, insertPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { DEFINITION, limit, newCampaign, point } from './campaign-files.ts';

function scan() {
  const campaign = newCampaign();
  transaction(campaign, 'import', () => {
    insertPoints(campaign, [
      point([700, 1], { limits: { exp: limit(-1, { knownVariance: 0.04 }), obs: limit(-2) } }),
      point([800, 1], { limits: { obs: limit(0.5) } }),
      point([900, 1], { isTest: true, limits: { exp: limit(1.5) } }),
      point([950, 1], { limits: { exp: limit(9) } }),
      point([700, 1], { fidelity: 'low', limits: { exp: limit(-0.5) } }),
      point([990, 2], { limits: { exp: limit(3) } }),
    ]);
    excludePoints(campaign, [4], { code: 'text', text: 'replaced' });
  });
  return campaign;
}

test('training takes what has the quantity and is neither excluded nor for testing', () => {
  const campaign = scan();
  expect(trainingObservations(campaign, 'exp', 'high')).toEqual({
    count: 2,
    dimension: 2,
    ids: [1, 6],
    theta: Float64Array.of(700, 1, 990, 2),
    y: Float64Array.of(-1, 3),
    knownVariance: Float64Array.of(0.04, 0),
    isClipped: Uint8Array.of(0, 0),
    countLow: 0,
  });
  expect(trainingObservations(campaign, 'exp', 'low').ids).toEqual([5]);
  expect(trainingObservations(campaign, 'obs', 'high').ids).toEqual([1, 2]);
  expect(trainingObservations(campaign, 'exp_p1', 'high').count).toBe(0);
});

test('test points are given apart', () => {
  expect(testObservations(scan(), 'exp', 'high')).toMatchObject({ ids: [3], y: Float64Array.of(1.5) });
});

test('an earlier fit finds its points again, low-fidelity ones first, excluded since or not', () => {
  const again = observationsOfPoints(scan(), 'exp', [1, 4, 5, 6]);
  expect(again).toMatchObject({ ids: [5, 1, 4, 6], countLow: 1 });
});

test('the fingerprint changes with what a fit sees, and with nothing else', () => {
  const campaign = scan();
  const before = dataFingerprint(campaign);
  const after = (work: () => unknown): string => {
    transaction(campaign, 'change', () => work());
    return dataFingerprint(campaign);
  };
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  expect(after(() => addNote(campaign, { subject: 'campaign', subjectId: null }, 'looks fine'))).toBe(before);
  const renamed = { ...readDefinition(campaign), name: 'Another name' };
  expect(after(() => writeDefinition(campaign, renamed))).toBe(before);
  expect(after(() => excludePoints(campaign, [1], { code: 'text', text: 'wrong' }))).not.toBe(before);
  expect(after(() => includePoints(campaign, [1]))).toBe(before);
  expect(after(() => writeDefinition(campaign, { ...DEFINITION, constraints: [] }))).not.toBe(before);
  expect(after(() => writeDefinition(campaign, DEFINITION))).toBe(before);
  expect(after(() => insertPoints(campaign, [point([701, 1])]))).not.toBe(before);
});
