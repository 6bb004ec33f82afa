import { afterEach, describe, expect, test } from 'vitest';
import {
  formatCounted,
  formatDecimals,
  formatRange,
  formatSignificant,
  withUnit,
} from '#renderer/components/numbers/format-number.ts';
import {
  formatDistance,
  formatEntropy,
  formatLength,
  formatLimit,
  formatParameter,
  formatParameterValue,
  formatPercent,
  formatProbability,
  formatShare,
} from '#renderer/components/numbers/format-quantity.ts';
import { formatDuration, formatMoment, formatTimeLeft } from '#renderer/components/numbers/format-time.ts';
import { formatWithError } from '#renderer/components/numbers/format-with-error.ts';
import { setNumberStyle } from '#renderer/components/numbers/number-style.ts';

// Spelled out, since they look alike: U+202F between thousands, U+00A0 before a unit.
const THIN = '\u202f';
const NBSP = '\u00a0';

afterEach(() => setNumberStyle({ decimal: 'point', groupsThousands: true }));

describe('numbers', () => {
  test.each([
    [2700, 0, `2${THIN}700`],
    [1234567.891, 1, `1${THIN}234${THIN}567.9`],
    [-0.5, 2, '−0.50'],
    [-0.001, 2, '0.00'],
    [Number.NaN, 2, '–'],
  ])('%d to %d decimals', (value, decimals, text) => {
    expect(formatDecimals(value, decimals)).toBe(text);
  });

  test.each([
    [0.0248, 2, '0.025'],
    [0.9951, 2, '1.0'],
    [12.345, 3, '12.3'],
    [999.6, 3, `1${THIN}000`],
    [1.23e34, 2, '1.2 × 10³⁴'],
    [-4.56e-7, 2, '−4.6 × 10⁻⁷'],
    [0, 3, '0'],
  ])('%d to %d significant digits', (value, digits, text) => {
    expect(formatSignificant(value, digits)).toBe(text);
  });

  test('with units, counted, and as a range', () => {
    expect(withUnit('2', 'GeV')).toBe(`2${NBSP}GeV`);
    expect(withUnit('1.12', undefined)).toBe('1.12');
    expect(formatCounted(5800, 'point')).toBe(`5${THIN}800${NBSP}points`);
    expect(formatCounted(1, 'point')).toBe(`1${NBSP}point`);
    expect(formatRange('0.74', '1.4')).toBe(`0.74${NBSP}–${NBSP}1.4`);
  });

  test('in the style of the settings', () => {
    setNumberStyle({ decimal: 'comma', groupsThousands: false });
    expect(formatDecimals(2700.5, 1)).toBe('2700,5');
    expect(formatSignificant(1.23e34, 2)).toBe('1,2 × 10³⁴');
    expect(formatLimit(0.0248)).toBe('0,025');
  });
});

describe('values with errors', () => {
  // The error's first digit, two where the first is a 1.
  test.each([
    [0.0502, 0.0031, 3, `0.050${NBSP}±${NBSP}0.003`],
    [9.4321, 0.123, 3, `9.43${NBSP}±${NBSP}0.12`],
    [1234.6, 23, 3, `1${THIN}230${NBSP}±${NBSP}20`],
    [0.5, 0.0967, 3, `0.50${NBSP}±${NBSP}0.10`],
    [0.5, null, 2, '0.50'],
  ])('%d ± %d', (value, error, decimals, text) => {
    expect(formatWithError(value, error, decimals)).toBe(text);
  });
});

describe('quantities', () => {
  const mass = { unit: 'GeV', lower: 50, upper: 5000 };

  test.each([
    [0.986, '0.99'],
    [1.004, '1.0'],
    [9.996, '10.0'],
    [12.34, '12.3'],
    [0.0248, '0.025'],
    [null, '–'],
  ])('a limit of %d', (mu, text) => expect(formatLimit(mu)).toBe(text));

  test('masses are whole, couplings have two decimals, lifetimes two digits', () => {
    expect(formatParameter(2716.4, mass)).toBe(`2${THIN}716${NBSP}GeV`);
    expect(formatParameterValue(1.117, { lower: 0.1, upper: 3.5 })).toBe('1.12');
    expect(formatParameterValue(0.00123, { unit: 'ns', scale: 'log', lower: 1e-3, upper: 10 })).toBe(
      '0.0012',
    );
    expect(formatParameterValue(0.12345, { lower: 0.1, upper: 0.2 })).toBe('0.123');
  });

  test('probabilities say on which side of 0 and 1 they are', () => {
    expect(formatProbability(0.414)).toBe('0.41');
    expect(formatProbability(0.0001)).toBe(`<${NBSP}0.01`);
    expect(formatProbability(0.9999)).toBe(`>${NBSP}0.99`);
    expect(formatProbability(0)).toBe('0.00');
  });

  test('shares, entropies, distances and lengths', () => {
    expect(formatShare(0.0941)).toBe(`9.4${NBSP}%`);
    expect(formatShare(0.0001)).toBe(`<${NBSP}0.1${NBSP}%`);
    expect(formatPercent(0.774)).toBe(`77${NBSP}%`);
    expect(formatEntropy(0.6829)).toBe('0.68');
    expect(formatDistance(0.092)).toBe('0.09 of range');
    expect(formatLength(531.7, mass)).toBe(`530${NBSP}GeV`);
    expect(formatLength(6.31, { scale: 'log' })).toBe('factor 6.3');
  });
});

describe('times', () => {
  test.each([
    [0.0052, `5.2${NBSP}ms`],
    [0.31, `0.3${NBSP}s`],
    [12.4, `12${NBSP}s`],
    [125, `2${NBSP}min 5${NBSP}s`],
    [3599.7, `1${NBSP}h`],
    [4800, `1${NBSP}h 20${NBSP}min`],
  ])('%d seconds', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  test('what is left is an estimate', () => {
    expect(formatTimeLeft(11.6)).toBe(`12${NBSP}s left`);
    expect(formatTimeLeft(130)).toBe(`2${NBSP}min left`);
  });

  test('moments as people say them', () => {
    const now = new Date(2026, 10, 20, 20, 0);
    const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();
    expect(formatMoment(at(2026, 10, 20, 19, 16), now)).toBe('today 19:16');
    expect(formatMoment(at(2026, 10, 19, 8, 2), now)).toBe('yesterday 08:02');
    expect(formatMoment(at(2026, 10, 11, 8, 2), now)).toBe(`11${NBSP}November`);
    expect(formatMoment(at(2025, 10, 11, 8, 2), now)).toBe(`11${NBSP}November 2025`);
  });
});
