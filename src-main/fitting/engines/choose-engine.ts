import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { EngineChoice } from '#shared/domain/fit-settings.ts';
import type { DenseEngine } from './dense-engine.ts';
import { createOnnxruntimeEngine } from './onnxruntime-engine.ts';
import { portableEngine } from './portable-engine.ts';

/** Whether an engine can be used on this machine, and why (not). */
export interface EngineStatus {
  readonly name: DenseEngine['name'];
  readonly available: boolean;
  readonly device: string;
  readonly reason: string;
}

/** From this many observations on a native engine is faster than TypeScript (measured: they cross at 200 to 300). */
const NATIVE_FROM = 256;

/** Environment variable with the number of threads of the native engine; without it, one a core. */
export const THREADS_VARIABLE = 'CONTOURIST_THREADS';

let onnxruntime: Promise<DenseEngine | Error> | undefined;

/** The native engine, loaded once; an Error says why it cannot be. */
function loadOnnxruntime(): Promise<DenseEngine | Error> {
  onnxruntime ??= createOnnxruntimeEngine(threadsWanted()).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  return onnxruntime;
}

/** 0 leaves the choice to the native library. */
function threadsWanted(): number {
  const threads = Number(process.env[THREADS_VARIABLE] ?? 0);
  return Number.isSafeInteger(threads) && threads > 0 ? threads : 0;
}

/**
 * The engine for a fit of n observations.
 *
 * @throws ContouristError `engine.unavailable` where an engine asked for by name cannot be loaded
 */
export async function chooseEngine(choice: EngineChoice, n: number): Promise<DenseEngine> {
  if (choice === 'portable' || (choice === 'auto' && n < NATIVE_FROM)) return portableEngine;
  const native = await loadOnnxruntime();
  if (!(native instanceof Error)) return native;
  if (choice === 'auto') return portableEngine;
  throw new ContouristError('engine.unavailable', `The engine ${choice} cannot run here: ${native.message}`, {
    hint: 'Use --engine auto, or see `contourist engines`.',
  });
}

/** Every engine with its state on this machine, and the one that `auto` takes for large fits. */
export async function engineStatuses(): Promise<{ engines: EngineStatus[]; auto: DenseEngine['name'] }> {
  const native = await loadOnnxruntime();
  const available = !(native instanceof Error);
  return {
    engines: [
      {
        name: 'onnxruntime',
        available,
        device: 'cpu',
        reason: available
          ? `native float64 matrix products; auto takes it from ${NATIVE_FROM} points on`
          : `its native library cannot be loaded: ${native.message}`,
      },
      {
        name: 'portable',
        available: true,
        device: 'cpu',
        reason: available
          ? `TypeScript in float64, the reference; auto takes it below ${NATIVE_FROM} points`
          : 'TypeScript in float64, the reference; auto takes it since no native engine is there',
      },
    ],
    auto: available ? 'onnxruntime' : 'portable',
  };
}
