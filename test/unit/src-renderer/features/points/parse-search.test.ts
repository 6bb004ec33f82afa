import { describe, expect, test } from 'vitest';
import { parseSearch } from '#renderer/features/points/parse-search.ts';

const NAMES = ['m_zp', 'gx'];

describe('the search box', () => {
  test('reads comparisons of parameters and limits, and words around them', () => {
    expect(parseSearch('generator exp < 1, mzp≥2000 and mu_obs != 3e-2 odd', NAMES)).toEqual({
      conditions: [
        { field: { kind: 'limit', quantity: 'exp' }, comparison: '<', value: 1 },
        { field: { kind: 'parameter', axis: 0 }, comparison: '>=', value: 2000 },
        { field: { kind: 'limit', quantity: 'obs' }, comparison: '!=', value: 0.03 },
      ],
      words: ['generator', 'odd'],
    });
    expect(parseSearch('id = 12 import=3', NAMES)).toMatchObject({
      conditions: [
        { field: { kind: 'id' }, value: 12 },
        { field: { kind: 'import' }, value: 3 },
      ],
      words: [],
    });
    expect(parseSearch('  ', NAMES)).toEqual({ conditions: [], words: [] });
  });

  test('says what it does not understand', () => {
    expect(parseSearch('m_slp > 3', NAMES)).toEqual({ problem: 'm_slp is neither a parameter nor a limit' });
    expect(parseSearch('gx < x', NAMES)).toEqual({ problem: 'x is not a number' });
  });
});
