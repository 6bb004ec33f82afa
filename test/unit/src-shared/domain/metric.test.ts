import { describe, expect, it } from 'vitest';
import { campaignStatusSchema } from '#shared/contract/iterations/status.ts';
import {
  CONTOUR_METRICS,
  honestValue,
  METRICS,
  type MetricName,
  PARAMETER_METRICS,
  STOP_METRICS,
} from '#shared/domain/metric.ts';

const names = Object.keys(METRICS) as MetricName[];

describe('the catalogue of metrics', () => {
  it('explains and names every metric, no two alike', () => {
    for (const name of names) expect(METRICS[name].meaning, name).toMatch(/\.$/);
    expect(new Set(names.map((name) => METRICS[name].name)).size).toBe(names.length);
  });

  it('lets a stop rule watch what falls as the contour sharpens, and nothing else', () => {
    expect(STOP_METRICS).toEqual(expect.arrayContaining(['entropy', 'uncertain90', 'moved', 'sharpness']));
    for (const name of STOP_METRICS) expect(METRICS[name].better, name).toBe('smaller');
    for (const name of STOP_METRICS) expect(METRICS[name].statement, name).toContain('{value}');
  });

  it('gives every contour metric its place in the status, with its error where it has one', () => {
    const status = Object.keys(campaignStatusSchema.shape.iterations.element.shape);
    const expected = CONTOUR_METRICS.flatMap((name) =>
      METRICS[name].hasError === true ? [name, `${name}Error`] : [name],
    );
    expect(status).toEqual(expect.arrayContaining(expected));
    expect(PARAMETER_METRICS).toEqual(['sharpness', 'sharpness90']);
  });

  it('knows the coverage of an honest model: erf(1/√2) and erf(2/√2)', () => {
    expect(honestValue('looCoverage1')).toBeCloseTo(0.682689, 4);
    expect(honestValue('looCoverage2')).toBeCloseTo(0.9545, 4);
    expect(honestValue('entropy')).toBeNull();
  });
});
