import { describe, expect, test } from 'vitest';
import { type PointSearch, parseSearch } from '#renderer/features/points/parse-search.ts';
import { countStates, decodePoints } from '#renderer/features/points/points.ts';
import { type PointFilter, type PointOrder, selectPoints } from '#renderer/features/points/select-points.ts';

const floats = (...values: number[]): string =>
  Buffer.from(Float64Array.from(values).buffer).toString('base64');

// Six points: 2 is a test point, 3 lies outside, 4 is left out (and a test point), 5 has no observed limit.
const POINTS = decodePoints({
  count: 6,
  ids: [11, 12, 13, 14, 15, 16],
  fidelities: ['low', 'high', 'high', 'high', 'high', 'high'],
  theta: [floats(500, 1000, 9000, 2000, 1500, 1250.5)],
  y: {
    exp: floats(...[0.5, 2, 4, 8, 0.25, 1].map(Math.log)),
    obs: floats(0, Math.log(3), 1, 2, Number.NaN, -1),
  },
  clipped: { obs: [3] },
  test: [1, 3],
  excluded: [{ reason: { code: 'text', text: 'wrong generator' }, rows: [3] }],
  outside: [{ reason: { code: 'above', parameter: 'm', value: 9000, bound: 8000 }, rows: [2] }],
  notes: [{ text: 'Ask Ana', rows: [0, 4] }],
  imports: [1, 1, 2, 2, 2, 10],
  batchPoints: [{ row: 5, id: 'b1-003' }],
});

const search = (text: string) => parseSearch(text, ['m']) as PointSearch;

function idsOf(filter: Partial<PointFilter> & { text?: string }, order: PointOrder | null = null): number[] {
  const { text = '', ...rest } = filter;
  const whole = { state: null, fidelity: null, search: search(text), ...rest };
  return selectPoints(POINTS, whole, order).map(({ id }) => id);
}

test('a point is left out, else a test point, else outside, else fitted', () => {
  expect(POINTS.states).toEqual(['fitted', 'test', 'outside', 'excluded', 'fitted', 'fitted']);
  expect(countStates(POINTS)).toEqual({ excluded: 1, test: 1, outside: 1, fitted: 3 });
});

describe('the table shows', () => {
  test('points by state and by fidelity', () => {
    expect(idsOf({ state: 'fitted' })).toEqual([11, 15, 16]);
    expect(idsOf({ state: 'test' })).toEqual([12]);
    expect(idsOf({ fidelity: 'low' })).toEqual([11]);
  });

  test('points in ranges of values; one without the value is in none', () => {
    expect(idsOf({ text: 'exp < 1' })).toEqual([11, 15]);
    expect(idsOf({ text: 'exp <= 1 m > 1250' })).toEqual([15, 16]);
    expect(idsOf({ text: 'obs >= 0' })).not.toContain(15);
    expect(idsOf({ text: 'obs != 3' })).not.toContain(15);
    // ln 3 and back is not 3 to the last digit.
    expect(idsOf({ text: 'obs = 3' })).toEqual([12]);
    expect(idsOf({ text: 'import = 2' })).toEqual([13, 14, 15]);
  });

  test('points by their notes, reasons, origins and ids, whatever the case', () => {
    expect(idsOf({ text: 'ask ana' })).toEqual([11, 15]);
    expect(idsOf({ text: 'GENERATOR' })).toEqual([14]);
    expect(idsOf({ text: 'b1-003' })).toEqual([16]);
    expect(idsOf({ text: 'nobody' })).toEqual([]);
  });
});

describe('the table is sorted', () => {
  const by = (column: string, isDescending = false) => idsOf({}, { column, isDescending });

  test('by numbers, those without a value last in both directions', () => {
    expect(by('theta.0')).toEqual([11, 12, 16, 15, 14, 13]);
    expect(by('mu.exp', true)).toEqual([14, 13, 12, 16, 11, 15]);
    expect(by('mu.obs').at(-1)).toBe(15);
    expect(by('mu.obs', true).at(-1)).toBe(15);
  });

  test('by origin as people count, by state from fitted to left out', () => {
    expect(by('state')).toEqual([11, 15, 16, 12, 13, 14]);
    expect(by('origin')).toEqual([11, 12, 13, 14, 15, 16]);
    expect(by('id', true)).toEqual([16, 15, 14, 13, 12, 11]);
  });
});
