import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EngineProblem } from '#shared/domain/engine-reason.ts';
import { EngineNotLoaded, notLoadable } from '../engine-not-loaded.ts';

/** An attribute of a TensorFlow operation; `type` is one of the binding's TF_ATTR_… numbers. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: number | boolean | readonly number[];
}

/**
 * The native half of tfjs-node: it runs any TensorFlow kernel by name. TensorFlow.js above it knows float32 alone, so it
 * is left out, which saves its start too.
 */
export interface TensorflowBinding {
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  createTensor(shape: readonly number[], type: number, data: Float32Array | Int32Array): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array;
  executeOp(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputs: number,
  ): { readonly id: number }[];
  isUsingGpuDevice(): boolean;
  getNumOfTensors(): number;
}

/** The package with CUDA first: whoever installed it wants it used. */
const PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

// Not called `require`: the bundler puts a constant of that name beside it.
const loadFrom = createRequire(import.meta.url);

/**
 * Loads TensorFlow, with its own threads set before it starts.
 *
 * @param threads threads of one operation; 0 leaves the choice to TensorFlow (one a core)
 * @throws EngineNotLoaded with what is missing
 */
export function loadTensorflow(threads: number): TensorflowBinding {
  // Read by the native library when it is loaded; its messages would end up between ours.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  if (threads > 0) process.env.TF_NUM_INTRAOP_THREADS ??= String(threads);
  const problems: EngineProblem[] = [];
  for (const name of PACKAGES) {
    const folder = packageFolder(name);
    if (folder === null) continue;
    const library = nativeLibrary(folder);
    if (library === null) {
      problems.push({ code: 'no-native-library', package: name });
      continue;
    }
    try {
      return loadFrom(library) as TensorflowBinding;
    } catch (error) {
      problems.push(notLoadable(name, error));
    }
  }
  if (problems.length === 0) problems.push({ code: 'not-installed', package: '@tensorflow/tfjs-node' });
  throw new EngineNotLoaded(problems);
}

function packageFolder(name: string): string | null {
  try {
    return dirname(loadFrom.resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

/** The library for the newest Node-API that this Node speaks. */
function nativeLibrary(folder: string): string | null {
  const libraries = join(folder, 'lib');
  if (!existsSync(libraries)) return null;
  const spoken = Number(process.versions.napi);
  const versions = readdirSync(libraries)
    .map((name) => Number(/^napi-v(\d+)$/.exec(name)?.[1]))
    .filter((version) => version <= spoken)
    .sort((a, b) => b - a);
  const paths = versions.map((version) => join(libraries, `napi-v${version}`, 'tfjs_binding.node'));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** What the operations run on: `cpu`, or the name of the GPU where the driver tells it. */
export function deviceOf(binding: TensorflowBinding): string {
  if (!binding.isUsingGpuDevice()) return 'cpu';
  const drivers = '/proc/driver/nvidia/gpus';
  try {
    const [first] = readdirSync(drivers);
    const model = /^Model:\s*(.+)$/m.exec(readFileSync(join(drivers, first, 'information'), 'utf8'));
    return model?.[1] ?? 'gpu';
  } catch {
    return 'gpu';
  }
}
