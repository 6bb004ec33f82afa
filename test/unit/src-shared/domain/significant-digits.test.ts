import { describe, expect, it } from 'vitest';
import { toItsError, withDigits } from '#shared/domain/significant-digits.ts';

describe('numbers for people', () => {
  it.each([
    [0.0038172, 2, '0.0038'],
    [0.0996, 2, '0.10'],
    [1234.5, 3, '1230'],
    [17.96, 2, '18'],
    [0, 3, '0'],
    [-0.25, 1, '-0.3'],
    [0.00001234, 2, '1.2e-5'],
    [12345678, 3, '1.23e+7'],
  ])('%d with %i digits is %s', (value, digits, text) => {
    expect(withDigits(value, digits)).toBe(text);
  });

  it.each([
    [0.003817, 0.00023, '0.0038'],
    [0.003817, 0.00012, '0.00382'],
    [0.003817, 0.000096, '0.00382'],
    [12.34, 3, '12'],
    [0.003817, null, '0.00382'],
    [0.003817, 0, '0.00382'],
  ])('%d ± %d is %s', (value, error, text) => {
    expect(toItsError(value, error)).toBe(text);
  });
});
