import { NotPositiveDefiniteError } from '#shared/numerics/dense/cholesky.ts';
import type { Pause } from '../../pause.ts';
import type { BlockAlgebra, DiagonalFactor } from './block-algebra.ts';
import type { Range } from './partition.ts';

/**
 * A = L·Lᵀ by columns of blocks. A panel J reaches from some row to the last one, so that its rows are contiguous and
 * nothing above the diagonal is stored or multiplied.
 */
export interface BlockedCholesky<Block> {
  readonly ranges: readonly Range[];
  /** L_JJ with its inverse. */
  readonly diagonal: DiagonalFactor<Block>[];
  /** The rows of L below L_JJ; null for the last J, which has none. */
  readonly below: (Block | null)[];
  /** ln det A. */
  readonly logDeterminant: number;
}

/**
 * Left-looking Cholesky, n³/3 operations, nearly all of them in products of a tall panel with a square block:
 *
 *     P = A_J − Σ_{K<J} L_K·L_JKᵀ,   L_JJ = chol(P_J),   L_IJ = P_I·L_JJ⁻ᵀ
 *
 * @param panelOf columns J of A from row J's start on, built when their turn comes; freed here
 * @throws NotPositiveDefiniteError
 */
export async function factoriseByPanels<Block>(
  algebra: BlockAlgebra<Block>,
  ranges: readonly Range[],
  panelOf: (j: number) => Block,
  pause: Pause,
): Promise<BlockedCholesky<Block>> {
  const n = ranges[ranges.length - 1].end;
  const diagonal: DiagonalFactor<Block>[] = [];
  const below: (Block | null)[] = [];
  let logDeterminant = 0;
  for (const [j, { start, end }] of ranges.entries()) {
    let panel = panelOf(j);
    for (let k = 0; k < j; k++) {
      const left = below[k] as Block;
      const offset = ranges[k].end;
      const rows = algebra.rows(left, start - offset, n - offset);
      const beside = algebra.rows(left, start - offset, end - offset);
      panel = await algebra.addProduct(panel, -1, rows, beside, { b: true });
      algebra.free(rows, beside);
      await pause();
    }
    const rest = end < n ? algebra.rows(panel, end - start, n - start) : null;
    const factor = await factoriseAt(algebra, algebra.rows(panel, 0, end - start), start, end - start);
    diagonal.push(factor);
    logDeterminant += factor.logDeterminant;
    below.push(rest && (await algebra.multiply(rest, factor.inverse, { b: true })));
    algebra.free(panel, ...(rest ? [rest] : []));
    await pause();
  }
  return { ranges, diagonal, below, logDeterminant };
}

/**
 * X = L⁻¹ as panels of all rows from J's start on, by forward substitution with the diagonal blocks' inverses,
 * X_IJ = −X_II·Σ_{J≤K<I} L_IK·X_KJ: n³/3 operations. Frees L as it goes, so that both never stand in memory whole.
 */
export async function invertByPanels<Block>(
  algebra: BlockAlgebra<Block>,
  { ranges, diagonal, below }: BlockedCholesky<Block>,
  pause: Pause,
): Promise<Block[]> {
  const n = ranges[ranges.length - 1].end;
  const panels: Block[] = [];
  for (let j = 0; j < ranges.length; j++) {
    const pieces = [diagonal[j].inverse];
    const first = below[j];
    let rest = first && algebra.negate(await algebra.multiply(first, diagonal[j].inverse));
    for (let i = j + 1; i < ranges.length && rest; i++) {
      const { start, end } = ranges[i];
      const top = algebra.rows(rest, 0, end - start);
      const piece: Block = await algebra.multiply(diagonal[i].inverse, top);
      pieces.push(piece);
      const under = below[i];
      const remaining: Block | null = under && algebra.rows(rest, end - start, n - start);
      algebra.free(top, rest);
      rest = under && remaining && (await algebra.addProduct(remaining, -1, under, piece));
      await pause();
    }
    panels.push(algebra.stack(pieces));
    algebra.free(diagonal[j].lower, ...(first ? [first] : []));
  }
  return panels;
}

/** (A⁻¹)_IJ = X_Iᵀ·X_J for I ≥ J, both panels as {@link invertByPanels} gives them. */
export async function inverseTile<Block>(
  algebra: BlockAlgebra<Block>,
  ranges: readonly Range[],
  panels: readonly Block[],
  i: number,
  j: number,
): Promise<Block> {
  if (i === j) return algebra.multiply(panels[i], panels[i], { a: true });
  const n = ranges[ranges.length - 1].end;
  const rows = algebra.rows(panels[j], ranges[i].start - ranges[j].start, n - ranges[j].start);
  const tile = await algebra.multiply(panels[i], rows, { a: true });
  algebra.free(rows);
  return tile;
}

async function factoriseAt<Block>(
  algebra: BlockAlgebra<Block>,
  block: Block,
  firstRow: number,
  size: number,
): Promise<DiagonalFactor<Block>> {
  try {
    return await algebra.factorise(block, size);
  } catch (error) {
    throw error instanceof NotPositiveDefiniteError
      ? new NotPositiveDefiniteError(firstRow + error.row)
      : error;
  }
}
