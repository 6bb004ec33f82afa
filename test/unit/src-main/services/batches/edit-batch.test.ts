import { expect, test } from 'vitest';
import { describeBatch } from '#main/services/batches/describe-batch.ts';
import { type BatchEdit, editBatch } from '#main/services/batches/edit-batch.ts';
import { occupiedPoints } from '#main/services/batches/occupied-points.ts';
import { pointsOfBatch, setBatchPointState } from '#main/store/batch-points-repository.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { excludePoints, insertPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { batchReportSchema } from '#shared/contract/batches/batch.ts';
import type { ContouristError } from '#shared/domain/contourist-error.ts';
import { createSpace } from '#shared/domain/space.ts';
import { newCampaign, point, proposeOnePoint } from '../../store/campaign-files.ts';
import { campaignWithBatch, handOut, proposedBatch, recordingAdvisor, THETAS } from './batch-fixtures.ts';

const edit = (more: Partial<BatchEdit>): BatchEdit => ({ veto: [], pin: [], add: [], ...more });

const rejection = (promise: Promise<unknown>): Promise<ContouristError> =>
  promise.then(
    () => Promise.reject(new Error('nothing was thrown')),
    (error: ContouristError) => error,
  );

test('vetoed points are replaced, and the batch has the number asked for', async () => {
  const campaign = campaignWithBatch();
  const report = await editBatch(campaign, 1, edit({ veto: ['b1-001', 'b1-003'] }), recordingAdvisor());
  expect(batchReportSchema.parse(report)).toEqual(report);
  expect(report.points.map(({ id, state }) => [id, state])).toEqual([
    ['b1-002', 'proposed'],
    ['b1-004', 'proposed'],
    ['b1-005', 'proposed'],
  ]);
  expect(report).toMatchObject({ requested: 3, reason: null, vetoed: ['b1-001', 'b1-003'] });
  expect(listJournal(campaign).at(-1)).toMatchObject({
    action: 'edit-batch',
    detail: { batch: 1, vetoed: ['b1-001', 'b1-003'], refilled: ['b1-004', 'b1-005'] },
  });
});

test('the refill keeps away from the vetoed points and takes the others as measured', async () => {
  const campaign = campaignWithBatch();
  const space = createSpace(readDefinition(campaign));
  const advisor = recordingAdvisor();
  await editBatch(campaign, 1, edit({ veto: ['b1-002'], add: [[1500, 1]] }), advisor);
  const v = (...thetas: readonly (readonly number[])[]) =>
    thetas.flatMap((theta) => [...space.toUnit(theta)]);
  expect(advisor.asked).toEqual([
    { count: 0, known: v(THETAS[1]), pending: v(THETAS[0], THETAS[2]) },
    { count: 1, known: v(THETAS[1]), pending: v(THETAS[0], THETAS[2], [1500, 1]) },
  ]);
});

test('a point added where one is known says so, until its result is there', async () => {
  const campaign = campaignWithBatch();
  const measured = transaction(campaign, 'import', () =>
    insertPoints(campaign, [point([1500, 1]), point([1700, 1], { isTest: true })]),
  );
  const added = [
    [1500.0001, 1],
    [1700, 1],
    [1900, 1],
  ];
  const { points } = await editBatch(campaign, 1, edit({ add: added }), recordingAdvisor());
  const known = points.slice(-3).map((each) => each.known);
  // A test point is not known to the fits.
  expect(known).toEqual([{ code: 'has-limits', point: measured[0] }, null, null]);
  transaction(campaign, 'propose', () => proposeOnePoint(campaign, [1900, 1]));
  expect(describeBatch(campaign, 1).points.at(-1)?.known).toEqual({ code: 'asked-for', id: 'b2-001' });
  transaction(campaign, 'results', () =>
    setBatchPointState(campaign, 'b2-001', { state: 'failed', failureReason: { code: 'unexplained' } }),
  );
  expect(describeBatch(campaign, 1).points.at(-1)?.known).toEqual({ code: 'failed-before', id: 'b2-001' });
});

test('when the rule finds fewer, the batch says why', async () => {
  const campaign = campaignWithBatch();
  const report = await editBatch(campaign, 1, edit({ veto: ['b1-001', 'b1-002'] }), recordingAdvisor(1));
  expect(report.points).toHaveLength(2);
  expect(report.reason).toEqual({ code: 'too-close', found: 1, wanted: 2, distance: 0.01 });
});

test('points added by hand come on top, with what the fits say of them', async () => {
  const campaign = campaignWithBatch();
  const report = await editBatch(
    campaign,
    1,
    edit({ add: [[1500, 1], Float64Array.of(1600, 0.1 + 0.9)] }),
    recordingAdvisor(),
  );
  expect(report.points).toHaveLength(5);
  expect(report.points.slice(3)).toMatchObject([
    {
      id: 'b1-004',
      state: 'pinned',
      rule: 'by-hand',
      parameters: { m_zp: 1500, gx: 1 },
      pExcl: 0.1,
      nearest: 0.3,
    },
    { id: 'b1-005', state: 'pinned', rule: 'by-hand', pExcl: 0.2, gain: null },
  ]);
  const again = await editBatch(campaign, 1, edit({ veto: ['b1-001'] }), recordingAdvisor());
  expect(again.points).toHaveLength(5);
});

test('an edit that changes nothing leaves no line in the journal', async () => {
  const campaign = campaignWithBatch();
  await editBatch(campaign, 1, edit({ veto: ['b1-001'] }), recordingAdvisor());
  const lines = listJournal(campaign).length;
  const report = await editBatch(campaign, 1, edit({ veto: ['b1-001'] }), recordingAdvisor());
  expect(report.points).toHaveLength(3);
  expect(listJournal(campaign)).toHaveLength(lines);
});

test('pinning takes a vetoed point back', async () => {
  const campaign = campaignWithBatch();
  await editBatch(campaign, 1, edit({ veto: ['b1-001'] }), recordingAdvisor(0));
  const report = await editBatch(campaign, 1, edit({ pin: ['b1-001', 'b1-002'] }), recordingAdvisor());
  expect(report.points.map(({ state }) => state)).toEqual(['pinned', 'pinned', 'proposed']);
  expect(report.vetoed).toEqual([]);
});

test.each<[string, Partial<BatchEdit>, string, RegExp]>([
  ['an unknown point', { veto: ['b1-009'] }, 'batch.unknown_point', /^Batch 1 has no point b1-009/],
  ['a point of another batch', { pin: ['b2-001'] }, 'batch.unknown_point', /^Batch 1 has no point b2-001/],
  ['veto and pin at once', { veto: ['b1-001'], pin: ['b1-001'] }, 'batch.contradiction', /b1-001/],
  ['a point that is there', { add: [[...THETAS[1]]] }, 'batch.point_present', /\(b1-002\)/],
  [
    'the same point twice',
    {
      add: [
        [1500, 1],
        [1500, 1],
      ],
    },
    'batch.point_present',
    /added twice/,
  ],
])('%s is refused, and nothing changes', async (_, change, code, message) => {
  const campaign = campaignWithBatch();
  const before = pointsOfBatch(campaign, 1);
  const error = await rejection(editBatch(campaign, 1, edit(change), recordingAdvisor()));
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
  expect(pointsOfBatch(campaign, 1)).toEqual(before);
});

test('an advisor that fails changes nothing', async () => {
  const campaign = campaignWithBatch();
  const broken = {
    ...recordingAdvisor(),
    propose: () => Promise.reject(new Error('the compute process died')),
  };
  await expect(editBatch(campaign, 1, edit({ veto: ['b1-001'] }), broken)).rejects.toThrow('died');
  expect(pointsOfBatch(campaign, 1).every(({ state }) => state === 'proposed')).toBe(true);
});

test('an exported batch only shrinks: a veto withdraws the request', async () => {
  const campaign = campaignWithBatch();
  handOut(campaign, 1);
  for (const change of [{ pin: ['b1-001'] }, { add: [[1500, 1]] }]) {
    const error = await rejection(editBatch(campaign, 1, edit(change), recordingAdvisor()));
    expect(error.code).toBe('batch.frozen');
  }
  const advisor = recordingAdvisor();
  const report = await editBatch(campaign, 1, edit({ veto: ['b1-002'] }), advisor);
  expect(report.points.map(({ id }) => id)).toEqual(['b1-001', 'b1-003']);
  expect(advisor.asked).toEqual([]);
});

test('a batch that is exported while the advisor thinks stays as it was exported', async () => {
  const campaign = campaignWithBatch();
  const slow = recordingAdvisor();
  const propose: typeof slow.propose = (...request) => {
    handOut(campaign, 1);
    return slow.propose(...request);
  };
  const error = await rejection(editBatch(campaign, 1, edit({ veto: ['b1-001'] }), { ...slow, propose }));
  expect(error.code).toBe('batch.changed');
  expect(pointsOfBatch(campaign, 1).map(({ state }) => state)).toEqual([
    'requested',
    'requested',
    'requested',
  ]);
});

test('a point that has its outcome cannot be vetoed', async () => {
  const campaign = campaignWithBatch();
  transaction(campaign, 'fail', () =>
    setBatchPointState(campaign, 'b1-001', { state: 'failed', failureReason: { code: 'text', text: 'x' } }),
  );
  const error = await rejection(editBatch(campaign, 1, edit({ veto: ['b1-001'] }), recordingAdvisor()));
  expect(error).toMatchObject({ code: 'batch.settled_point', message: 'b1-001 is failed already.' });
});

test('occupied are the points of this fidelity that are fitted, avoided or pending', () => {
  const campaign = newCampaign();
  const space = createSpace(readDefinition(campaign));
  transaction(campaign, 'import', () => {
    insertPoints(campaign, [
      point([700, 1]),
      point([800, 1], { isTest: true }),
      point([900, 1]),
      point([950, 1], { fidelity: 'low' }),
    ]);
    excludePoints(campaign, [3], { code: 'text', text: 'wrong' });
  });
  proposedBatch(campaign);
  proposedBatch(campaign, [[1100, 1]], { fidelity: 'low' });
  transaction(campaign, 'fail', () => {
    setBatchPointState(campaign, 'b1-001', { state: 'failed', failureReason: { code: 'text', text: 'x' } });
    setBatchPointState(campaign, 'b1-002', { state: 'vetoed' });
  });
  const thetas = (rows: Float64Array) =>
    Array.from({ length: rows.length / 2 }, (_, row) =>
      Math.round(space.fromUnit(rows.subarray(2 * row, 2 * row + 2))[0] ?? 0),
    );
  const high = occupiedPoints(campaign, space, 'high');
  expect(thetas(high.known)).toEqual([700, 1000, 2000]);
  expect(thetas(high.pending)).toEqual([3000]);
  expect(thetas(occupiedPoints(campaign, space, 'low').pending)).toEqual([1100]);
});
