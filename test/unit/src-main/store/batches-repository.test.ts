import { expect, test } from 'vitest';
import {
  addBatchPoints,
  avoidedBatchPoints,
  findBatchPoint,
  type NewBatchPoint,
  pendingBatchPoints,
  pointsOfBatch,
  setBatchPointState,
} from '#main/store/batch-points-repository.ts';
import {
  freezeBatch,
  insertBatch,
  listBatches,
  markBatchExported,
  type NewBatch,
  nextBatchNumber,
  readBatch,
  setShortfallReason,
} from '#main/store/batches-repository.ts';
import { insertPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { Shortfall } from '#shared/domain/batch-reason.ts';
import { errorOf, newCampaign, point } from './campaign-files.ts';

const BATCH: NewBatch = {
  iteration: null,
  method: 'sur',
  seed: 3,
  requested: 3,
  fidelity: 'high',
  shortfallReason: null,
};

const PICK: NewBatchPoint = {
  theta: [700, 1],
  state: 'proposed',
  rule: 'sur',
  mean: 0.11,
  sd: 0.9,
  pExcl: 0.45,
  entropy: 0.688,
  nearest: 0.12,
  gain: 0.003,
};

function proposed() {
  const campaign = newCampaign();
  transaction(campaign, 'propose', () => {
    insertBatch(campaign, BATCH);
    addBatchPoints(campaign, 1, [
      PICK,
      { ...PICK, theta: [710, 1] },
      { ...PICK, theta: [720, 1], state: 'pinned' },
    ]);
    insertBatch(campaign, { ...BATCH, fidelity: 'low' });
    addBatchPoints(campaign, 2, [{ ...PICK, pExcl: null, entropy: null, nearest: null, gain: null }]);
  });
  return campaign;
}

test('batches are numbered from 1 and come back as they were stored', () => {
  const campaign = newCampaign();
  expect(nextBatchNumber(campaign)).toBe(1);
  transaction(campaign, 'propose', () => [insertBatch(campaign, BATCH), insertBatch(campaign, BATCH)]);
  expect(nextBatchNumber(campaign)).toBe(3);
  expect(listBatches(campaign)).toMatchObject([
    { ...BATCH, number: 1 },
    { number: 2, frozenAt: null, exportedAt: null },
  ]);
});

test('an unknown batch says which ones exist', () => {
  const campaign = newCampaign();
  expect(errorOf(() => readBatch(campaign, 4))).toMatchObject({
    code: 'batch.unknown',
    hint: 'Propose one first.',
  });
  transaction(campaign, 'propose', () => insertBatch(campaign, BATCH));
  expect(errorOf(() => readBatch(campaign, 4)).hint).toBe('Batches 1 to 1 exist.');
});

test('points of a batch have stable ids, and go on counting when more join', () => {
  const campaign = proposed();
  transaction(campaign, 'add', () =>
    addBatchPoints(campaign, 1, [{ ...PICK, theta: [730, 1], rule: 'by-hand' }]),
  );
  const points = pointsOfBatch(campaign, 1);
  expect(points.map(({ id }) => id)).toEqual(['b1-001', 'b1-002', 'b1-003', 'b1-004']);
  expect(points[0]).toEqual({
    ...PICK,
    id: 'b1-001',
    batch: 1,
    ordinal: 1,
    success: null,
    isRefill: false,
    failureReason: null,
    vetoReason: null,
    pointId: null,
    changedAt: expect.stringMatching(/Z$/),
  });
  expect(findBatchPoint(campaign, 'b1-004')?.rule).toBe('by-hand');
  expect(findBatchPoint(campaign, 'b9-001')).toBeUndefined();
});

test('what addBatchPoints returns is what is stored', () => {
  const campaign = proposed();
  const added = transaction(campaign, 'add', () =>
    addBatchPoints(campaign, 1, [{ ...PICK, theta: Float64Array.of(730, 1) }]),
  );
  expect(added).toEqual([findBatchPoint(campaign, 'b1-004')]);
});

test('points pass through their states; pending and failed ones are listed by fidelity', () => {
  const campaign = proposed();
  transaction(campaign, 'results', () => {
    const [pointId = 0] = insertPoints(campaign, [point([700, 1])]);
    setBatchPointState(campaign, 'b1-001', { state: 'done', pointId });
    setBatchPointState(campaign, 'b1-002', {
      state: 'failed',
      failureReason: { code: 'text', text: 'no events left' },
    });
    setBatchPointState(campaign, 'b1-003', { state: 'running' });
  });
  const ids = (points: { id: string }[]) => points.map(({ id }) => id);
  expect(ids(pendingBatchPoints(campaign, 'high'))).toEqual(['b1-003']);
  expect(ids(pendingBatchPoints(campaign, 'low'))).toEqual(['b2-001']);
  expect(avoidedBatchPoints(campaign, 'high')).toMatchObject([
    { id: 'b1-002', failureReason: { code: 'text', text: 'no events left' } },
  ]);
  expect(findBatchPoint(campaign, 'b1-001')).toMatchObject({ state: 'done', pointId: 1 });
});

test('a late result after a failure keeps the reason of the failure', () => {
  const campaign = proposed();
  transaction(campaign, 'results', () => {
    setBatchPointState(campaign, 'b1-001', {
      state: 'failed',
      failureReason: { code: 'text', text: 'lost on the grid' },
    });
    const [pointId = 0] = insertPoints(campaign, [point([700, 1])]);
    setBatchPointState(campaign, 'b1-001', { state: 'late', pointId });
  });
  expect(findBatchPoint(campaign, 'b1-001')).toMatchObject({
    state: 'late',
    pointId: 1,
    failureReason: { code: 'text', text: 'lost on the grid' },
  });
});

test('one point cannot answer two requests', () => {
  const campaign = proposed();
  const answerTwice = () => {
    const [pointId = 0] = insertPoints(campaign, [point([700, 1])]);
    setBatchPointState(campaign, 'b1-001', { state: 'done', pointId });
    setBatchPointState(campaign, 'b1-002', { state: 'done', pointId });
  };
  expect(errorOf(() => transaction(campaign, 'results', answerTwice)).message).toContain('UNIQUE');
});

test('a batch is frozen once, exported any number of times', () => {
  const campaign = proposed();
  const now = (action: () => void) => transaction(campaign, 'export', action);
  expect(errorOf(() => now(() => markBatchExported(campaign, 1))).message).toContain('CHECK');
  now(() => freezeBatch(campaign, 1));
  const { frozenAt } = readBatch(campaign, 1);
  now(() => {
    freezeBatch(campaign, 1);
    markBatchExported(campaign, 1);
  });
  const exported = readBatch(campaign, 1);
  expect(exported.frozenAt).toBe(frozenAt);
  expect(exported.exportedAt).not.toBeNull();
});

test('why a batch is short can be told later, and taken back', () => {
  const campaign = proposed();
  const set = (reason: Shortfall | null) =>
    transaction(campaign, 'veto', () => setShortfallReason(campaign, 1, reason));
  const short: Shortfall = { code: 'too-close', found: 2, wanted: 3, distance: 0.01 };
  set(short);
  expect(readBatch(campaign, 1).shortfallReason).toEqual(short);
  set(null);
  expect(readBatch(campaign, 1).shortfallReason).toBeNull();
});
