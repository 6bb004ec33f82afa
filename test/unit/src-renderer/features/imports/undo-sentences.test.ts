import { expect, test } from 'vitest';
import { undoSentences } from '#renderer/features/imports/imports/undo-sentences.ts';

const NOTHING = { removed: 0, excluded: 0, iterations: [], returned: 0, quarantined: 0, batchPoints: [] };
const plain = (sentences: readonly string[]) =>
  sentences.map((sentence) => sentence.replaceAll('\u00a0', ' '));

test('the undo of an import says everything that it does', () => {
  expect(
    plain(
      undoSentences({
        removed: 3,
        excluded: 1,
        iterations: [2, 3],
        returned: 1,
        quarantined: 2,
        batchPoints: ['b1-001', 'b1-002', 'b1-003', 'b1-004', 'b1-005', 'b1-006', 'b1-007'],
      }),
    ),
  ).toEqual([
    '3 points leave the file.',
    '1 point stays, left out of later fits: earlier fits were made from it, or notes speak of it.',
    'Iterations 2, 3 stay as fitted; the next fit does without these points.',
    '1 point that it had replaced counts again.',
    'b1-001, b1-002, b1-003, b1-004, b1-005 and 2 more wait for results again.',
    '2 entries leave the quarantine.',
  ]);
  expect(undoSentences(NOTHING)).toHaveLength(1);
});
