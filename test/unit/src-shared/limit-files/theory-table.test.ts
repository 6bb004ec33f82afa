import { describe, expect, test } from 'vitest';
import { describeReason } from '#shared/limit-files/describe-reason.ts';
import type { TheorySettings } from '#shared/limit-files/mapping.ts';
import { prepareTheoryTable, type TheoryCrossSection } from '#shared/limit-files/theory-table.ts';
import { readTable } from '../formats/table-of-text.ts';
import { errorOf } from './expect-error.ts';

const BASE: TheorySettings = { file: 'xsec.csv', column: 'xsec', unit: 'pb', match: ['m'] };
const nowhere = () => ({});

const prepare = (text: string, settings: Partial<TheorySettings> = {}, parameters = ['m', 'g']) =>
  prepareTheoryTable(readTable(text, 'xsec.csv'), { ...BASE, ...settings }, parameters, nowhere);

type Found = ReturnType<ReturnType<typeof prepare>['find']>;

const found = (result: Found): TheoryCrossSection => {
  if ('code' in result) expect.fail(describeReason(result));
  return result;
};

const why = (result: Found): string => ('code' in result ? describeReason(result) : 'there is one');

describe('a theory table', () => {
  test('interpolates a power law in ln σ as the closed form says, and σ linearly when asked', () => {
    // σ = 5·exp(−m/100) is a straight line in ln σ: log interpolation is exact up to rounding.
    const rows = [0, 50, 200, 450].map((m) => `${m},${5 * Math.exp(-m / 100)}`).join('\n');
    const log = prepare(`m,xsec\n${rows}`, { interpolate: 'log' });
    for (const m of [0, 13, 50, 111.5, 449.9, 450]) {
      expect(found(log.find([m])).crossSection).toBeCloseTo(5 * Math.exp(-m / 100), 13);
    }
    const linear = prepare('m,xsec,unc\n0,10,1\n100,20,4\n', { interpolate: 'linear', error: 'unc' });
    // A quarter of the way: σ = 12.5; the relative error goes from 0.1 to 0.2.
    expect(found(linear.find([25]))).toEqual({ crossSection: 12.5, relativeError: 0.125 });
  });

  test('never extrapolates', () => {
    const { find } = prepare('m,xsec\n100,1\n200,2\n', { interpolate: 'log' });
    expect(why(find([99.9]))).toBe('m = 99.9 is outside xsec.csv (100 to 200)');
    expect(why(find([200.1]))).toBe('m = 200.1 is outside xsec.csv (100 to 200)');
    expect(why(find([Number.NaN]))).toBe('m = NaN is outside xsec.csv (100 to 200)');
  });

  test('joins values that agree to 12 digits', () => {
    const { find } = prepare(`m,g,xsec\n100,0.3,1\n0,0.3,2\n`, { match: { m: 'm', g: 'g' } });
    expect(found(find([100, 0.1 + 0.2])).crossSection).toBe(1);
    expect(found(find([-0, 0.3])).crossSection).toBe(2);
    expect(why(find([100, 0.300000001]))).toBe('xsec.csv has no cross section at m = 100, g = 0.300000001');
  });

  test.each<[string, string, Partial<TheorySettings>, string, string, number | undefined]>([
    [
      'two cross sections at one point',
      'm,g,xsec\n1,1,5\n1,2,6\n',
      {},
      'theory.ambiguous',
      'Two cross sections at m = 1: 5 (line 2) and 6.',
      3,
    ],
    [
      'a cross section of zero',
      'm,xsec\n1,0\n',
      {},
      'theory.not_a_number',
      'The theory table has `0` where a positive number is wanted.',
      2,
    ],
    [
      'text for a cross section',
      'm,xsec\n1,two\n',
      {},
      'theory.not_a_number',
      'The theory table has `two` where a positive number is wanted.',
      2,
    ],
    [
      'a cross section in another unit than the mapping says',
      'm,xsec\n1,2 fb\n',
      {},
      'limit_file.other_unit',
      '`xsec` has the unit fb in the file, and is read as cross sections in pb.',
      undefined,
    ],
    [
      'no mass',
      'm,xsec\n,2\n',
      {},
      'theory.not_a_number',
      'The theory table has `` where a number is wanted.',
      2,
    ],
    [
      'a negative error',
      'm,xsec,unc\n1,2,-1\n',
      { error: 'unc' },
      'theory.not_a_number',
      'The theory table has `-1` where an error of zero or more is wanted.',
      2,
    ],
    [
      'one row to interpolate',
      'm,xsec\n1,2\n1,2\n',
      { interpolate: 'log' },
      'theory.too_few_rows',
      'xsec.csv has fewer than two cross sections to interpolate.',
      undefined,
    ],
    [
      'no such column',
      'mass,xsec\n1,2\n',
      {},
      'limit_file.missing_column',
      'xsec.csv has no column `m`.',
      undefined,
    ],
    [
      'no such parameter',
      'm,xsec\n1,2\n',
      { match: ['mx'] },
      'mapping.unknown_parameter',
      'match names `mx`, which is no parameter.',
      undefined,
    ],
  ])('with %s is refused', (_, text, settings, code, message, line) => {
    const error = errorOf(() => prepare(text, settings));
    expect(error).toMatchObject({ code, message });
    expect(error.position?.line).toBe(line);
  });
});
