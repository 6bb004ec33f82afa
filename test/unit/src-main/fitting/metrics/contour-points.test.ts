import { describe, expect, it } from 'vitest';
import { type ContourPoints, findContour } from '#main/fitting/metrics/contour-points.ts';
import { drawScanLines } from '#main/fitting/metrics/scan-lines.ts';
import { analyticField, planeField, unitCube } from './analytic-fields.ts';

const shareWhere = (contour: ContourPoints, dimension: number, holds: (v: Float64Array) => boolean) => {
  let share = 0;
  for (let i = 0; i < contour.count; i++) {
    if (holds(contour.v.subarray(i * dimension, (i + 1) * dimension))) share += contour.weight[i];
  }
  return share;
};

describe('points on a contour', () => {
  it('lie on it, inside the cube, with weights that sum to 1', async () => {
    const lines = drawScanLines(unitCube(3), { count: 256, nodes: 24, seed: 1 });
    const radius = (v: Float64Array) => Math.hypot(v[0] - 0.5, v[1] - 0.5, v[2] - 0.5);
    const contour = await findContour(
      analyticField(3, (v) => radius(v) - 0.3),
      lines,
    );
    expect(contour?.count).toBeGreaterThan(100);
    if (!contour) return;
    for (let i = 0; i < contour.count; i++) {
      // The search ends at 1e-10 along the line, which here is at most that across the sphere.
      expect(Math.abs(radius(contour.v.subarray(3 * i, 3 * i + 3)) - 0.3)).toBeLessThan(2e-10);
    }
    expect(contour.weight.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(Math.min(...contour.v)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...contour.v)).toBeLessThanOrEqual(1);
  });

  it('are uniform by area on a plane that lies askew, in the corner or not', async () => {
    // The plane x + y = 1.5 is a segment from (0.5, 1) to (1, 0.5): a quarter of it has x < 0.625.
    const lines = drawScanLines(unitCube(2), { count: 2 ** 13, nodes: 24, seed: 2 });
    const contour = await findContour(planeField([1, 1], 1.5), lines);
    expect(contour).not.toBeNull();
    if (!contour) return;
    // About 2500 points of unequal weight: a share of 1/4 is known to about 0.012.
    expect(Math.abs(shareWhere(contour, 2, ([x]) => x < 0.625) - 0.25)).toBeLessThan(0.04);
    expect(Math.abs(shareWhere(contour, 2, ([x]) => x < 0.75) - 0.5)).toBeLessThan(0.04);
  });

  it('share themselves out between contours by their area', async () => {
    // Circles of radius 0.1 and 0.2: one and two thirds of the length.
    const field = analyticField(2, ([x, y]) =>
      Math.min(Math.hypot(x - 0.2, y - 0.2) - 0.1, Math.hypot(x - 0.6, y - 0.65) - 0.2),
    );
    const lines = drawScanLines(unitCube(2), { count: 2 ** 13, nodes: 48, seed: 3 });
    const contour = await findContour(field, lines);
    expect(contour).not.toBeNull();
    if (contour) {
      const small = shareWhere(contour, 2, ([x, y]) => x + y < 0.75);
      expect(Math.abs(small - 1 / 3)).toBeLessThan(0.03);
    }
  });

  it('keep to the constraints', async () => {
    const space = unitCube(2, ['x1 < x0']);
    const lines = drawScanLines(space, { count: 512, nodes: 24, seed: 1 });
    const contour = await findContour(planeField([1, 0], 0.5), lines);
    expect(contour).not.toBeNull();
    if (!contour) return;
    for (let i = 0; i < contour.count; i++) expect(contour.v[2 * i + 1]).toBeLessThan(contour.v[2 * i]);
    // x0 = 0.5 with x1 from 0 to 0.5; half of it below 0.25.
    expect(Math.abs(shareWhere(contour, 2, ([, y]) => y < 0.25) - 0.5)).toBeLessThan(0.12);
  });

  it('are none where nothing or everything is excluded', async () => {
    const lines = drawScanLines(unitCube(2), { count: 64, nodes: 24, seed: 1 });
    expect(await findContour(planeField([1, 1], -1), lines)).toBeNull();
    expect(await findContour(planeField([1, 1], 3), lines)).toBeNull();
  });

  it('are found in one dimension', async () => {
    const lines = drawScanLines(unitCube(1), { count: 16, nodes: 24, seed: 1 });
    const contour = await findContour(planeField([2], 0.6), lines);
    contour?.v.forEach((v) => void expect(Math.abs(v - 0.3)).toBeLessThan(1e-10));
    expect(contour?.count).toBe(16);
  });
});
