import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { EngineStatus, TakenByAuto } from '#shared/domain/engine-reason.ts';
import type { EngineChoice } from '#shared/domain/fit-settings.ts';
import { besideJobs } from '../pause.ts';
import type { DenseEngine, EngineName } from './dense-engine.ts';
import { EngineNotLoaded, notLoadable } from './engine-not-loaded.ts';
import { measureEngines } from './measure-engine.ts';
import { createOnnxruntimeEngine } from './onnxruntime/onnxruntime-engine.ts';
import { portableEngine } from './portable-engine.ts';
import { createTensorflowEngine } from './tensorflow/tensorflow-engine.ts';

/** From this many observations on a native engine is faster than TypeScript (measured: they cross at 200 to 300). */
export const NATIVE_FROM = 256;

/** A trial must find another engine faster than TensorFlow by this factor to prefer it. */
const CLEARLY = 1.25;

/** Environment variable with the number of threads of the native engines; without it, one a core. */
export const THREADS_VARIABLE = 'CONTOURIST_THREADS';

type NativeName = Exclude<EngineName, 'portable'>;

/** How a native engine starts, and the package that it comes in. */
interface NativeEngine {
  readonly package: string;
  readonly create: (threads: number) => DenseEngine | Promise<DenseEngine>;
}

/** TensorFlow first, since it may have a GPU. */
const NATIVE: Readonly<Record<NativeName, NativeEngine>> = {
  tensorflow: { package: '@tensorflow/tfjs-node', create: createTensorflowEngine },
  onnxruntime: { package: 'onnxruntime-node', create: createOnnxruntimeEngine },
};

const loaded = new Map<NativeName, Promise<DenseEngine | EngineNotLoaded>>();

/** A native engine, loaded once, or why it cannot be loaded. */
function load(name: NativeName): Promise<DenseEngine | EngineNotLoaded> {
  const known = loaded.get(name);
  if (known) return known;
  const native = NATIVE[name];
  const loading = (async () => native.create(threadsWanted()))().catch((error: unknown) =>
    error instanceof EngineNotLoaded ? error : new EngineNotLoaded([notLoadable(native.package, error)]),
  );
  loaded.set(name, loading);
  return loading;
}

/** 0 leaves the choice to the native library. */
function threadsWanted(): number {
  const threads = Number(process.env[THREADS_VARIABLE] ?? 0);
  return Number.isSafeInteger(threads) && threads > 0 ? threads : 0;
}

type Because = Exclude<TakenByAuto, { code: 'below' }>['because'];

/** The engine of large fits, and why it is that one. */
interface Preference {
  readonly engine: DenseEngine;
  readonly because: Because;
  /** Milliseconds of the trial, where there was one. */
  readonly trial: ReadonlyMap<EngineName, number>;
}

let preference: Promise<Preference> | undefined;

function preferred(): Promise<Preference> {
  preference ??= besideJobs(findPreference);
  return preference;
}

/** A GPU where there is one, else whichever native engine is faster in a short trial, else TypeScript. */
async function findPreference(): Promise<Preference> {
  const natives: DenseEngine[] = [];
  for (const name of Object.keys(NATIVE) as NativeName[]) {
    const engine = await load(name);
    if (engine instanceof EngineNotLoaded) continue;
    if (engine.device !== 'cpu') return { engine, because: 'gpu', trial: new Map() };
    natives.push(engine);
  }
  if (natives.length === 0) return { engine: portableEngine, because: 'no-native', trial: new Map() };
  if (natives.length === 1) return { engine: natives[0], because: 'only-native', trial: new Map() };
  const times = await measureEngines(natives);
  const trial = new Map(natives.map(({ name }, k) => [name, times[k]]));
  const faster = fasterInTrial(trial);
  const engine = natives.find(({ name }) => name === faster) ?? natives[0];
  return { engine, because: 'faster-in-trial', trial };
}

/**
 * The engine that a trial prefers. TensorFlow builds the covariance with all cores too, so it is given the benefit of a
 * trial on a busy machine: another one must be faster by the factor 1.25.
 *
 * @param trial milliseconds by engine, of two or more
 */
export function fasterInTrial(trial: ReadonlyMap<EngineName, number>): EngineName {
  const weighed = Array.from(trial, ([name, ms]) => ({
    name,
    ms: name === 'tensorflow' ? ms / CLEARLY : ms,
  }));
  return weighed.reduce((best, other) => (other.ms < best.ms ? other : best)).name;
}

/** What the user prefers to `auto`'s own choice. */
let preferredByUser: EngineChoice = 'auto';

/** Says which engine `auto` takes from now on in this process; `auto` for its own choice. */
export function preferEngine(choice: EngineChoice): void {
  preferredByUser = choice;
}

/**
 * The engine for a fit of n observations. Where the choice is left open, the one that the user prefers; where that one
 * cannot run here, or none is preferred, TypeScript for few observations and the native one that is faster for many.
 *
 * @throws ContouristError `engine.unavailable` where an engine asked for by name cannot be loaded
 */
export async function chooseEngine(choice: EngineChoice, n: number): Promise<DenseEngine> {
  if (choice === 'auto' && preferredByUser !== 'auto') {
    if (preferredByUser === 'portable') return portableEngine;
    const engine = await load(preferredByUser);
    if (!(engine instanceof EngineNotLoaded)) return engine;
  }
  if (choice === 'portable' || (choice === 'auto' && n < NATIVE_FROM)) return portableEngine;
  if (choice === 'auto') {
    return (await preferred()).engine;
  }
  const engine = await load(choice);
  if (!(engine instanceof EngineNotLoaded)) return engine;
  throw new ContouristError('engine.unavailable', `The engine ${choice} cannot run here: ${engine.message}`, {
    hint: 'Use --engine auto, or see `contourist engines`.',
  });
}

/** Every engine with its state on this machine, and the one that `auto` takes for large fits. */
export async function engineStatuses(): Promise<{ engines: EngineStatus[]; auto: EngineName }> {
  const { engine: taken, because, trial } = await preferred();
  const takenByAuto = (name: EngineName): TakenByAuto | null => {
    if (because === 'no-native') return name === 'portable' ? { code: 'always', because } : null;
    if (name === 'portable') return { code: 'below', observations: NATIVE_FROM };
    return name === taken.name ? { code: 'from', observations: NATIVE_FROM, because } : null;
  };
  const statusOf = async (name: EngineName): Promise<EngineStatus> => {
    const engine = name === 'portable' ? portableEngine : await load(name);
    if (engine instanceof EngineNotLoaded) {
      const { problems } = engine;
      return { name, available: false, device: 'cpu', reason: { code: 'unavailable', problems } };
    }
    const reason = {
      code: 'available' as const,
      trialMs: trial.get(name) ?? null,
      auto: takenByAuto(name),
    };
    return { name, available: true, device: engine.device, reason };
  };
  const names: EngineName[] = [...(Object.keys(NATIVE) as NativeName[]), 'portable'];
  return { engines: await Promise.all(names.map(statusOf)), auto: taken.name };
}
