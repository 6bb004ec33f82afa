import { describe, expect, it } from 'vitest';
import { formatFixed, formatPowerOfTen, formatValue } from '#shared/figures/format-value.ts';

describe('formatValue', () => {
  it.each([
    [0, '0'],
    [1, '1'],
    [110, '110'],
    [2500.4, '2\u202f500'],
    [1234567, '1\u202f234\u202f567'],
    [12.5, '12.5'],
    [0.9486832980505138, '0.949'],
    [0.25, '0.25'],
    [-0.1 - 0.2, '−0.3'],
    [0.00012345, '1.23 × 10⁻⁴'],
    [1e34, '1 × 10³⁴'],
    [-2e-12, '−2 × 10⁻¹²'],
  ])('%d → %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});

describe('formatFixed', () => {
  it('writes no minus before a zero', () => {
    expect(formatFixed(-0.001, 2)).toBe('0.00');
    expect(formatFixed(-1234.5, 1)).toBe('−1\u202f234.5');
  });
});

describe('formatPowerOfTen', () => {
  it('spells out 0.1, 1 and 10', () => {
    expect([-2, -1, 0, 1, 12].map(formatPowerOfTen)).toEqual(['10⁻²', '0.1', '1', '10', '10¹²']);
  });
});
