import { describe, expect, it } from 'vitest';
import { designPoints } from '#main/fitting/acquisition/design.ts';

describe('designPoints', () => {
  it('puts one point of a Latin hypercube in each slice', () => {
    const design = designPoints('latin-hypercube', 3, 17, 5);
    for (let axis = 0; axis < 3; axis++) {
      const slices = Array.from({ length: 17 }, (_, row) => Math.floor(design[row * 3 + axis] * 17));
      expect(slices.sort((a, b) => a - b)).toEqual(Array.from({ length: 17 }, (_, slice) => slice));
    }
  });

  it('makes the smallest full grid that is large enough, corners first', () => {
    const design = designPoints('grid', 2, 9, 1);
    expect(design).toHaveLength(2 * 9);
    const rows = Array.from({ length: 9 }, (_, row) => `${design[2 * row]} ${design[2 * row + 1]}`);
    expect(new Set(rows).size).toBe(9);
    expect(rows.slice(0, 4).sort()).toEqual(['0 0', '0 1', '1 0', '1 1']);
    expect(designPoints('grid', 2, 10, 1)).toHaveLength(2 * 16);
    expect(designPoints('grid', 3, 64, 1)).toHaveLength(3 * 64);
    expect(Array.from(designPoints('grid', 2, 1, 1))).toEqual([0.5, 0.5]);
  });

  it.each(['random', 'latin-hypercube', 'sobol'] as const)('%s follows its seed', (method) => {
    expect(designPoints(method, 2, 8, 1)).toEqual(designPoints(method, 2, 8, 1));
    expect(designPoints(method, 2, 8, 1)).not.toEqual(designPoints(method, 2, 8, 2));
  });
});
