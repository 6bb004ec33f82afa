import type { FitProgress, Prediction, SurrogateSource } from '#main/surrogates/surrogate.ts';
import type { WireError } from '#shared/contract/errors.ts';
import type { ReplayRun, ReplayStep } from '#shared/contract/replays/replay.ts';
import type { AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { EngineStatus } from '#shared/domain/engine-reason.ts';
import type { FailureModel } from '#shared/domain/failure-region.ts';
import type { EngineChoice, FitSettings } from '#shared/domain/fit-settings.ts';
import type { MetricRow } from '#shared/domain/metric.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { StoredModel } from '#shared/domain/surrogate.ts';
import type { ProposalPhase, ShareOfPhase } from '#shared/domain/work-phase.ts';
import type { PointReasons, Proposal } from '../acquisition/proposal.ts';
import type { Diagnosis, DiagnosisInput } from '../diagnostics/diagnose-fit.ts';
import type { CoordinatesToScore } from '../diagnostics/score-coordinates.ts';
import type { EngineName } from '../engines/dense-engine.ts';
import type { Task } from '../gaussian-process/posterior.ts';
import type { TrainingSet } from '../gaussian-process/training-set.ts';
import type { JudgingProgress } from '../metrics/compute-metrics.ts';
import type { Judged } from '../metrics/known-points.ts';
import type { KnownLimits, MetricsInput, RefinementInput } from '../metrics/metrics-input.ts';
import type { ReplayPlan } from '../replay/run-replay.ts';
import type { ScanData } from '../replay/scan.ts';

/** Every job: what goes in, what comes out, what is said on the way. All of it survives structured cloning. */
export interface Jobs {
  /** A model for each quantity of the training set. */
  fit: {
    input: {
      readonly training: TrainingSet;
      readonly settings: FitSettings;
      readonly previous: StoredModel | null;
    };
    output: readonly StoredModel[];
    progress: FitProgress;
  };
  /** All that an iteration is judged by; the volume metrics of large fits are first figures. */
  metrics: {
    input: MetricsInput;
    output: MetricRow[];
    progress: JudgingProgress;
  };
  /** The volume metrics on all of their points. Stands back for every other job of the process. */
  refineVolume: {
    input: RefinementInput;
    output: MetricRow[];
    progress: ShareOfPhase<'volume'>;
  };
  predict: {
    input: {
      readonly source: SurrogateSource;
      readonly u: Float64Array;
      readonly task: Task;
    };
    output: Prediction;
    progress: never;
  };
  /** The function whose zero is the contour, which costs a fraction of a prediction. */
  level: {
    input: Jobs['predict']['input'];
    output: Float64Array;
    progress: never;
  };
  propose: {
    input: ProposalRequest;
    output: Proposal;
    progress: ShareOfPhase<ProposalPhase>;
  };
  /** What a fit says of known limits, the noise of their task included. */
  predictLimits: {
    input: {
      readonly definition: CampaignDefinition;
      readonly source: SurrogateSource;
      readonly task: Task;
      readonly limits: KnownLimits;
    };
    output: Judged;
    progress: never;
  };
  diagnose: {
    input: DiagnosisInput;
    output: Diagnosis;
    progress: never;
  };
  /** ln density of each left-out limit, in the coordinates of the training set. */
  scoreCoordinates: {
    input: CoordinatesToScore;
    output: Float64Array;
    progress: never;
  };
  explain: {
    input: ExplanationRequest;
    output: PointReasons[];
    progress: never;
  };
  /** Loads the native libraries, which holds up a process for seconds. */
  engines: {
    input: null;
    output: { readonly engines: readonly EngineStatus[]; readonly auto: EngineName };
    progress: never;
  };
  replay: {
    input: { readonly scan: ScanData; readonly plan: ReplayPlan };
    output: ReplayRun;
    progress: ReplayStep;
  };
}

/** A batch to choose, with everything it depends on. */
export interface ProposalRequest {
  readonly definition: CampaignDefinition;
  readonly sources: readonly { readonly quantity: Quantity; readonly source: SurrogateSource }[];
  /** The fidelity at which the points will be evaluated. */
  readonly task: Task;
  /** v of points that nothing is proposed near: measured, failed and vetoed ones, n × d. */
  readonly known: Float64Array;
  /** v of points whose result is still to come, m × d. */
  readonly pending: Float64Array;
  readonly size: number;
  readonly method: AcquisitionMethod;
  /** How likely evaluations fail; null where that has no say. */
  readonly failures: FailureModel | null;
  readonly seed: number;
}

/** Points that somebody else chose, to be given the reasons of proposed ones. */
export interface ExplanationRequest extends Omit<ProposalRequest, 'size' | 'method'> {
  /** θ of the points. */
  readonly points: readonly Float64Array[];
}

export type JobName = keyof Jobs;

/** Jobs that nobody waits for: they rest while any other job of the process runs. */
export const BACKGROUND_JOBS: readonly JobName[] = ['refineVolume'];

/** To the compute process. */
export type Request =
  | {
      readonly kind: 'run';
      readonly id: number;
      readonly job: JobName;
      readonly input: Jobs[JobName]['input'];
      /** What the job takes where nothing names an engine. */
      readonly preferredEngine: EngineChoice;
    }
  | { readonly kind: 'cancel'; readonly id: number };

/** From the compute process. */
export type Reply =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Jobs[JobName]['progress'] }
  | { readonly kind: 'done'; readonly id: number; readonly output: Jobs[JobName]['output'] }
  | { readonly kind: 'cancelled'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: WireError };
