import type { KernelName } from '#shared/domain/fit-settings.ts';
import type { SolverDecline } from '#shared/domain/solver-reason.ts';
import { concatenated } from '#shared/numerics/dense/vectors.ts';
import { ScaledPoints } from '../../gaussian-process/kernel.ts';
import type { Pause } from '../../pause.ts';

/** k(u_i, u_j) ≈ φ_iᵀφ_j, exact for the pivots, by Cholesky's algorithm with pivoting. */
export interface PivotedCholesky {
  /** The points whose columns span the rest, in the order of the algorithm, r. */
  readonly pivots: Int32Array;
  /** Φᵀ, r × n, row-major: row a is 0 at the pivots before a. */
  readonly columns: Float64Array;
  /** δ, the largest k(u_i, u_i) − φ_iᵀφ_i that is left: what is left out is positive semi-definite with that diagonal. */
  readonly residual: number;
}

/** Below it a residual of 1 − Σφ² is rounding, and no certificate. */
const ROUNDING = 1e-14;

/**
 * Takes the point that is least explained, again and again (H. Harbrecht, M. Peters & R. Schneider, Appl. Numer. Math. 62
 * (2012) 428).
 *
 * @param u points, n × D
 * @param tolerance the δ to be reached
 * @returns the factorisation, or why there is none
 */
export async function pivotedCholesky(
  kernel: KernelName,
  lengths: Float64Array,
  u: Float64Array,
  { tolerance, mostColumns, pause }: { tolerance: number; mostColumns: number; pause: Pause },
): Promise<PivotedCholesky | SolverDecline> {
  if (tolerance < ROUNDING) return { code: 'noise-too-small' };
  const scaled = new ScaledPoints(kernel, u, lengths);
  const n = scaled.count;
  const left = new Float64Array(n).fill(1);
  const pivots: number[] = [];
  const columns: Float64Array[] = [];
  for (;;) {
    const next = indexOfLargest(left);
    const residual = left[next];
    if (residual <= tolerance) {
      return {
        pivots: Int32Array.from(pivots),
        columns: concatenated(columns),
        residual: Math.max(residual, 0),
      };
    }
    if (columns.length >= mostColumns) return { code: 'too-many-columns', most: mostColumns };
    const column = new Float64Array(n);
    scaled.addCorrelations(scaled, next, 0, n, 1, column, 0);
    subtractKnown(column, columns, next);
    const scale = 1 / Math.sqrt(column[next]);
    for (let i = 0; i < n; i++) {
      column[i] *= scale;
      left[i] -= column[i] * column[i];
    }
    for (const pivot of pivots) column[pivot] = 0;
    left[next] = 0;
    pivots.push(next);
    columns.push(column);
    await pause();
  }
}

/** L_P, Φ at the pivots: r × r, row-major, lower triangular. */
export function pivotTriangle({ pivots, columns }: PivotedCholesky): Float64Array {
  const rank = pivots.length;
  const count = columns.length / rank;
  const lower = new Float64Array(rank * rank);
  pivots.forEach((pivot, a) => {
    for (let b = 0; b <= a; b++) lower[a * rank + b] = columns[b * count + pivot];
  });
  return lower;
}

/** column ← column − Σ_s columns_s · columns_s[pivot], four at once: that is what memory allows. */
function subtractKnown(column: Float64Array, columns: readonly Float64Array[], pivot: number): void {
  const n = column.length;
  let s = 0;
  for (; s + 3 < columns.length; s += 4) {
    const [a, b, c, d] = [columns[s], columns[s + 1], columns[s + 2], columns[s + 3]];
    const [fa, fb, fc, fd] = [a[pivot], b[pivot], c[pivot], d[pivot]];
    for (let i = 0; i < n; i++) column[i] -= fa * a[i] + fb * b[i] + fc * c[i] + fd * d[i];
  }
  for (; s < columns.length; s++) {
    const a = columns[s];
    const factor = a[pivot];
    for (let i = 0; i < n; i++) column[i] -= factor * a[i];
  }
}

function indexOfLargest(values: Float64Array): number {
  let largest = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[largest]) largest = i;
  return largest;
}
