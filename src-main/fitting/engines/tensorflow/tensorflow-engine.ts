import { blockedEngine } from '../blocked/blocked-engine.ts';
import type { DenseEngine } from '../dense-engine.ts';
import { deviceOf, loadTensorflow } from './binding.ts';
import { tensorAlgebra } from './tensor-algebra.ts';
import { tensorCovariance } from './tensor-covariance.ts';
import { Tensors } from './tensors.ts';

/** Rows of a block: on a CPU as many as make its products fast, on a GPU enough to fill it. */
const BLOCK_SIZE = { cpu: 512, gpu: 2048 };

/**
 * TensorFlow in float64, on the GPU where its library was built for one: the covariance is built there from the
 * coordinates, and only vectors come back.
 *
 * @param threads threads of one operation; 0 leaves the choice to TensorFlow
 * @param blockSize rows of a block, for those who want several without many points
 * @throws EngineNotLoaded where the native library is missing or cannot be loaded
 */
export function createTensorflowEngine(threads = 0, blockSize?: number): DenseEngine {
  const binding = loadTensorflow(threads);
  const device = deviceOf(binding);
  const tensors = new Tensors(binding);
  const algebra = tensorAlgebra(tensors, blockSize ?? (device === 'cpu' ? BLOCK_SIZE.cpu : BLOCK_SIZE.gpu));
  return blockedEngine('tensorflow', device, algebra, (structure, h, training) =>
    tensorCovariance(tensors, structure, h, training),
  );
}
