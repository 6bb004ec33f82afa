import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastPoints, type TrendPoint } from '#shared/domain/forecast.ts';

const decay = (rate: number, counts: readonly number[]): TrendPoint[] =>
  counts.map((highCount) => ({ highCount, value: 0.5 * Math.exp(-rate * highCount) }));

describe('the forecast of points still needed', () => {
  it('is exact for an exact exponential', () => {
    // 0.5 exp(−0.02 n) = 0.005 at n = 50 ln 100 = 230.26, that is 190.26 after the latest 40.
    expect(forecastPoints(decay(0.02, [10, 20, 30, 40]), 0.005)).toEqual({
      points: 191,
      low: 191,
      high: 191,
    });
  });

  it('is 0 where the threshold is passed already', () => {
    expect(forecastPoints(decay(0.02, [10, 20, 400]), 0.005)).toEqual({ points: 0, low: 0, high: 0 });
  });

  it('needs three iterations, a downward trend and a growing number of points', () => {
    expect(forecastPoints([], 0.005)).toBeNull();
    expect(forecastPoints(decay(0.02, [10, 20]), 0.005)).toBeNull();
    expect(forecastPoints(decay(-0.02, [10, 20, 30]), 0.005)).toBeNull();
    expect(forecastPoints(decay(0, [10, 20, 30]), 0.005)).toBeNull();
    expect(forecastPoints(decay(0.02, [20, 20, 20]), 0.005)).toBeNull();
  });

  it('follows the latest six iterations', () => {
    const steepAtFirst = [
      { highCount: 0, value: 1e6 },
      { highCount: 5, value: 1e5 },
      ...decay(0.02, [10, 20, 30, 40, 50, 60]),
    ];
    expect(forecastPoints(steepAtFirst, 0.005)).toEqual(
      forecastPoints(decay(0.02, [10, 20, 30, 40, 50, 60]), 0.005),
    );
  });

  it('passes over iterations whose metric has no logarithm', () => {
    const history = [{ highCount: 5, value: 0 }, ...decay(0.02, [10, 20, 30, 40])];
    expect(forecastPoints(history, 0.005)?.points).toBe(191);
  });

  interface Case {
    history: TrendPoint[];
    below: number;
    centre: number;
    low: number;
    high: number | null;
  }
  const fixture = new URL('../../../fixtures/metrics/forecast.json', import.meta.url);
  const { cases } = JSON.parse(readFileSync(fixture, 'utf8')) as { cases: Case[] };

  it.each(cases.map((c, i) => [i, c] as const))('agrees with SciPy on noisy trends: case %i', (_, c) => {
    const known = c.history.at(-1)?.highCount ?? 0;
    const forecast = forecastPoints(c.history, c.below);
    expect(forecast?.points).toBe(Math.ceil(c.centre - known));
    // Student's quantile is good to 2 % for one degree of freedom; 3 % of the half width allows for the band's curvature.
    const near = (value: number, edge: number) =>
      expect(Math.abs(value - Math.max(0, edge - known))).toBeLessThanOrEqual(
        1 + 0.03 * Math.abs(c.centre - edge),
      );
    near(forecast?.low ?? Number.NaN, c.low);
    if (c.high === null) expect(forecast?.high).toBeNull();
    else near(forecast?.high ?? Number.NaN, c.high);
  });

  it('is a non-negative count inside its interval, or null', () => {
    const metric = fc.double({ min: 1e-9, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(metric, { maxLength: 12 }), metric, (values, below) => {
        const history = values.map((value, i) => ({ highCount: 10 + 7 * i, value }));
        const forecast = forecastPoints(history, below);
        if (forecast === null) return;
        expect(forecast.low).toBeGreaterThanOrEqual(0);
        expect(forecast.points).toBeGreaterThanOrEqual(forecast.low);
        expect(forecast.high ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(forecast.points);
      }),
    );
  });
});
