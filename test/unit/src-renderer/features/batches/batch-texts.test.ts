import { expect, test } from 'vitest';
import { batchStage } from '#renderer/features/batches/batch-stage.ts';
import { describeWholeBatch } from '#renderer/features/batches/describe-whole-batch.ts';
import { explainPoint } from '#renderer/features/batches/explain-point.ts';
import { stateShares, stateSummary } from '#renderer/features/batches/state-shares.ts';
import type { BatchDetailPoint } from '#shared/contract/batches/batches-methods.ts';

const POINT: BatchDetailPoint = {
  id: 'b9-005',
  ordinal: 5,
  parameters: { m_zp: 3680, gx: 1.66 },
  measured: null,
  state: 'proposed',
  rule: 'entropy',
  mean: 0.01,
  sd: 0.64,
  pExcl: 0.49,
  entropy: 0.69,
  nearest: 0.19,
  gain: 0.00065,
  success: null,
  failureReason: null,
  known: null,
  isRefill: false,
  vetoReason: null,
  y: null,
  changedAt: '2026-01-01T00:00:00.000Z',
};
const OTHER = { ...POINT, id: 'b9-006', ordinal: 6, rule: 'disc', gain: 0.0002, nearest: 0.06 };
const BATCH = { points: [POINT, OTHER], entropyBefore: 0.05 };

test('a proposed point says what the model gives, how far the next is, and what it should bring', () => {
  expect(explainPoint(POINT, BATCH).join(' ')).toBe(
    'The model gives $\\mu$ = 1.0 within a factor 1.9, so excluded and allowed are equally likely. ' +
      'The nearest point is 0.19 of the range away. ' +
      'One evaluation here should lower the average entropy by 1.3\u00a0%, the most in this batch.',
  );
});

test('a small uncertainty is a share, and a lopsided probability is said', () => {
  const [prediction] = explainPoint({ ...POINT, sd: 0.04, pExcl: 0.93 }, BATCH);
  expect(prediction).toBe(
    'The model gives $\\mu$ = 1.0 within 4.0\u00a0%, so it is excluded with probability 0.93.',
  );
});

test('before any fit a point covers space', () => {
  const blind = { ...POINT, mean: null, sd: null, pExcl: null, gain: null };
  expect(explainPoint(blind, { points: [blind], entropyBefore: null })).toEqual([
    'There was no fit when it was proposed: it helps to cover the space.',
    'The nearest point is 0.19 of the range away.',
  ]);
});

test.each<[Partial<BatchDetailPoint>, string]>([
  [{ state: 'vetoed', vetoReason: 'no sample at this mass' }, 'You do not want it: no sample at this mass.'],
  [
    { state: 'failed', failureReason: { code: 'text', text: 'job evicted' } },
    'Its evaluation failed: job evicted.',
  ],
  // (ln 2 − 0.01)/0.64 = 1.07
  [{ state: 'done', y: Math.log(2) }, 'It came back with $\\mu$ = 2.0, 1.1 σ above what the model gave.'],
])('what became of it: %o', (change, sentence) => {
  expect(explainPoint({ ...POINT, ...change }, BATCH).at(-1)).toBe(sentence);
});

test('where failures gather, the chance to succeed is said', () => {
  expect(explainPoint({ ...POINT, success: 0.25 }, BATCH)).toContain(
    'Its evaluation should succeed with probability 0.25.',
  );
});

test('the whole batch counts its rules and its distances, vetoed points left out', () => {
  const vetoed = { ...POINT, id: 'b9-007', state: 'vetoed' as const, nearest: 0.01 };
  const lines = describeWholeBatch({
    points: [POINT, OTHER, vetoed],
    closestPair: 0.224,
    reason: { code: 'too-close', found: 2, wanted: 3, distance: 0.01 },
    failures: {
      choice: 'weigh',
      region: {
        bounds: [{ text: 'm_zp', side: 'below', value: 900, unit: 'GeV' }],
        inside: { failed: 6, finished: 0 },
        outside: { failed: 1, finished: 29 },
        constraint: 'm_zp >= 900',
      },
    },
  });
  expect(lines).toEqual([
    '1 highest entropy, 1 disc in ±1σ band',
    'Closest pair 0.22 of the range',
    'No point closer than 0.06 to an earlier one',
    'Only 2 of 3 points can be proposed: no other is at least 0.01 (of the unit cube) from all existing, pending and proposed points.',
    'Failures gather at m_zp < 900 GeV (6 of 6 evaluations failed there, 1 of 30 elsewhere). Points were weighed by their chance to succeed; the constraint "m_zp >= 900" would keep batches out of there.',
  ]);
});

test.each([
  [null, null, ['proposed', 'pinned', 'vetoed'], 'proposed'],
  ['t', null, ['proposed', 'pinned'], 'frozen'],
  ['t', 't', ['requested', 'done'], 'exported'],
  ['t', 't', ['requested', 'running', 'done'], 'running'],
  ['t', 't', ['done', 'failed', 'late', 'vetoed'], 'back'],
  // Results may come without an export.
  [null, null, ['done', 'done'], 'back'],
] as const)('frozen %s, exported %s, %o: %s', (frozenAt, exportedAt, states, stage) => {
  expect(batchStage({ frozenAt, exportedAt, points: states.map((state) => ({ state })) })).toBe(stage);
});

test('the bar of a batch goes from what is settled to what is not begun', () => {
  const states = { requested: 2, done: 12, failed: 1, running: 5, vetoed: 3 };
  expect(stateShares(states)).toEqual([
    { kind: 'back', count: 12 },
    { kind: 'failed', count: 1 },
    { kind: 'running', count: 5 },
    { kind: 'out', count: 2 },
  ]);
  expect(stateSummary({ states, frozenAt: 't' })).toBe('12 back, 1 failed, 5 running, 2 out');
  expect(stateSummary({ states: { proposed: 3, pinned: 1 }, frozenAt: null })).toBe('proposed');
  expect(stateSummary({ states: { proposed: 3 }, frozenAt: 't' })).toBe('frozen');
});
