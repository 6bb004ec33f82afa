import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contourLines as contourLinesOf } from '#shared/numerics/contouring.ts';

const axis = (from: number, to: number, count: number) =>
  Float64Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
const tabulate = (x: Float64Array, y: Float64Array, f: (x: number, y: number) => number) =>
  Float64Array.from({ length: x.length * y.length }, (_, node) =>
    f(x[node % x.length]!, y[Math.floor(node / x.length)]!),
  );
const contourLines = (x: Float64Array, y: Float64Array, values: Float64Array, level?: number) =>
  contourLinesOf({ scale: 'linear', values: x }, { scale: 'linear', values: y }, values, level);
const isClosed = (line: [number, number][]) =>
  line.length > 2 && line[0]![0] === line.at(-1)![0] && line[0]![1] === line.at(-1)![1];
const length = (line: [number, number][]) =>
  line.slice(1).reduce((sum, [x, y], index) => sum + Math.hypot(x - line[index]![0], y - line[index]![1]), 0);

describe('contourLines', () => {
  it('draws a circle', () => {
    const x = axis(-2, 2, 101);
    const y = axis(-1.5, 1.5, 76);
    const lines = contourLines(
      x,
      y,
      tabulate(x, y, (a, b) => a * a + b * b - 1),
    );
    expect(lines).toHaveLength(1);
    expect(isClosed(lines[0]!)).toBe(true);
    // Linear interpolation of x² between points h = 0.04 apart misses by up to h²/4 = 4e-4: 2e-4 in the radius.
    for (const [a, b] of lines[0]!) expect(Math.abs(Math.hypot(a, b) - 1)).toBeLessThan(2e-4);
    expect(length(lines[0]!)).toBeCloseTo(2 * Math.PI, 2);
  });

  it('is exact for a plane, also on uneven axes and off zero', () => {
    const x = Float64Array.from([0, 1, 10, 11]);
    const y = Float64Array.from([-5, 0, 0.5, 7]);
    const lines = contourLines(
      x,
      y,
      tabulate(x, y, (a, b) => 2 * a - 3 * b + 5),
      3,
    );
    expect(lines).toHaveLength(1);
    expect(isClosed(lines[0]!)).toBe(false);
    for (const [a, b] of lines[0]!) expect(2 * a - 3 * b + 5).toBeCloseTo(3, 12);
    const ends = [lines[0]![0]!, lines[0]!.at(-1)!].sort(([a], [b]) => a - b);
    // 2x − 3y = −2 enters at x = 0, y = 2/3 and leaves at y = 7, x = 9.5.
    expect(ends[0]![0]).toBe(0);
    expect(ends[0]![1]).toBeCloseTo(2 / 3, 12);
    expect(ends[1]![0]).toBeCloseTo(9.5, 12);
  });

  it('resolves a saddle by the centre of its cell', () => {
    const unit = Float64Array.from([0, 1]);
    // Corners a = (0,0), b = (1,0), d = (0,1), c = (1,1): high at b and d; the mean decides.
    const highCentre = contourLines(unit, unit, Float64Array.from([-1, 2, 2, -1]));
    expect(highCentre).toHaveLength(2);
    // High corners connected: each line cuts off a low corner, (0,0) or (1,1).
    for (const line of highCentre) expect(Math.abs(line[0]![0] + line[0]![1] - 1)).toBeGreaterThan(0.5);
    const sums = highCentre.map((line) => line.map(([a, b]) => a + b));
    expect(sums.every((values) => values.every((s) => s < 1) || values.every((s) => s > 1))).toBe(true);
    const lowCentre = contourLines(unit, unit, Float64Array.from([-2, 1, 1, -2]));
    const differences = lowCentre.map((line) => line.map(([a, b]) => a - b));
    expect(differences.every((values) => values.every((s) => s < 0) || values.every((s) => s > 0))).toBe(
      true,
    );
    // A hyperbola on a grid: two open branches in opposite quadrants.
    const x = axis(-1, 1, 40);
    const hyperbola = contourLines(
      x,
      x,
      tabulate(x, x, (a, b) => a * b - 0.01),
    );
    expect(hyperbola).toHaveLength(2);
    for (const line of hyperbola) expect(new Set(line.map(([a]) => Math.sign(a))).size).toBe(1);
  });

  it('leaves out the cells around NaN and keeps the rest in order', () => {
    const x = axis(0, 1, 11);
    const holes = tabulate(x, x, (a, b) => (a > 0.35 && a < 0.65 ? Number.NaN : b - 0.5));
    const lines = contourLines(x, x, holes);
    expect(lines).toHaveLength(2);
    expect(lines.map((line) => [line[0]![0], line.at(-1)![0]].sort())).toEqual([
      [0, x[3]!],
      [x[7]!, 1],
    ]);
    expect(contourLines(x, x, new Float64Array(121).fill(Number.NaN))).toEqual([]);
    expect(contourLines(x, x, new Float64Array(121).fill(1))).toEqual([]);
  });

  it('handles values exactly at the level', () => {
    const x = axis(-1, 1, 5);
    const lines = contourLines(
      x,
      x,
      tabulate(x, x, (a) => a),
    );
    expect(lines).toHaveLength(1);
    for (const [a] of lines[0]!) expect(a).toBe(0);
  });

  it('separates the signs of any grid: every crossed edge lies on exactly one line', () => {
    const grid = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(grid, (cells) => {
        const x = axis(0, 5, 6);
        const y = axis(0, 4, 5);
        const values = Float64Array.from(cells, (value) => value + 0.25);
        const lines = contourLines(x, y, values);
        let crossed = 0;
        for (let j = 0; j < 5; j++) {
          for (let i = 0; i < 6; i++) {
            const here = values[j * 6 + i]! > 0;
            if (i < 5 && here !== values[j * 6 + i + 1]! > 0) crossed++;
            if (j < 4 && here !== values[(j + 1) * 6 + i]! > 0) crossed++;
          }
        }
        const drawn = lines.reduce((sum, line) => sum + line.length - (isClosed(line) ? 1 : 0), 0);
        expect(drawn).toBe(crossed);
        for (const line of lines) {
          // Lines end only at the border.
          if (isClosed(line)) continue;
          for (const [a, b] of [line[0]!, line.at(-1)!])
            expect(a === 0 || a === 5 || b === 0 || b === 4).toBe(true);
        }
      }),
    );
  });

  it('is exact for what is linear in the logarithm on a log axis', () => {
    // ln μ = ln g − ln m + ½ on 4 coarse cells to two decades, so that μ = 1 is the power law g = m e^(−½).
    const values = (from: number) => Float64Array.from([1, 10 ** 0.5, 10, 10 ** 1.5, 100], (v) => from * v);
    const [m, g] = [values(50), values(20)];
    const lines = contourLinesOf(
      { scale: 'log', values: m },
      { scale: 'log', values: g },
      tabulate(m, g, (a, b) => Math.log(b) - Math.log(a) + 0.5),
    );
    expect(lines).toHaveLength(1);
    // Rounding alone: linear interpolation in m would be off by up to 13 % within a cell.
    for (const [a, b] of lines[0]!) expect(b / (a * Math.exp(-0.5))).toBeCloseTo(1, 12);
    // One axis of each scale: ln μ = ln g − m is linear in ln g and in m.
    const mixed = contourLinesOf(
      { scale: 'linear', values: axis(0, 4, 5) },
      { scale: 'log', values: values(1) },
      tabulate(axis(0, 4, 5), values(1), (a, b) => Math.log(b) - a),
    );
    for (const [a, b] of mixed[0]!) expect(b / Math.exp(a)).toBeCloseTo(1, 12);
  });

  it('refuses a grid of another size', () => {
    expect(() => contourLines(axis(0, 1, 3), axis(0, 1, 2), new Float64Array(5))).toThrow(RangeError);
  });
});
