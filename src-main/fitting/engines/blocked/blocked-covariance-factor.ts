import type { HyperparameterGradient } from '../../gaussian-process/hyperparameters.ts';
import type { Pause } from '../../pause.ts';
import type { CovarianceFactor, QueryPoints } from '../dense-engine.ts';
import type { BlockAlgebra } from './block-algebra.ts';
import { factoriseByPanels, inverseTile, invertByPanels } from './blocked-factor.ts';
import type { CovarianceBlocks } from './covariance-blocks.ts';
import { freeOnFailure, type TrackedAlgebra } from './free-on-failure.ts';
import { partition, type Range } from './partition.ts';

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
    return await freeOnFailure(algebra, async (tracked) => {
      const panelOf = (j: number) => tracked.own(blocks.panel(ranges[j]));
      const cholesky = await factoriseByPanels(tracked, ranges, panelOf, pause);
      const panels = await invertByPanels(tracked, cholesky, pause);
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
    });
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
    await freeOnFailure(this.#algebra, async (algebra) => {
      const columns = this.#columns(algebra, vectors);
      await this.#overPanels(algebra, async (panel, { start, end }) => {
        const part = algebra.rows(columns, start, end);
        const product = await algebra.multiply(panel, part);
        const values = algebra.download(product);
        algebra.free(part, product);
        out.forEach((vector, c) => {
          for (let i = start, k = c; i < this.#size; i++, k += out.length) vector[i] += values[k];
        });
      });
      algebra.free(columns);
    });
    return out;
  }

  /** (L⁻ᵀ·V)_J = X_Jᵀ·V from row J's start on. */
  async unwhiten(vectors: readonly Float64Array[]): Promise<Float64Array[]> {
    const out = vectors.map(() => new Float64Array(this.#size));
    await freeOnFailure(this.#algebra, async (algebra) => {
      const columns = this.#columns(algebra, vectors);
      await this.#overPanels(algebra, async (panel, { start, end }) => {
        const part = algebra.rows(columns, start, this.#size);
        const product = await algebra.multiply(panel, part, { a: true });
        const values = algebra.download(product);
        algebra.free(part, product);
        out.forEach((vector, c) => {
          for (let i = start, k = c; i < end; i++, k += out.length) vector[i] = values[k];
        });
      });
      algebra.free(columns);
    });
    return out;
  }

  gradient(vectors: readonly Float64Array[]): Promise<HyperparameterGradient> {
    return this.#withBlocks(async (algebra, blocks) => {
      const panels = this.#kept ? this.#kept.map((_, j) => this.#uploaded(algebra, j)) : this.#panels;
      const columns = this.#columns(algebra, vectors);
      const sum = blocks.gradientSum();
      for (const [i, rows] of this.#ranges.entries()) {
        const left = algebra.rows(columns, rows.start, rows.end);
        for (const [j, range] of this.#ranges.slice(0, i + 1).entries()) {
          const right = algebra.rows(columns, range.start, range.end);
          const inverse = await inverseTile(algebra, this.#ranges, panels, i, j);
          const weights = await algebra.addProduct(inverse, -1, left, right, { b: true });
          sum.add(weights, rows, range);
          algebra.free(right, weights);
          await this.#pause();
        }
        algebra.free(left);
      }
      algebra.free(columns, ...(this.#kept ? panels : []));
      return sum.finish();
    });
  }

  /** Σ_i X_ij². */
  async inverseDiagonal(): Promise<Float64Array> {
    const diagonal = new Float64Array(this.#size);
    await freeOnFailure(this.#algebra, (algebra) =>
      this.#overPanels(algebra, async (panel, { start }) => {
        diagonal.set(algebra.columnNorms(panel), start);
      }),
    );
    return diagonal;
  }

  async products(points: QueryPoints, vectors: readonly Float64Array[]): Promise<Float64Array> {
    const out = new Float64Array(this.#countOf(points) * vectors.length);
    await this.#withBlocks(async (algebra, blocks) => {
      const columns = this.#columns(algebra, vectors);
      for (const { part, from } of this.#partsOf(points)) {
        for (const range of this.#ranges) {
          const cross = algebra.own(blocks.cross(range, part));
          await addProducts(algebra, out.subarray(from * vectors.length), cross, range, columns);
          algebra.free(cross);
          await this.#pause();
        }
      }
      algebra.free(columns);
    });
    return out;
  }

  async explain(
    points: QueryPoints,
    vectors: readonly Float64Array[],
  ): Promise<{ products: Float64Array; explained: Float64Array }> {
    const explained = new Float64Array(this.#countOf(points));
    const products = new Float64Array(explained.length * vectors.length);
    await this.#withBlocks(async (algebra, blocks) => {
      const columns = this.#columns(algebra, vectors);
      await this.#whitenParts(algebra, blocks, points, async ({ cross, whitened, range, from }) => {
        await addProducts(algebra, products.subarray(from * vectors.length), cross, range, columns);
        const norms = algebra.columnNorms(whitened);
        for (let k = 0; k < norms.length; k++) explained[from + k] += norms[k];
      });
      algebra.free(columns);
    });
    return { products, explained };
  }

  async whitenedRows(points: QueryPoints): Promise<Float64Array> {
    const out = new Float64Array(this.#countOf(points) * this.#size);
    await this.#withBlocks((algebra, blocks) =>
      this.#whitenParts(algebra, blocks, points, async ({ whitened, range, from, count }) => {
        const values = algebra.download(whitened);
        for (let k = 0; k < count; k++) {
          const row = (from + k) * this.#size;
          for (let i = range.start, v = k; i < range.end; i++, v += count) out[row + i] = values[v];
        }
      }),
    );
    return out;
  }

  keep(): void {
    if (this.#kept) return;
    this.#kept = this.#panels.map((panel) => this.#algebra.download(panel));
    this.free();
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
    for (const { start, end } of partition(0, u.length / this.#dimension, POINTS)) {
      const part = { u: u.subarray(start * this.#dimension, end * this.#dimension), task };
      yield { part, from: start, count: end - start };
    }
  }

  /** Runs work with the covariance's blocks and frees whatever is left of both. */
  async #withBlocks<Result>(
    work: (algebra: TrackedAlgebra<Block>, blocks: CovarianceBlocks<Block>) => Promise<Result>,
  ): Promise<Result> {
    const blocks = this.#createBlocks();
    try {
      return await freeOnFailure(this.#algebra, (algebra) => work(algebra, blocks));
    } finally {
      blocks.free();
    }
  }

  /** Hands over L⁻¹k(u) block by block of rows, for parts of the points. */
  async #whitenParts(
    algebra: TrackedAlgebra<Block>,
    blocks: CovarianceBlocks<Block>,
    points: QueryPoints,
    use: (part: WhitenedPart<Block>) => Promise<void>,
  ): Promise<void> {
    for (const { part, from, count } of this.#partsOf(points)) {
      let rest: Block | null = null;
      await this.#overPanels(algebra, async (panel, range) => {
        const cross = algebra.own(blocks.cross(range, part));
        const sum: Block =
          rest === null
            ? await algebra.multiply(panel, cross)
            : await algebra.addProduct(rest, 1, panel, cross);
        const height = range.end - range.start;
        const whitened = algebra.rows(sum, 0, height);
        await use({ cross, whitened, range, from, count });
        rest = range.end < this.#size ? algebra.rows(sum, height, this.#size - range.start) : null;
        algebra.free(cross, whitened, sum);
      });
    }
  }

  /** Visits X_J for every J, wherever it is kept. */
  async #overPanels(
    algebra: BlockAlgebra<Block>,
    visit: (panel: Block, range: Range) => Promise<void>,
  ): Promise<void> {
    for (const [j, range] of this.#ranges.entries()) {
      const panel = this.#kept ? this.#uploaded(algebra, j) : this.#panels[j];
      await visit(panel, range);
      if (this.#kept) algebra.free(panel);
      await this.#pause();
    }
  }

  /** X_J out of JavaScript's memory. */
  #uploaded(algebra: BlockAlgebra<Block>, j: number): Block {
    const { start, end } = this.#ranges[j];
    const kept = this.#kept?.[j] as Float64Array;
    return algebra.upload(kept, this.#size - start, end - start);
  }

  /** Vectors as the columns of one block. */
  #columns(algebra: BlockAlgebra<Block>, vectors: readonly Float64Array[]): Block {
    const count = vectors.length;
    const data = new Float64Array(this.#size * count);
    vectors.forEach((vector, c) => {
      for (let i = 0, k = c; i < this.#size; i++, k += count) data[k] = vector[i];
    });
    return algebra.upload(data, this.#size, count);
  }
}

/** Adds crossᵀ·V of one range of rows to `out`, points × vectors. */
async function addProducts<Block>(
  algebra: BlockAlgebra<Block>,
  out: Float64Array,
  cross: Block,
  { start, end }: Range,
  columns: Block,
): Promise<void> {
  const rows = algebra.rows(columns, start, end);
  const product = await algebra.multiply(cross, rows, { a: true });
  const values = algebra.download(product);
  algebra.free(rows, product);
  for (let k = 0; k < values.length; k++) out[k] += values[k];
}

/** Rows `range` of L⁻¹k(u) for `count` points that start at `from`, and the covariance that they were made of. */
interface WhitenedPart<Block> {
  readonly cross: Block;
  readonly whitened: Block;
  readonly range: Range;
  readonly from: number;
  readonly count: number;
}
