import { describe, expect, it } from 'vitest';
import { extendIntoGaps } from '#shared/numerics/grid-gaps.ts';

describe('extendIntoGaps', () => {
  it('continues a plane exactly into the neighbouring nodes, and no further', () => {
    const nx = 6;
    const plane = Float64Array.from({ length: 36 }, (_, node) => 2 * (node % nx) - 3 * Math.floor(node / nx));
    const gapped = plane.map((value, node) => (node % nx >= 3 ? Number.NaN : value));
    const filled = extendIntoGaps(gapped, nx);
    for (const [node, value] of plane.entries()) {
      if (node % nx <= 3) expect(filled[node]).toBeCloseTo(value, 12);
      else expect(filled[node]).toBeNaN();
    }
  });

  it('copies a lone neighbour', () => {
    expect([...extendIntoGaps(Float64Array.of(Number.NaN, 5, Number.NaN), 3)]).toEqual([5, 5, 5]);
  });

  it('leaves a grid without gaps, and one without values, as they are', () => {
    expect([...extendIntoGaps(Float64Array.of(1, 2, 3, 4), 2)]).toEqual([1, 2, 3, 4]);
    expect([...extendIntoGaps(new Float64Array(4).fill(Number.NaN), 2)]).toEqual(Array(4).fill(Number.NaN));
  });
});
