import { expect, test } from 'vitest';
import {
  freezeBatch,
  giveUpPoints,
  markPointsRunning,
  resetFailedPoints,
} from '#main/services/batches/change-batch-states.ts';
import { dropBatch } from '#main/services/batches/drop-batch.ts';
import { listBatches } from '#main/services/batches/list-batches.ts';
import { campaignStatus } from '#main/services/iterations/campaign-status.ts';
import { pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { errorOf } from '../../store/campaign-files.ts';
import { campaignWithBatch, handOut, proposedBatch } from './batch-fixtures.ts';

function exported() {
  const campaign = campaignWithBatch();
  handOut(campaign, 1);
  const states = () => pointsOfBatch(campaign, 1).map(({ state }) => state);
  return { campaign, states };
}

test('points run, are given up, and get another chance', () => {
  const { campaign, states } = exported();
  markPointsRunning(campaign, 1, ['b1-001']);
  expect(states()).toEqual(['running', 'requested', 'requested']);
  markPointsRunning(campaign, 1);
  expect(states()).toEqual(['running', 'running', 'running']);
  const report = giveUpPoints(campaign, 1, ['b1-001', 'b1-003'], 'no word from the grid in a week');
  expect(report.points[0]).toMatchObject({
    state: 'failed',
    failureReason: { code: 'text', text: 'no word from the grid in a week' },
  });
  resetFailedPoints(campaign, 1, ['b1-003']);
  expect(states()).toEqual(['failed', 'running', 'proposed']);
  resetFailedPoints(campaign, 1);
  expect(states()).toEqual(['proposed', 'running', 'proposed']);
});

test('a state that does not follow is refused, with what is wrong', () => {
  const { campaign } = exported();
  expect(errorOf(() => resetFailedPoints(campaign, 1, ['b1-001']))).toMatchObject({
    code: 'batch.wrong_state',
    message: 'b1-001 is requested, not failed.',
  });
  expect(errorOf(() => resetFailedPoints(campaign, 1)).message).toBe('No point of batch 1 is failed.');
  expect(errorOf(() => giveUpPoints(campaign, 1, ['b1-009'], 'x')).code).toBe('batch.unknown_point');
  expect(errorOf(() => markPointsRunning(campaign, 7)).code).toBe('batch.unknown');
});

test('a batch can be frozen without being exported', () => {
  const campaign = campaignWithBatch();
  expect(freezeBatch(campaign, 1).frozenAt).not.toBeNull();
  expect(errorOf(() => freezeBatch(campaign, 2)).code).toBe('batch.unknown');
});

test('a batch can be dropped until it is handed out', () => {
  const campaign = campaignWithBatch();
  dropBatch(campaign, 1);
  expect(listBatches(campaign)).toEqual([]);
  expect(pointsOfBatch(campaign, 1)).toEqual([]);
  proposedBatch(campaign);
  handOut(campaign, 1);
  expect(errorOf(() => dropBatch(campaign, 1)).code).toBe('batch.handed_out');
});

test('a batch that nobody answered is named once a newer one is there', () => {
  const campaign = campaignWithBatch();
  handOut(campaign, 1);
  const unanswered = () => campaignStatus(campaign).warnings.filter(({ code }) => code === 'unanswered');
  expect(unanswered()).toEqual([]);
  proposedBatch(campaign, [[4000, 1]]);
  expect(unanswered()).toMatchObject([{ batches: [{ batch: 1, points: 3 }] }]);
});
