import { expect, test } from 'vitest';
import { readStatusWord } from '#shared/limit-files/result-status.ts';

test.each(['', 'done', 'ok', 'Finished', 'success', 'COMPLETED', 'COMPLETED+', ' complete '])(
  '%j means that a point is done',
  (cell) => expect(readStatusWord(cell)).toEqual({ status: 'done', reason: null }),
);

test.each(['FAILED', 'error', 'fail'])('%s says no more than that a point failed', (cell) =>
  expect(readStatusWord(cell)).toEqual({ status: 'failed', reason: null }),
);

test.each([
  ...['timeout', 'killed', 'held', 'removed', 'NODE_FAIL', 'OUT_OF_MEMORY', 'out of memory', 'PREEMPTED'],
  'CANCELLED by 1001',
])('%s is why a point failed', (cell) =>
  expect(readStatusWord(cell)).toEqual({ status: 'failed', reason: cell }),
);

test.each(['PENDING', 'running', 'queued'])('%s is not finished', (cell) =>
  expect(readStatusWord(cell)?.status).toBe('unfinished'),
);

test.each(['lost', '0', 'purple', 'constructor'])('%s is not known', (cell) =>
  expect(readStatusWord(cell)).toBeNull(),
);
