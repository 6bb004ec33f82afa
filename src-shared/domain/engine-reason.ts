import { z } from 'zod';

/** What keeps a native engine from running on this machine. `detail` is the loader's own message. */
const engineProblemSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('not-installed'), package: z.string() }),
  z.object({ code: z.literal('no-native-library'), package: z.string() }),
  z.object({ code: z.literal('not-loadable'), package: z.string(), detail: z.string() }),
]);

/** Why `auto` takes an engine: `always` or from or below a number of observations. */
const takenByAutoSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('below'), observations: z.int() }),
  z.object({
    code: z.literal('from'),
    observations: z.int(),
    because: z.enum(['gpu', 'only-native', 'faster-in-trial']),
  }),
  z.object({ code: z.literal('always'), because: z.literal('no-native') }),
]);

/** Whether an engine runs on this machine, and what `auto` takes it for. */
const engineReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('unavailable'), problems: z.array(engineProblemSchema).readonly() }),
  z.object({
    code: z.literal('available'),
    /** Duration of the trial that chose between the native engines; null where there was none. */
    trialMs: z.number().nullable(),
    /** null where `auto` does not take it. */
    auto: takenByAutoSchema.nullable(),
  }),
]);

export const engineStatusSchema = z.object({
  name: z.enum(['tensorflow', 'onnxruntime', 'portable']),
  available: z.boolean(),
  /** `cpu` or the name of a GPU. */
  device: z.string(),
  reason: engineReasonSchema,
});

export type EngineProblem = Readonly<z.infer<typeof engineProblemSchema>>;
export type TakenByAuto = Readonly<z.infer<typeof takenByAutoSchema>>;
export type EngineStatus = Readonly<z.infer<typeof engineStatusSchema>>;

const WHAT: Readonly<Record<EngineStatus['name'], string>> = {
  tensorflow: 'TensorFlow in float64',
  onnxruntime: 'ONNX Runtime in float64',
  portable: 'TypeScript in float64, the reference',
};

const BECAUSE = {
  gpu: 'it runs on a GPU',
  'only-native': 'the only native engine here',
  'faster-in-trial': 'the faster native engine in a short trial',
  'no-native': 'no native engine is available',
} as const;

/** `ONNX Runtime in float64; 12 ms in a short trial; auto takes it from 256 points on: …`: reads after the engine's name. */
export function engineReasonText({ name, reason }: Pick<EngineStatus, 'name' | 'reason'>): string {
  if (reason.code === 'unavailable') return engineProblemsText(reason.problems);
  return [
    WHAT[name],
    ...(reason.trialMs === null ? [] : [`${reason.trialMs.toFixed(0)} ms in a short trial`]),
    ...(reason.auto === null ? [] : [takenByAutoText(reason.auto)]),
  ].join('; ');
}

/** `@tensorflow/tfjs-node is not installed (it is optional)`, one clause per problem. */
export function engineProblemsText(problems: readonly EngineProblem[]): string {
  return problems.map(problemText).join('; ');
}

function problemText(problem: EngineProblem): string {
  if (problem.code === 'not-installed') return `${problem.package}, an optional package, is not installed`;
  if (problem.code === 'no-native-library') {
    return `${problem.package} is installed without its native library: npm run tensorflow fetches or builds it`;
  }
  return `the native library of ${problem.package} cannot be loaded (${problem.detail})`;
}

function takenByAutoText(auto: TakenByAuto): string {
  if (auto.code === 'below') return `auto takes it below ${auto.observations} points`;
  if (auto.code === 'always') return `auto takes it always: ${BECAUSE[auto.because]}`;
  return `auto takes it from ${auto.observations} points on: ${BECAUSE[auto.because]}`;
}
