import { describe, expect, it } from 'vitest';
import { contourLines } from '#shared/numerics/contouring.ts';
import type { GridAxis } from '#shared/numerics/grid-axis.ts';
import { type Ring, regionWhere, regionWhereNonNegative } from '#shared/numerics/grid-region.ts';

const axis = (from: number, to: number, count: number): GridAxis & { values: number[] } => ({
  scale: 'linear',
  values: Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1)),
});

const sample = (x: GridAxis, y: GridAxis, f: (x: number, y: number) => number): Float64Array =>
  Float64Array.from(Array.from(y.values).flatMap((b) => Array.from(x.values, (a) => f(a, b))));

/** Signed area by the shoelace formula. */
const signedArea = (ring: Ring): number =>
  ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);

const area = (rings: readonly Ring[]): number => rings.reduce((sum, ring) => sum + signedArea(ring), 0);

const x = axis(-1, 1, 81);
const y = axis(-1, 1, 61);
const radius = sample(x, y, Math.hypot);

describe('regionWhereNonNegative', () => {
  it('gives the area of a ring with its hole', () => {
    const inner = radius.map((r) => r - 0.3);
    const outer = radius.map((r) => 0.7 - r);
    const rings = regionWhereNonNegative(x, y, [inner, outer]);
    expect(rings).toHaveLength(2);
    // π(0.7² − 0.3²); chords of cells of 1/40 × 1/30 miss about h²/(8r) of each arc: 5e-4 relative.
    expect(area(rings) / (Math.PI * 0.4)).toBeCloseTo(1, 3);
  });

  it('has the contour lines for its edges', () => {
    const field = sample(x, y, (a, b) => 0.6 - Math.hypot(a, b * 1.3) + 0.1 * Math.sin(7 * a));
    const [ring] = regionWhereNonNegative(x, y, [field]);
    const [line] = contourLines(x, y, field);
    const distance = ([a, b]: readonly number[]): number =>
      Math.min(...line.map(([c, d]) => Math.hypot(a - c, b - d)));
    // The same crossings up to the 1e-5 of a cell to which neighbouring cells agree.
    expect(Math.max(...ring.map(distance))).toBeLessThan(1e-6);
  });

  it('keeps a band that is narrower than a cell', () => {
    const above = sample(x, y, (a) => a - 0.201);
    const below = sample(x, y, (a) => 0.203 - a);
    // 0.002 wide and 2 high; the fields are linear, so the cut is exact.
    expect(area(regionWhereNonNegative(x, y, [above, below]))).toBeCloseTo(0.004, 12);
  });

  it('covers the whole grid as one rectangle, and nothing where a field is negative throughout', () => {
    const rings = regionWhereNonNegative(x, y, [radius]);
    expect(rings).toHaveLength(1);
    expect(rings[0]).toHaveLength(4);
    expect(area(rings)).toBeCloseTo(4, 12);
    expect(regionWhereNonNegative(x, y, [radius.map((r) => -1 - r)])).toEqual([]);
  });

  it('leaves out cells with a missing corner', () => {
    const field = sample(x, y, (a) => (a > 0.01 ? Number.NaN : 1));
    expect(area(regionWhereNonNegative(x, y, [field]))).toBeCloseTo(2, 12);
  });
});

describe('regionWhere', () => {
  it('finds the edge of a condition inside the cells', () => {
    const rings = regionWhere(x, y, (a, b) => b > 0.37 * a + 0.123);
    expect(rings).toHaveLength(1);
    // Above the line: ∫(1 − 0.37a − 0.123) da = 2 · 0.877; bisection is good to 1e-6 of a cell.
    expect(area(rings)).toBeCloseTo(2 * 0.877, 6);
  });

  it('finds it where it is on a log axis', () => {
    const decades: GridAxis = { scale: 'log', values: [1, 10, 100] };
    // The bound of a constraint is exact whatever the scale; the region's other edges are the axes' ends.
    const [ring] = regionWhere(decades, decades, (a) => a > 30);
    expect(Math.min(...ring!.map(([a]) => a))).toBeCloseTo(30, 3);
    expect(Math.max(...ring!.map(([a]) => a))).toBe(100);
  });
});

describe('regionWhereNonNegative on log axes', () => {
  it('has power laws for its edges where the field is linear in the logarithms', () => {
    const decades: GridAxis = { scale: 'log', values: [1, 10, 100] };
    const field = sample(decades, decades, (a, b) => Math.log(b) - Math.log(a) - 0.7);
    for (const [a, b] of regionWhereNonNegative(decades, decades, [field])[0]!) {
      const isOnFrame = [a, b].some((value) => value === 1 || value === 100);
      if (!isOnFrame) expect(b / a).toBeCloseTo(Math.exp(0.7), 3);
    }
  });
});
