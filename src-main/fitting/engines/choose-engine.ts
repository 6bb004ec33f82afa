import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { EngineChoice } from '#shared/domain/fit-settings.ts';
import { besideJobs } from '../pause.ts';
import type { DenseEngine, EngineName } from './dense-engine.ts';
import { measureEngines } from './measure-engine.ts';
import { createOnnxruntimeEngine } from './onnxruntime/onnxruntime-engine.ts';
import { portableEngine } from './portable-engine.ts';
import { createTensorflowEngine } from './tensorflow/tensorflow-engine.ts';

/** Whether an engine can be used on this machine, and why (not). */
export interface EngineStatus {
  readonly name: EngineName;
  readonly available: boolean;
  readonly device: string;
  readonly reason: string;
}

/** From this many observations on a native engine is faster than TypeScript (measured: they cross at 200 to 300). */
export const NATIVE_FROM = 256;

/** A trial must find another engine faster than TensorFlow by this factor to prefer it. */
const CLEARLY = 1.25;

/** Environment variable with the number of threads of the native engines; without it, one a core. */
export const THREADS_VARIABLE = 'CONTOURIST_THREADS';

type NativeName = Exclude<EngineName, 'portable'>;

/** How the native engines start; TensorFlow first, since it may have a GPU. */
const CREATE: Readonly<Record<NativeName, (threads: number) => DenseEngine | Promise<DenseEngine>>> = {
  tensorflow: createTensorflowEngine,
  onnxruntime: createOnnxruntimeEngine,
};

const loaded = new Map<NativeName, Promise<DenseEngine | Error>>();

/** A native engine, loaded once; an Error says why it cannot be. */
function load(name: NativeName): Promise<DenseEngine | Error> {
  const known = loaded.get(name);
  if (known) return known;
  const loading = (async () => CREATE[name](threadsWanted()))().catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  loaded.set(name, loading);
  return loading;
}

/** 0 leaves the choice to the native library. */
function threadsWanted(): number {
  const threads = Number(process.env[THREADS_VARIABLE] ?? 0);
  return Number.isSafeInteger(threads) && threads > 0 ? threads : 0;
}

/** The engine of large fits, and why it is that one. */
interface Preference {
  readonly engine: DenseEngine;
  readonly reason: string;
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
  for (const name of Object.keys(CREATE) as NativeName[]) {
    const engine = await load(name);
    if (engine instanceof Error) continue;
    if (engine.device !== 'cpu') return { engine, reason: 'it runs on a GPU', trial: new Map() };
    natives.push(engine);
  }
  if (natives.length === 0)
    return { engine: portableEngine, reason: 'no native engine is there', trial: new Map() };
  if (natives.length === 1)
    return { engine: natives[0], reason: 'the only native one here', trial: new Map() };
  const times = await measureEngines(natives);
  const trial = new Map(natives.map(({ name }, k) => [name, times[k]]));
  const faster = fasterInTrial(trial);
  const engine = natives.find(({ name }) => name === faster) ?? natives[0];
  return { engine, reason: 'the faster native one in a short trial', trial };
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
    if (!(engine instanceof Error)) return engine;
  }
  if (choice === 'portable' || (choice === 'auto' && n < NATIVE_FROM)) return portableEngine;
  if (choice === 'auto') {
    return (await preferred()).engine;
  }
  const engine = await load(choice);
  if (!(engine instanceof Error)) return engine;
  throw new ContouristError('engine.unavailable', `The engine ${choice} cannot run here: ${engine.message}`, {
    hint: 'Use --engine auto, or see `contourist engines`.',
  });
}

/** Every engine with its state on this machine, and the one that `auto` takes for large fits. */
export async function engineStatuses(): Promise<{ engines: EngineStatus[]; auto: EngineName }> {
  const { engine: taken, reason, trial } = await preferred();
  const statusOf = async (name: NativeName, what: string): Promise<EngineStatus> => {
    const engine = await load(name);
    if (engine instanceof Error) return { name, available: false, device: 'cpu', reason: engine.message };
    const time = trial.get(name);
    const notes = [
      what,
      ...(time === undefined ? [] : [`${time.toFixed(0)} ms in a short trial`]),
      ...(name === taken.name ? [`auto takes it from ${NATIVE_FROM} points on: ${reason}`] : []),
    ];
    return { name, available: true, device: engine.device, reason: notes.join('; ') };
  };
  return {
    engines: [
      await statusOf('tensorflow', 'TensorFlow in float64'),
      await statusOf('onnxruntime', 'ONNX Runtime in float64'),
      {
        name: 'portable',
        available: true,
        device: 'cpu',
        reason: `TypeScript in float64, the reference; auto takes it ${
          taken.name === 'portable' ? `always: ${reason}` : `below ${NATIVE_FROM} points`
        }`,
      },
    ],
    auto: taken.name,
  };
}
