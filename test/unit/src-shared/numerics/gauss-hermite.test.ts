import { describe, expect, it } from 'vitest';
import { gaussHermite } from '#shared/numerics/gauss-hermite.ts';

describe('gaussHermite', () => {
  it.each([1, 2, 5, 16, 32, 64])('integrates polynomials with %d nodes', (count) => {
    const { nodes, weights } = gaussHermite(count);
    expect(nodes).toHaveLength(count);
    // E ξ^2k = (2k − 1)!!, exact up to degree 2n − 1; odd moments vanish.
    let moment = 1;
    for (let k = 0; k <= Math.min(count - 1, 10); k++) {
      const found = weights.reduce((sum, weight, index) => sum + weight * nodes[index] ** (2 * k), 0);
      expect(found / moment).toBeCloseTo(1, 12);
      moment *= 2 * k + 1;
    }
    expect(weights.reduce((sum, weight, index) => sum + weight * nodes[index] ** 3, 0)).toBeCloseTo(0, 12);
  });

  it('has the nodes of SciPy', () => {
    // scipy.special.roots_hermitenorm(32) of SciPy 1.17.1: the largest node and the smallest positive one.
    const { nodes } = gaussHermite(32);
    expect(nodes[31]).toBeCloseTo(10.077422674229465, 13);
    expect(nodes[16]).toBeCloseTo(0.2755464192302758, 13);
    expect(Array.from(nodes)).toEqual(Array.from(nodes).sort((a, b) => a - b));
  });
});
