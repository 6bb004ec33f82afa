import type { InferenceSession } from 'onnxruntime-node';
import { blockedEngine } from '../blocked/blocked-engine.ts';
import type { DenseEngine } from '../dense-engine.ts';
import { type ArrayBlock, arrayAlgebra, type NativeProduct } from './array-algebra.ts';
import { arrayCovariance } from './array-covariance.ts';
import { type MatrixProduct, matrixProductModel } from './onnx-model.ts';

/**
 * Native float64 matrix products from ONNX Runtime's CPU library; everything that is not a product is TypeScript.
 *
 * @param threads threads of the native library; 0 leaves the choice to it (one a physical core)
 * @param blockSize rows of a block: its products are fast from 512 on
 * @throws Error where the native library cannot be loaded
 */
export async function createOnnxruntimeEngine(threads = 0, blockSize = 512): Promise<DenseEngine> {
  const runtime = await import('onnxruntime-node');
  const options = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionProviders: ['cpu'],
    // Every kind of product is a session with threads of its own: those that wait would take the cores from those that work.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
  const sessions = new Map<string, Promise<InferenceSession>>();

  const sessionFor = (product: MatrixProduct): Promise<InferenceSession> => {
    const key = [product.transposeA, product.transposeB, product.addedWith].join();
    const known = sessions.get(key);
    if (known) return known;
    const created = runtime.InferenceSession.create(matrixProductModel(product), options);
    sessions.set(key, created);
    return created;
  };

  const tensorOf = ({ data, rows, columns }: ArrayBlock) =>
    new runtime.Tensor('float64', data, [rows, columns]);

  const native: NativeProduct = async (product, a, b, c) => {
    const session = await sessionFor(product);
    const rows = product.transposeA ? a.columns : a.rows;
    const columns = product.transposeB ? b.rows : b.columns;
    const inputs = { A: tensorOf(a), B: tensorOf(b), ...(c && { C: tensorOf(c) }) };
    const { Y } = await session.run(inputs);
    return { data: Y.data as Float64Array, rows, columns };
  };
  await sessionFor({ transposeA: false, transposeB: false });

  return blockedEngine('onnxruntime', 'cpu', arrayAlgebra(native, blockSize), arrayCovariance);
}
