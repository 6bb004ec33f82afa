import type { DenseEngine } from '../engines/dense-engine.ts';
import type { Pause } from '../pause.ts';

/** What the solvers that never form K ask of an engine. */
export interface AlgebraInParts
  extends Pick<DenseEngine, 'factorise' | 'invert' | 'whitenRows' | 'multiplyTransposed'> {
  /** covariance ← covariance − rows·rowsᵀ in the lower triangle, for row-major rows (count × inner). */
  subtractGram(covariance: Float64Array, rows: Float64Array, count: number, inner: number): Promise<void>;
  /** For work between the products. */
  readonly pause: Pause;
}

/** Multiply-adds of one native call: a tenth of a second or less, so that a cancellation comes through. */
const LONGEST_CALL = 2e9;

/** Parts in which a symmetric product is made, at the least: only its lower triangle is wanted. */
const PARTS = 4;
const SMALLEST_PART = 64;

/**
 * An engine whose long products are made in parts.
 *
 * @param pause called between them
 */
export function algebraInParts(engine: DenseEngine, pause: Pause): AlgebraInParts {
  /** Rows of A at once. */
  const stepFor = (inner: number, columns: number) =>
    Math.max(1, Math.floor(LONGEST_CALL / (inner * columns)));

  async function multiplyTransposed(
    a: Float64Array,
    b: Float64Array,
    rowsA: number,
    inner: number,
    rowsB: number,
  ): Promise<Float64Array> {
    await pause();
    // Engines take no empty matrices; a grid of which no cell reaches the others has one.
    if (inner === 0) return new Float64Array(rowsA * rowsB);
    const step = stepFor(inner, rowsB);
    if (step >= rowsA) return engine.multiplyTransposed(a, b, rowsA, inner, rowsB);
    const product = new Float64Array(rowsA * rowsB);
    for (let from = 0; from < rowsA; from += step) {
      const rows = Math.min(step, rowsA - from);
      const part = a.subarray(from * inner, (from + rows) * inner);
      product.set(await engine.multiplyTransposed(part, b, rows, inner, rowsB), from * rowsB);
      await pause();
    }
    return product;
  }

  return {
    pause,
    multiplyTransposed,

    async factorise(matrix, size) {
      await pause();
      return engine.factorise(matrix, size);
    },

    async invert(factor) {
      await pause();
      return engine.invert(factor);
    },

    async whitenRows(factor, rows, count) {
      const { size } = factor;
      const step = stepFor(size, size);
      if (step >= count) return engine.whitenRows(factor, rows, count);
      const whitened = new Float64Array(rows.length);
      for (let from = 0; from < count; from += step) {
        const part = rows.subarray(from * size, (from + step) * size);
        whitened.set(await engine.whitenRows(factor, part, part.length / size), from * size);
        await pause();
      }
      return whitened;
    },

    async subtractGram(covariance, rows, count, inner) {
      const step = Math.min(Math.max(SMALLEST_PART, Math.ceil(count / PARTS)), stepFor(inner, count));
      for (let from = 0; from < count; from += step) {
        const to = Math.min(count, from + step);
        const left = rows.subarray(from * inner, to * inner);
        const gram = await engine.multiplyTransposed(
          left,
          rows.subarray(0, to * inner),
          to - from,
          inner,
          to,
        );
        for (let i = from; i < to; i++) {
          for (let j = 0; j <= i; j++) covariance[i * count + j] -= gram[(i - from) * to + j];
        }
        await pause();
      }
    },
  };
}
