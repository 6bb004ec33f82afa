import { expect, test } from 'vitest';
import type { OutsideReason } from '#shared/domain/outside-reason.ts';
import { outsideTallyText, tallyOutside } from '#shared/domain/outside-tally.ts';

const above = (value: number | null): OutsideReason => ({
  code: 'above',
  parameter: 'm_zp',
  value,
  bound: 4500,
  unit: 'GeV',
});

test('points outside are counted by bound and by constraint, the most frequent first', () => {
  const constraint: OutsideReason = { code: 'constraint', constraint: 'm_zp - 2*m_dm >= 0' };
  const below: OutsideReason = { code: 'below', parameter: 'm_zp', value: 0.5, bound: 500, unit: 'GeV' };
  const tallies = tallyOutside([constraint, above(5000), null, above(9000), below, above(4600)]);
  expect(tallies).toEqual([
    { code: 'above', parameter: 'm_zp', bound: 4500, unit: 'GeV', farthest: 9000, count: 3 },
    { code: 'constraint', constraint: 'm_zp - 2*m_dm >= 0', count: 1 },
    { code: 'below', parameter: 'm_zp', bound: 500, unit: 'GeV', farthest: 0.5, count: 1 },
  ]);
  expect(outsideTallyText(tallies)).toBe(
    '3 with m_zp above 4500 GeV (up to 9000), 1 where m_zp - 2*m_dm >= 0 does not hold, 1 with m_zp below 500 GeV (down to 0.5)',
  );
});

test('an infinite value is the farthest', () => {
  expect(outsideTallyText(tallyOutside([above(5000), above(null), above(6000)]))).toBe(
    '3 with m_zp above 4500 GeV (up to infinity)',
  );
});
