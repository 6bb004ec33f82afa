import { describe, expect, it } from 'vitest';
import { chooseEngine, engineStatuses } from '#main/fitting/engines/choose-engine.ts';
import { createOnnxruntimeEngine } from '#main/fitting/engines/onnxruntime-engine.ts';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import { NotPositiveDefiniteError } from '#shared/numerics/dense/cholesky.ts';
import { createRandom } from '#shared/numerics/random.ts';

/** Odd sizes make the halves unequal; 700 is three levels deep. */
const SIZE = 701;

function kernelMatrix(n: number): Float64Array {
  const random = createRandom(5);
  const u = Float64Array.from({ length: 2 * n }, () => random.uniform());
  return Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    const distance = Math.hypot(u[2 * i] - u[2 * j], u[2 * i + 1] - u[2 * j + 1]);
    return Math.exp(-distance / 0.3) + (i === j ? 0.01 : 0);
  });
}

/** The largest difference over the largest number. */
function relativeDistance(a: Float64Array, b: Float64Array): number {
  let [difference, size] = [0, 0];
  a.forEach((value, i) => {
    difference = Math.max(difference, Math.abs(value - b[i]));
    size = Math.max(size, Math.abs(b[i]));
  });
  return difference / size;
}

describe('the engines', () => {
  // 1e-11: rounding of sums of 700 terms times the condition number of 1e4.
  it('give the same factor, inverse and products', async () => {
    const onnxruntime = await createOnnxruntimeEngine(2);
    const matrix = kernelMatrix(SIZE);
    const [a, b] = [
      await portableEngine.factorise(matrix.slice(), SIZE),
      await onnxruntime.factorise(matrix.slice(), SIZE),
    ];
    expect(relativeDistance(b.lower, a.lower)).toBeLessThan(1e-11);
    expect(relativeDistance(b.transposedInverse, a.transposedInverse)).toBeLessThan(1e-11);
    expect(Math.abs(b.logDeterminant - a.logDeterminant)).toBeLessThan(1e-9 * Math.abs(a.logDeterminant));
    expect(relativeDistance(await onnxruntime.invert(b), await portableEngine.invert(a))).toBeLessThan(1e-11);
    const rows = matrix.slice(0, 5 * SIZE);
    expect(
      relativeDistance(await onnxruntime.whitenRows(b, rows, 5), await portableEngine.whitenRows(a, rows, 5)),
    ).toBeLessThan(1e-11);
    expect(
      relativeDistance(
        await onnxruntime.multiplyTransposed(rows, rows, 5, SIZE, 5),
        await portableEngine.multiplyTransposed(rows, rows, 5, SIZE, 5),
      ),
    ).toBeLessThan(1e-12);
  });

  it('name the same row of a matrix that is not positive definite', async () => {
    const matrix = kernelMatrix(SIZE);
    const row = 500;
    matrix[row * SIZE + row] = -1;
    const expected = new NotPositiveDefiniteError(row);
    await expect(portableEngine.factorise(matrix.slice(), SIZE)).rejects.toThrow(expected);
    const onnxruntime = await createOnnxruntimeEngine(1);
    await expect(onnxruntime.factorise(matrix.slice(), SIZE)).rejects.toThrow(expected);
  });

  it('are chosen by size, or by name', async () => {
    expect((await chooseEngine('auto', 20)).name).toBe('portable');
    expect((await chooseEngine('auto', 2000)).name).toBe('onnxruntime');
    expect((await chooseEngine('onnxruntime', 20)).name).toBe('onnxruntime');
    expect((await chooseEngine('portable', 2000)).name).toBe('portable');
    const { engines, auto } = await engineStatuses();
    expect(auto).toBe('onnxruntime');
    expect(engines.map(({ name, available }) => [name, available])).toEqual([
      ['onnxruntime', true],
      ['portable', true],
    ]);
  });
});
