import { describe, expect, it } from 'vitest';
import { findContour } from '#main/fitting/metrics/contour-points.ts';
import type { Field } from '#main/fitting/metrics/field.ts';
import { drawScanLines } from '#main/fitting/metrics/scan-lines.ts';
import { contourSharpness, contourWidths } from '#main/fitting/metrics/sharpness.ts';
import type { Space } from '#shared/domain/space.ts';
import { analyticField, planeField, spaceOf, unitCube } from './analytic-fields.ts';

async function sharpnessOf(space: Space, field: Field) {
  const contour = await findContour(field, drawScanLines(space, { count: 512, nodes: 24, seed: 1 }));
  const found = contour && (await contourSharpness(space, field, contour));
  if (!found) throw new Error('the field of this test has a contour');
  return found;
}

describe('sharpness', () => {
  it('is s/|slope| in the unit of each parameter', async () => {
    const space = spaceOf([
      { name: 'm_zp', unit: 'GeV', lower: 500, upper: 4500 },
      { name: 'm_dm', unit: 'GeV', lower: 100, upper: 1100 },
    ]);
    const { across, byParameter } = await sharpnessOf(space, planeField([3, -4], -0.2, 0.05));
    // 1e-8 relative: central differences of a plane are exact but for rounding.
    expect(across.median).toBeCloseTo(0.05 / 5, 9);
    expect(across.p90).toBeCloseTo(0.05 / 5, 9);
    expect(byParameter.get('m_zp')?.median).toBeCloseTo((0.05 / 3) * 4000, 5);
    expect(byParameter.get('m_dm')?.median).toBeCloseTo((0.05 / 4) * 1000, 5);
  });

  it('takes the slope at the point on a log scale', async () => {
    const space = spaceOf([{ name: 'gx', lower: 0.1, upper: 10, scale: 'log' }]);
    // The contour is at v = 0.75, gx = 10^0.5; dv/dgx = 1/(gx ln 10 · 2).
    const { byParameter } = await sharpnessOf(space, planeField([2], 1.5, 0.04));
    expect(byParameter.get('gx')?.median).toBeCloseTo((0.04 / 2) * 10 ** 0.5 * Math.LN10 * 2, 8);
  });

  it('is the whole range along a parameter that does not matter', async () => {
    const space = spaceOf([
      { name: 'm', lower: 0, upper: 10 },
      { name: 'idle', lower: 5, upper: 25 },
    ]);
    expect((await sharpnessOf(space, planeField([1, 0], 0.5))).byParameter.get('idle')).toEqual({
      median: 20,
      p90: 20,
    });
  });

  it('has its 90th percentile where a tenth of the contour is less sharp', async () => {
    // s grows along the contour x = 0.5 like y: the quantiles over the contour are those of y.
    const field = analyticField(
      2,
      ([x]) => x - 0.5,
      ([, y]) => 0.01 + 0.1 * y,
    );
    const { across } = await sharpnessOf(unitCube(2), field);
    expect(Math.abs(across.median - 0.06)).toBeLessThan(0.01);
    expect(Math.abs(across.p90 - 0.1)).toBeLessThan(0.006);
  });

  it('takes the slope from one side at the rim of the field', async () => {
    const field = analyticField(1, ([x]) => (x > 0.5 ? Number.NaN : 2 * x - 1));
    const contour = { count: 1, v: Float64Array.of(0.5), weight: Float64Array.of(1) };
    const found = await contourSharpness(unitCube(1), field, contour);
    expect(found?.across.median).toBeCloseTo(0.05, 9);
  });
});

describe('s against the expected band', () => {
  const contour = { count: 3, v: Float64Array.of(0.2, 0.5, 0.9), weight: new Float64Array(3).fill(1 / 3) };

  it('is measured in half widths of the band', async () => {
    const widths = await contourWidths(contour, planeField([1], 0.5, 0.08), {
      plus: planeField([1], 0.1),
      minus: planeField([1], 0.9),
    });
    expect(widths?.sigma).toBeCloseTo(0.08, 12);
    expect(widths?.halfWidth).toBeCloseTo(0.4, 12);
    expect(widths?.ratio).toBeCloseTo(0.08 / 0.4, 12);
  });

  it('is infinite where the band has no width', async () => {
    const edges = { plus: planeField([1], 0.9), minus: planeField([1], 0.1) };
    const widths = await contourWidths(contour, planeField([1], 0.5), edges);
    expect(widths?.halfWidth).toBe(0);
    expect(widths?.ratio).toBe(Number.POSITIVE_INFINITY);
  });

  it('is known by itself where there is no band', async () => {
    const widths = await contourWidths(contour, planeField([1], 0.5, 0.08), null);
    expect(widths?.sigma).toBeCloseTo(0.08, 12);
    expect([widths?.halfWidth, widths?.ratio]).toEqual([Number.NaN, Number.NaN]);
  });
});
