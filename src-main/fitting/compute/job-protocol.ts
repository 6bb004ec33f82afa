import type { ReplayRun, ReplayStep } from '#shared/contract/replay.ts';
import type { Blame, FilePosition } from '#shared/domain/contourist-error.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import type { FittedModel } from '../fitted-model.ts';
import type { Task } from '../gaussian-process/posterior.ts';
import type { TrainingSet } from '../gaussian-process/training-set.ts';
import type { FitProgress } from '../objective.ts';
import type { ReplayPlan } from '../replay/run-replay.ts';
import type { ScanData } from '../replay/scan.ts';

/** A fitted process in the form that travels: what its posterior is made of. */
export interface ProcessSource {
  readonly training: TrainingSet;
  readonly model: FittedModel;
}

/** Every job: what goes in, what comes out, what is said on the way. All of it survives structured cloning. */
export interface Jobs {
  fit: {
    input: {
      readonly training: TrainingSet;
      readonly settings: FitSettings;
      readonly previous: FittedModel | null;
    };
    output: FittedModel;
    progress: FitProgress;
  };
  predict: {
    input: { readonly source: ProcessSource; readonly u: Float64Array; readonly task: Task };
    output: { readonly mean: Float64Array; readonly variance: Float64Array };
    progress: never;
  };
  replay: {
    input: { readonly scan: ScanData; readonly plan: ReplayPlan };
    output: ReplayRun;
    progress: ReplayStep;
  };
}

export type JobName = keyof Jobs;

/** To the compute process. */
export type Request =
  | {
      readonly kind: 'run';
      readonly id: number;
      readonly job: JobName;
      readonly input: Jobs[JobName]['input'];
    }
  | { readonly kind: 'cancel'; readonly id: number };

/** From the compute process. */
export type Reply =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Jobs[JobName]['progress'] }
  | { readonly kind: 'done'; readonly id: number; readonly output: Jobs[JobName]['output'] }
  | { readonly kind: 'cancelled'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ClonedError };

/** An error without its prototype, which structured cloning drops. */
export interface ClonedError {
  readonly code: string;
  readonly message: string;
  readonly blame: Blame;
  readonly position?: FilePosition | undefined;
  readonly hint?: string | undefined;
  readonly stack?: string | undefined;
}
