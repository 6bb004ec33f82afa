import { describe, expect, it } from 'vitest';
import { createAxis } from '#shared/figures/axis.ts';

const labels = (scale: 'linear' | 'log', lower: number, upper: number, count = 6): string[] =>
  createAxis(scale, [lower, upper], [0, 600], count).majors.map(({ label }) => label);

describe('createAxis', () => {
  it('puts ticks at round values where the bounds are not round', () => {
    expect(labels('linear', 137, 2413)).toEqual(['500', '1\u202f000', '1\u202f500', '2\u202f000']);
    expect(labels('linear', -0.13, 0.42)).toEqual(['−0.1', '0.0', '0.1', '0.2', '0.3', '0.4']);
  });

  it('writes a lone whole number without decimals', () => {
    expect(labels('linear', 0.6, 1.4, 1)).toEqual(['1']);
    expect(labels('linear', 0.42, 0.58, 1)).toEqual(['0.5']);
  });

  it('labels powers of ten over decades, and steps of 1, 2, 5 over less', () => {
    expect(labels('log', 0.01, 1000)).toEqual(['10⁻²', '0.1', '1', '10', '10²', '10³']);
    expect(labels('log', 0.3, 3)).toEqual(['0.5', '1', '2']);
    expect(labels('log', 1.2, 1.9, 4)).toEqual(['1.2', '1.4', '1.6', '1.8']);
  });

  it('thins labels out over very many decades', () => {
    const many = labels('log', 1e-20, 1e10, 4);
    expect(many.length).toBeLessThan(10);
    expect(many).toContain('1');
  });

  it('subdivides with minor ticks at round values', () => {
    const { majors, minors } = createAxis('linear', [0, 1000], [0, 600], 5);
    expect(majors.map(({ value }) => value)).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(minors.slice(0, 4)).toEqual([50, 100, 150, 250]);
    expect(createAxis('log', [1, 100], [0, 600], 5).minors.slice(0, 9)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 20]);
  });

  it('maps bounds to the ends, on the scale', () => {
    expect(createAxis('linear', [0, 10], [0, 600], 5).position(2.5)).toBe(150);
    expect(createAxis('log', [1, 100], [600, 0], 5).position(10)).toBeCloseTo(300, 10);
  });
});
