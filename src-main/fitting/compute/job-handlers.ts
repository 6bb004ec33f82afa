import { surrogateOfTag } from '#main/surrogates/registry.ts';
import { createSpace } from '#shared/domain/space.ts';
import { diagnoseFit } from '../diagnostics/diagnose-fit.ts';
import { scoreCoordinates } from '../diagnostics/score-coordinates.ts';
import { engineStatuses } from '../engines/choose-engine.ts';
import { computeMetrics } from '../metrics/compute-metrics.ts';
import { predictLimits } from '../metrics/known-points.ts';
import { refineVolume } from '../metrics/refine-volume.ts';
import { runReplay } from '../replay/run-replay.ts';
import { createScan } from '../replay/scan.ts';
import type { JobName, Jobs } from './job-protocol.ts';
import { keptSurrogate } from './kept-surrogates.ts';
import { runExplanation, runProposal } from './run-proposal.ts';

/** What a handler may use besides its input. */
export interface JobContext<Progress> {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

type JobHandlers = {
  readonly [Name in JobName]: (
    input: Jobs[Name]['input'],
    context: JobContext<Jobs[Name]['progress']>,
  ) => Promise<Jobs[Name]['output']>;
};

/** The work behind every job. */
export const jobHandlers: JobHandlers = {
  fit: ({ training, settings, previous }, { signal, report }) =>
    surrogateOfTag(settings.surrogate).fit(training, settings, {
      previous: previous ?? undefined,
      signal,
      onProgress: report,
    }),

  metrics: (input, { signal, report }) => computeMetrics(input, { signal, onProgress: report }),

  refineVolume: (input, { report }) => refineVolume(input, report),

  predict: async ({ source, u, task }) => (await keptSurrogate(source)).predict(u, task),

  level: async ({ source, u, task }) => (await keptSurrogate(source)).level(u, task),

  propose: runProposal,

  predictLimits: async ({ definition, source, task, limits }) =>
    predictLimits(createSpace(definition), await keptSurrogate(source), task, limits),

  diagnose: (input, { signal }) => diagnoseFit(input, signal),

  scoreCoordinates: (input, { signal }) => scoreCoordinates(input, signal),

  explain: runExplanation,

  engines: () => engineStatuses(),

  replay: ({ scan, plan }, { signal, report }) =>
    runReplay(createScan(scan), plan, { signal, onStep: report }),
};
