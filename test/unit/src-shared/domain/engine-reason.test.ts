import { describe, expect, it } from 'vitest';
import { type EngineStatus, engineReasonText } from '#shared/domain/engine-reason.ts';

describe('engineReasonText', () => {
  it.each<[EngineStatus['name'], EngineStatus['reason'], string]>([
    [
      'onnxruntime',
      {
        code: 'available',
        trialMs: 12.4,
        auto: { code: 'from', observations: 256, because: 'faster-in-trial' },
      },
      'ONNX Runtime in float64; 12 ms in a short trial; auto takes it from 256 points on: the faster native engine in a short trial',
    ],
    [
      'tensorflow',
      { code: 'available', trialMs: 30, auto: null },
      'TensorFlow in float64; 30 ms in a short trial',
    ],
    [
      'portable',
      { code: 'available', trialMs: null, auto: { code: 'always', because: 'no-native' } },
      'TypeScript in float64, the reference; auto takes it always: no native engine is available',
    ],
    [
      'tensorflow',
      {
        code: 'unavailable',
        problems: [
          { code: 'not-loadable', package: '@tensorflow/tfjs-node-gpu', detail: 'libcudart.so: not found' },
          { code: 'no-native-library', package: '@tensorflow/tfjs-node' },
        ],
      },
      'the native library of @tensorflow/tfjs-node-gpu cannot be loaded (libcudart.so: not found); @tensorflow/tfjs-node is installed without its native library: npm run tensorflow fetches or builds it',
    ],
    [
      'tensorflow',
      { code: 'unavailable', problems: [{ code: 'not-installed', package: '@tensorflow/tfjs-node' }] },
      '@tensorflow/tfjs-node, an optional package, is not installed',
    ],
  ])('says of %s what it is and when auto takes it', (name, reason, text) => {
    expect(engineReasonText({ name, reason })).toBe(text);
  });
});
