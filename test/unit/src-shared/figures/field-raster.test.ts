import { describe, expect, it } from 'vitest';
import { NO_COLOUR, rasteriseField } from '#shared/figures/field-raster.ts';
import { normalCdf } from '#shared/numerics/normal-distribution.ts';

/** ln μ from −2 at the left to 2 at the right, with σ = 0.5. */
const view = {
  x: { name: 'a', scale: 'linear' as const, values: [0, 1, 2] },
  y: { name: 'b', scale: 'linear' as const, values: [0, 1] },
  of: 'exp' as const,
  quantities: { exp: { mean: [-2, 0, 2, -2, 0, 2], lines: [] } },
  sd: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
  pExcl: null,
};

describe('rasteriseField', () => {
  it('computes the probability from the interpolated mean, not between probabilities', () => {
    const { indices, width } = rasteriseField(view, 'pexcl', 80, 2);
    expect(width).toBe(80);
    for (const column of [0, 30, 39, 40, 60, 79]) {
      const mean = -2 + (4 * (column + 0.5)) / 80;
      // The table has steps of 0.012 in z: 0.0024 in p at most to the nearest, 0.6 of 254 colours, and rounding.
      expect(Math.abs(indices[column]! - 254 * normalCdf(-mean / 0.5))).toBeLessThan(1.2);
    }
  });

  it('interpolates the probability itself where there is no ln μ, and has no picture of a mean', () => {
    const pExcl = [0.9, 0.5, 0.1, 0.9, 0.5, 0.1];
    const classifier = { ...view, quantities: { exp: { mean: null, lines: [] } }, sd: null, pExcl };
    const { indices } = rasteriseField(classifier, 'pexcl', 80, 2);
    for (const column of [0, 39, 79]) {
      const p = 0.9 - (0.8 * (column + 0.5)) / 80;
      expect(Math.abs(indices[column]! - 254 * p)).toBeLessThan(0.51);
    }
    expect(new Set(rasteriseField(classifier, 'mean', 4, 4).indices)).toEqual(new Set([NO_COLOUR]));
  });

  it('leaves out what has no value far and wide', () => {
    const nothing = { ...view, quantities: { exp: { mean: view.sd.map(() => null), lines: [] } } };
    expect(new Set(rasteriseField(nothing, 'pexcl', 4, 4).indices)).toEqual(new Set([NO_COLOUR]));
  });
});
