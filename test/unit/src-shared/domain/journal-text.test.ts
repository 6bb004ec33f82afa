import { expect, test } from 'vitest';
import { journalText } from '#shared/domain/journal-text.ts';

test('late results are taken, and failures are told apart from them', () => {
  const file = 'r.csv';
  expect(journalText('results', { file, joined: 0, failed: 0, late: 4 })).toBe('Took 4 results from r.csv');
  expect(journalText('results', { file, joined: 2, failed: 1, late: 1 })).toBe(
    'Took 3 results from r.csv; 1 point failed',
  );
  // Lines of earlier versions.
  expect(journalText('results', { file, done: 1 })).toBe('Took 1 result from r.csv');
});
