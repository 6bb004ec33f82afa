/** Nodes ξ_k and weights w_k of a quadrature: Σ_k w_k f(ξ_k) ≈ E f(ξ). */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const NEWTON_STEPS = 100;

/**
 * Gauss-Hermite quadrature for a standard normal ξ: exact for polynomials up to degree 2n − 1, the weights sum to 1.
 *
 * Newton's method on the orthonormal Hermite polynomials h_j, h_{j+1} = (ξ h_j − √j h_{j−1})/√(j+1), with h_n' = √n h_{n−1}
 * and w = 1/(n h_{n−1}²); roots found before are divided out, so that every start finds a new one.
 *
 * @param count n, 1 … 64
 */
export function gaussHermite(count: number): Quadrature {
  const evaluate = (xi: number): { value: number; previous: number } => {
    let previous = 0;
    let value = 1;
    for (let degree = 0; degree < count; degree++) {
      const next = (xi * value - Math.sqrt(degree) * previous) / Math.sqrt(degree + 1);
      previous = value;
      value = next;
    }
    return { value, previous };
  };

  const roots: number[] = [];
  // Above the largest root, √(4n + 2) at most, Newton's method comes down without overshooting.
  let xi = Math.sqrt(4 * count + 2);
  while (roots.length < Math.floor(count / 2)) {
    for (let step = 0; step < NEWTON_STEPS; step++) {
      const { value, previous } = evaluate(xi);
      const slope = (Math.sqrt(count) * previous) / value;
      const found = roots.reduce((sum, root) => sum + 1 / (xi - root) + 1 / (xi + root), 0);
      const change = 1 / (slope - found);
      if (!Number.isFinite(change)) break;
      xi -= change;
      if (Math.abs(change) < 1e-15 * Math.abs(xi)) break;
    }
    roots.push(xi);
    xi -= 1e-3;
  }
  const middle = count % 2 === 1 ? [0] : [];
  const nodes = Float64Array.from([...roots.map((root) => -root), ...middle, ...roots.toReversed()]);
  return { nodes, weights: nodes.map((node) => 1 / (count * evaluate(node).previous ** 2)) };
}
