import { describe, expect, it } from 'vitest';
import { type Contour, contourMovement } from '#main/fitting/metrics/contour-movement.ts';
import { findContour } from '#main/fitting/metrics/contour-points.ts';
import type { Field } from '#main/fitting/metrics/field.ts';
import { drawScanLines } from '#main/fitting/metrics/scan-lines.ts';
import { analyticField, planeField, unitCube } from './analytic-fields.ts';

async function contourOf(field: Field, dimension: number): Promise<Contour> {
  const lines = drawScanLines(unitCube(dimension), { count: 128, nodes: 24, seed: 1 });
  const points = await findContour(field, lines);
  if (points === null) throw new Error('the field of this test has no contour');
  return { field, points };
}

async function movement(a: Field, b: Field, dimension: number): Promise<number> {
  return (await contourMovement(await contourOf(a, dimension), await contourOf(b, dimension), dimension))
    .value;
}

describe('how far the contour has moved', () => {
  // 1e-7: the search ends when a foot moves by less than 1e-8.
  it.each([1, 2, 3, 4])('is the exact shift of a plane in %i dimensions', async (dimension) => {
    const slope = Array.from({ length: dimension }, (_, j) => 1 + j);
    const length = Math.hypot(...slope);
    const shift = 0.037;
    const a = planeField(slope, 0.4 * dimension);
    const b = planeField(slope, 0.4 * dimension + shift * length);
    expect(Math.abs((await movement(a, b, dimension)) - shift)).toBeLessThan(1e-7);
  });

  it('is the difference of the radii of concentric circles', async () => {
    const circle = (radius: number) => analyticField(2, ([x, y]) => Math.hypot(x - 0.5, y - 0.5) - radius);
    expect(Math.abs((await movement(circle(0.3), circle(0.35), 2)) - 0.05)).toBeLessThan(1e-7);
  });

  it('does not depend on the scale of the fields, and is symmetric', async () => {
    const a = analyticField(2, ([x, y]) => y - 0.5 - 0.2 * Math.sin(5 * x));
    const b = analyticField(2, ([x, y]) => 30 * (y - 0.55 - 0.25 * Math.sin(5 * x)));
    expect(Math.abs((await movement(a, b, 2)) - (await movement(b, a, 2)))).toBeLessThan(1e-12);
  });

  it('is 0 for a contour that stayed', async () => {
    const field = analyticField(2, ([x, y]) => y - x * x - 0.2);
    expect(await movement(field, field, 2)).toBeLessThan(1e-9);
  });

  it('counts a part that appeared with its distance to the rest', async () => {
    const line = (x: number) => x - 0.2;
    const before = analyticField(2, ([x]) => line(x));
    const after = analyticField(2, ([x, y]) => Math.min(line(x), Math.hypot(x - 0.7, y - 0.5) - 0.1));
    const contour = await contourOf(after, 2);
    const fields = await contourMovement(contour, await contourOf(before, 2), 2);
    // The circle's points are 0.5 from the line on average and have 0.2π of a length of 1 + 0.2π; the way back is 0.
    const expected = (0.5 * (0.2 * Math.PI)) / (1 + 0.2 * Math.PI) / 2;
    expect(Math.abs(fields.value - expected)).toBeLessThan(4 * fields.error + 0.01);
  });
});
