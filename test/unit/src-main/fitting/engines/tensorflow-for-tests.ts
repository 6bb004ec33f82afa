import { loadTensorflow } from '#main/fitting/engines/tensorflow/binding.ts';

/**
 * Whether TensorFlow's native library is here. `npm run tensorflow` brings it, and the gate does so before the tests: there
 * its absence is a failure, and on other machines its tests are skipped, like the engine itself.
 */
export const hasTensorflow = canLoad() || process.env.CI === 'true';

function canLoad(): boolean {
  try {
    loadTensorflow(0);
    return true;
  } catch {
    return false;
  }
}
