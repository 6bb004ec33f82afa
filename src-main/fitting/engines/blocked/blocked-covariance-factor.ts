import type { HyperparameterGradient } from '../../gaussian-process/hyperparameters.ts';
import type { Pause } from '../../pause.ts';
import type { CovarianceFactor, QueryPoints } from '../dense-engine.ts';
import type { BlockAlgebra } from './block-algebra.ts';
import { factoriseByPanels, inverseTile, invertByPanels } from './blocked-factor.ts';
import type { CovarianceBlocks } from './covariance-blocks.ts';
import type { Range } from './partition.ts';

/** Points that are asked for at once: enough to keep an engine busy, few enough to bound the memory. */
const POINTS = 1024;

/**
 * K of a training set as X = L⁻¹ in panels: n²/2 numbers, all that −ln L, its gradient and the posterior need.
 *
 * @throws NotPositiveDefiniteError
 */
export async function factoriseCovarianceByPanels<Block>(
  algebra: BlockAlgebra<Block>,
  createBlocks: () => CovarianceBlocks<Block>,
  ranges: readonly Range[],
  dimension: number,
  pause: Pause,
): Promise<CovarianceFactor> {
  const blocks = createBlocks();
  try {
    const cholesky = await factoriseByPanels(algebra, ranges, (j) => blocks.panel(ranges[j]), pause);
    const panels = await invertByPanels(algebra, cholesky, pause);
    const { logDeterminant } = cholesky;
    return new BlockedCovarianceFactor(
      algebra,
      createBlocks,
      ranges,
      dimension,
      logDeterminant,
      panels,
      pause,
    );
  } finally {
    blocks.free();
  }
}

class BlockedCovarianceFactor<Block> implements CovarianceFactor {
  readonly logDeterminant: number;
  readonly #algebra: BlockAlgebra<Block>;
  readonly #createBlocks: () => CovarianceBlocks<Block>;
  readonly #ranges: readonly Range[];
  readonly #dimension: number;
  readonly #size: number;
  readonly #pause: Pause;
  #panels: readonly Block[];
  #kept: readonly Float64Array[] | null = null;

  constructor(
    algebra: BlockAlgebra<Block>,
    createBlocks: () => CovarianceBlocks<Block>,
    ranges: readonly Range[],
    dimension: number,
    logDeterminant: number,
    panels: readonly Block[],
    pause: Pause,
  ) {
    this.logDeterminant = logDeterminant;
    this.#algebra = algebra;
    this.#createBlocks = createBlocks;
    this.#ranges = ranges;
    this.#dimension = dimension;
    this.#size = ranges[ranges.length - 1].end;
    this.#panels = panels;
    this.#pause = pause;
  }

  /** L⁻¹·V = Σ_J X_J·V_J. */
  async whiten(vectors: readonly Float64Array[]): Promise<Float64Array[]> {
    const out = vectors.map(() => new Float64Array(this.#size));
    await this.#withColumns(vectors, async (columns) => {
      await this.#overPanels(async (panel, { start, end }) => {
        const part = this.#algebra.rows(columns, start, end);
        const product = await this.#algebra.multiply(panel, part);
        const values = this.#algebra.download(product);
        this.#algebra.free(part, product);
        out.forEach((vector, c) => {
          for (let i = start, k = c; i < this.#size; i++, k += out.length) vector[i] += values[k];
        });
      });
    });
    return out;
  }

  /** (L⁻ᵀ·V)_J = X_Jᵀ·V from row J's start on. */
  async unwhiten(vectors: readonly Float64Array[]): Promise<Float64Array[]> {
    const out = vectors.map(() => new Float64Array(this.#size));
    await this.#withColumns(vectors, async (columns) => {
      await this.#overPanels(async (panel, { start, end }) => {
        const part = this.#algebra.rows(columns, start, this.#size);
        const product = await this.#algebra.multiply(panel, part, { a: true });
        const values = this.#algebra.download(product);
        this.#algebra.free(part, product);
        out.forEach((vector, c) => {
          for (let i = start, k = c; i < end; i++, k += out.length) vector[i] = values[k];
        });
      });
    });
    return out;
  }

  async gradient(vectors: readonly Float64Array[]): Promise<HyperparameterGradient> {
    const blocks = this.#createBlocks();
    const panels = this.#kept ? this.#kept.map((kept, j) => this.#uploaded(kept, j)) : this.#panels;
    const sum = blocks.gradientSum();
    await this.#withColumns(vectors, async (columns) => {
      for (const [i, rows] of this.#ranges.entries()) {
        const left = this.#algebra.rows(columns, rows.start, rows.end);
        for (let j = 0; j <= i; j++) {
          const range = this.#ranges[j];
          const right = this.#algebra.rows(columns, range.start, range.end);
          const inverse = await inverseTile(this.#algebra, this.#ranges, panels, i, j);
          const weights = await this.#algebra.addProduct(inverse, -1, left, right, { b: true });
          sum.add(weights, rows, range);
          this.#algebra.free(right);
          await this.#pause();
        }
        this.#algebra.free(left);
      }
    });
    const gradient = sum.finish();
    blocks.free();
    if (this.#kept) this.#algebra.free(...panels);
    return gradient;
  }

  /** Σ_i X_ij². */
  async inverseDiagonal(): Promise<Float64Array> {
    const diagonal = new Float64Array(this.#size);
    await this.#overPanels(async (panel, { start }) => {
      diagonal.set(this.#algebra.columnNorms(panel), start);
    });
    return diagonal;
  }

  async products(points: QueryPoints, vectors: readonly Float64Array[]): Promise<Float64Array> {
    const out = new Float64Array(this.#countOf(points) * vectors.length);
    const blocks = this.#createBlocks();
    await this.#withColumns(vectors, async (columns) => {
      for (const { part, from } of this.#partsOf(points)) {
        for (const range of this.#ranges) {
          const cross = blocks.cross(range, part);
          await this.#addProducts(out, from, cross, range, columns, vectors.length);
          this.#algebra.free(cross);
          await this.#pause();
        }
      }
    });
    blocks.free();
    return out;
  }

  async explain(
    points: QueryPoints,
    vectors: readonly Float64Array[],
  ): Promise<{ products: Float64Array; explained: Float64Array }> {
    const explained = new Float64Array(this.#countOf(points));
    const products = new Float64Array(explained.length * vectors.length);
    await this.#withColumns(vectors, (columns) =>
      this.#whitenParts(points, async ({ cross, whitened, range, from }) => {
        await this.#addProducts(products, from, cross, range, columns, vectors.length);
        const norms = this.#algebra.columnNorms(whitened);
        for (let k = 0; k < norms.length; k++) explained[from + k] += norms[k];
      }),
    );
    return { products, explained };
  }

  async whitenedRows(points: QueryPoints): Promise<Float64Array> {
    const out = new Float64Array(this.#countOf(points) * this.#size);
    await this.#whitenParts(points, async ({ whitened, range, from, count }) => {
      const values = this.#algebra.download(whitened);
      for (let k = 0; k < count; k++) {
        const row = (from + k) * this.#size;
        for (let i = range.start, v = k; i < range.end; i++, v += count) out[row + i] = values[v];
      }
    });
    return out;
  }

  keep(): void {
    if (this.#kept) return;
    this.#kept = this.#panels.map((panel) => this.#algebra.download(panel));
    this.#algebra.free(...this.#panels);
    this.#panels = [];
  }

  free(): void {
    this.#algebra.free(...this.#panels);
    this.#panels = [];
  }

  #countOf({ u }: QueryPoints): number {
    return u.length / this.#dimension;
  }

  /** The points in parts of bounded size. */
  *#partsOf({ u, task }: QueryPoints): Generator<{ part: QueryPoints; from: number; count: number }> {
    const total = u.length / this.#dimension;
    for (let from = 0; from < total; from += POINTS) {
      const to = Math.min(total, from + POINTS);
      const part = { u: u.subarray(from * this.#dimension, to * this.#dimension), task };
      yield { part, from, count: to - from };
    }
  }

  /** Adds crossᵀ·V of one range of rows to the points' products, points × vectors. */
  async #addProducts(
    out: Float64Array,
    from: number,
    cross: Block,
    { start, end }: Range,
    columns: Block,
    count: number,
  ): Promise<void> {
    const rows = this.#algebra.rows(columns, start, end);
    const product = await this.#algebra.multiply(cross, rows, { a: true });
    const values = this.#algebra.download(product);
    this.#algebra.free(rows, product);
    for (let k = 0, o = from * count; k < values.length; k++, o++) out[o] += values[k];
  }

  /** Hands over L⁻¹k(u) block by block of rows, for parts of the points. */
  async #whitenParts(points: QueryPoints, use: (part: WhitenedPart<Block>) => Promise<void>): Promise<void> {
    const blocks = this.#createBlocks();
    for (const { part, from, count } of this.#partsOf(points)) {
      let rest: Block | null = null;
      await this.#overPanels(async (panel, range) => {
        const cross = blocks.cross(range, part);
        const sum: Block =
          rest === null
            ? await this.#algebra.multiply(panel, cross)
            : await this.#algebra.addProduct(rest, 1, panel, cross);
        const height = range.end - range.start;
        const whitened = this.#algebra.rows(sum, 0, height);
        await use({ cross, whitened, range, from, count });
        rest = range.end < this.#size ? this.#algebra.rows(sum, height, this.#size - range.start) : null;
        this.#algebra.free(cross, whitened, sum);
      });
    }
    blocks.free();
  }

  /** Visits X_J for every J, wherever it is kept. */
  async #overPanels(visit: (panel: Block, range: Range) => Promise<void>): Promise<void> {
    for (const [j, range] of this.#ranges.entries()) {
      const kept = this.#kept?.[j];
      if (kept) {
        const panel = this.#uploaded(kept, j);
        await visit(panel, range);
        this.#algebra.free(panel);
      } else {
        await visit(this.#panels[j], range);
      }
      await this.#pause();
    }
  }

  #uploaded(kept: Float64Array, j: number): Block {
    const { start, end } = this.#ranges[j];
    return this.#algebra.upload(kept, this.#size - start, end - start);
  }

  /** Vectors as the columns of one block. */
  async #withColumns(
    vectors: readonly Float64Array[],
    use: (columns: Block) => Promise<void>,
  ): Promise<void> {
    const count = vectors.length;
    const data = new Float64Array(this.#size * count);
    vectors.forEach((vector, c) => {
      for (let i = 0, k = c; i < this.#size; i++, k += count) data[k] = vector[i];
    });
    const columns = this.#algebra.upload(data, this.#size, count);
    await use(columns);
    this.#algebra.free(columns);
  }
}

/** Rows `range` of L⁻¹k(u) for `count` points that start at `from`, and the covariance that they were made of. */
interface WhitenedPart<Block> {
  readonly cross: Block;
  readonly whitened: Block;
  readonly range: Range;
  readonly from: number;
  readonly count: number;
}
