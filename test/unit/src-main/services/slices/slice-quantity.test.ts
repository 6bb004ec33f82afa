import { describe, expect, it } from 'vitest';
import { createSlicePlane } from '#main/services/slices/slice-plane.ts';
import { contoursOf, levelOf, quantitySlice } from '#main/services/slices/slice-quantity.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { createSpace } from '#shared/domain/space.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';

const space = createSpace(
  campaignDefinitionSchema.parse({
    name: 'Two masses',
    parameters: [
      { name: 'a', lower: 0, upper: 10 },
      { name: 'b', lower: 0, upper: 10 },
    ],
    constraints: ['b < 0.61 * a + 1.37'],
    quantities: ['exp'],
    contour: 'exp',
  }),
);
const plane = createSlicePlane(space, { x: 'a', y: 'b', fixed: {}, grid: 21 });

/** ln μ = a + b − 8, linear: contours and their ends are exact. */
const mean = Float64Array.from(
  plane.nodes,
  (node) => plane.x.values[node % 21] + plane.y.values[Math.floor(node / 21)] - 8,
);
const sd = mean.map(() => 0.5);

describe('quantitySlice', () => {
  const pExcl = mean.map((value) => exclusionProbability(value, 0.5));
  const lnMu = { mean, variance: sd.map((value) => value * value) };
  const contours = contoursOf(plane, mean);
  // Extrapolated from a = 8 on.
  const excess = Float64Array.from(plane.nodes, (node) => plane.x.values[node % 21] - 8);
  const slice = quantitySlice(plane, {
    prediction: { pExcl, lnMu },
    contours,
    amplitude: 2,
    excess,
    fidelity: 'high',
  });

  it('lays values out as rows by y, null outside the constraints', () => {
    expect(slice.mean?.[0][0]).toBe(-8);
    expect(slice.mean?.[2][4]).toBe(-8 + 2 + 1);
    expect(slice.mean?.[20][0]).toBeNull();
    expect(slice.sd?.[0][0]).toBe(0.5);
    const numbers = slice.pExcl.flat().filter((value) => value !== null);
    expect(numbers).toHaveLength(plane.nodes.length);
  });

  it('says where the surrogate extrapolates', () => {
    expect(slice.extrapolated[0].indexOf(true)).toBe(plane.x.values.findIndex((a) => a >= 8));
    expect(slice.extrapolated[20][0]).toBeNull();
    expect(slice.fidelity).toBe('high');
  });

  it('gives p_excl = Φ(−ŷ/s)', () => {
    // At (a, b) = (7, 0): ŷ = −1, s = 0.5; Φ(2) = 0.977249868051820793 (Abramowitz & Stegun, table 26.1).
    expect(slice.pExcl[0][14]).toBeCloseTo(0.9772498680518208, 14);
  });

  it('ends the contour at the constraint itself, not at the last whole cell', () => {
    expect(slice.contours).toHaveLength(1);
    const [line] = slice.contours;
    for (const [a, b] of line) expect(a + b).toBeCloseTo(8, 9);
    // a + b = 8 meets b = 0.61 a + 1.37 at a = 6.63/1.61; bisection ends at 2⁻³⁰ of a segment.
    const highest = line.reduce((best, point) => (point[1] > best[1] ? point : best));
    expect(highest[0]).toBeCloseTo(6.63 / 1.61, 7);
    const lowest = line.reduce((best, point) => (point[1] < best[1] ? point : best));
    expect(lowest[1]).toBe(0);
  });

  it('has the contour of a surrogate without ln μ where p is ½, and no mean', () => {
    // p = ½ on the line a + b = 8 as well, and linear.
    const prediction = { pExcl: mean.map((value) => 0.5 - value / 40), lnMu: null };
    const contours = contoursOf(plane, levelOf(prediction));
    const classifier = quantitySlice(plane, {
      prediction,
      contours,
      amplitude: null,
      excess: mean.map(() => -1),
      fidelity: 'high',
    });
    expect(classifier.mean).toBeNull();
    expect(classifier.sd).toBeNull();
    expect(classifier).not.toHaveProperty('amplitude');
    expect(classifier.contours).toHaveLength(1);
    for (const [a, b] of classifier.contours[0]) expect(a + b).toBeCloseTo(8, 9);
  });
});
