import { randomUUID } from 'node:crypto';
import { CANCELLED, toWireError } from '#shared/contract/errors.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import type { MethodName } from '#shared/contract/methods.ts';
import {
  isInBackground,
  type Job,
  type JobKind,
  type JobPhase,
} from '#shared/contract/program/program-methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { type JobWork, jobTitle } from '#shared/domain/job-work.ts';

/** What a running job says of itself; left out means as before. */
export interface JobReport {
  readonly work?: JobWork;
  /** What it is at: the phases of its kind of work. */
  readonly phase?: JobPhase;
  /** Null where there is no step to count any more. */
  readonly step?: number | null;
  /** Where it is known how many there are. */
  readonly steps?: number;
  /** The share of the whole job that is done. */
  readonly share?: number;
  /** Evaluations of −log L since the last report. */
  readonly trace?: Job['trace'];
}

export interface JobRequest {
  readonly campaignId: string;
  readonly kind: JobKind;
  readonly work: JobWork;
  /** The call that asked for it, kept to offer it again. */
  readonly request: { readonly method: MethodName; readonly input: unknown };
  run(job: { readonly signal: AbortSignal; report(report: JobReport): void }): Promise<unknown>;
}

/** Windows are told of progress at most this often. */
const TELL_EVERY_MS = 100;

/** Ended jobs of one campaign that are kept, for windows that come later. */
const MOST_ENDED = 20;

interface Entry {
  job: Job;
  readonly controller: AbortController;
  tellTimer: NodeJS.Timeout | undefined;
  readonly ended: Promise<void>;
}

/**
 * Long work on campaigns, one at a time in each, and beside it what stands back in the background. Jobs belong to the core:
 * windows come, go and find them again.
 */
export class Jobs {
  readonly #entries = new Map<string, Entry>();
  readonly #emit: (event: CoreEvent) => void;

  constructor(emit: (event: CoreEvent) => void) {
    this.#emit = emit;
  }

  /**
   * Starts a job and returns at once.
   *
   * @throws ContouristError `job.busy` while another one runs on the campaign; in the background there is always room
   */
  start({ campaignId, kind, work, request, run }: JobRequest): { jobId: string } {
    const running = isInBackground({ kind }) ? undefined : this.running(campaignId);
    if (running) {
      throw new ContouristError('job.busy', `${jobTitle(running.work)} is still running.`, {
        blame: 'usage',
        hint: 'Wait for it or cancel it.',
      });
    }
    const id = randomUUID();
    const controller = new AbortController();
    const job: Job = {
      id,
      campaignId,
      kind,
      work,
      state: 'running',
      startedAt: new Date().toISOString(),
      endedAt: null,
      progress: { phase: null, step: null, steps: null, share: null, secondsLeft: null },
      trace: [],
      request,
      error: null,
      result: null,
    };
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    this.#entries.set(id, { job, controller, tellTimer: undefined, ended });
    this.#tell(id);
    const report = (reported: JobReport) => this.#report(id, reported);
    // A turn later, so that whatever fails first thing fails the job and not the call that started it.
    Promise.resolve()
      .then(() => run({ signal: controller.signal, report }))
      .then(
        (result) => this.#end(id, { state: 'done', result: result ?? null }),
        (error) => this.#end(id, endOf(error, controller.signal)),
      )
      .finally(end);
    return { jobId: id };
  }

  /** The job that runs on a campaign, and that others wait for. */
  running(campaignId: string): Job | undefined {
    return this.list(campaignId).find((job) => job.state === 'running' && !isInBackground(job));
  }

  /** Oldest first. */
  list(campaignId: string): Job[] {
    return Array.from(this.#entries.values(), ({ job }) => job).filter(
      (job) => job.campaignId === campaignId,
    );
  }

  /** The job that runs in the background of a campaign. */
  inBackground(campaignId: string): Job | undefined {
    return this.list(campaignId).find((job) => job.state === 'running' && isInBackground(job));
  }

  /** Cancels what runs in the background of a campaign, and waits for its end. */
  async endBackground(campaignId: string): Promise<void> {
    for (const { job, controller, ended } of this.#entries.values()) {
      if (job.campaignId !== campaignId || job.state !== 'running' || !isInBackground(job)) continue;
      controller.abort();
      await ended;
    }
  }

  /** @throws ContouristError `job.unknown` */
  cancel(jobId: string): void {
    this.#entry(jobId).controller.abort();
  }

  /**
   * Forgets a job that has ended.
   *
   * @throws ContouristError `job.unknown`
   */
  dismiss(jobId: string): void {
    const { job } = this.#entry(jobId);
    if (job.state === 'running') return;
    this.#entries.delete(jobId);
    this.#emit({ name: 'job.dismissed', campaignId: job.campaignId, jobId });
  }

  /** Cancels the campaign's job, waits for its end, and forgets all of its jobs. */
  async closeCampaign(campaignId: string): Promise<void> {
    for (const [id, { job, controller, ended }] of this.#entries) {
      if (job.campaignId !== campaignId) continue;
      controller.abort();
      await ended;
      this.#entries.delete(id);
    }
  }

  #entry(jobId: string): Entry {
    const entry = this.#entries.get(jobId);
    if (entry) return entry;
    throw new ContouristError('job.unknown', 'There is no such job any more.', { blame: 'usage' });
  }

  #report(id: string, { work, phase, step, steps, share, trace }: JobReport): void {
    const entry = this.#entries.get(id);
    if (entry?.job.state !== 'running') return;
    const { progress } = entry.job;
    const done = share ?? progress.share;
    entry.job = {
      ...entry.job,
      work: work ?? entry.job.work,
      progress: {
        phase: phase ?? progress.phase,
        step: step === undefined ? progress.step : step,
        steps: steps ?? progress.steps,
        share: done,
        secondsLeft: secondsLeft(entry.job.startedAt, done),
      },
      trace: trace ? [...entry.job.trace, ...trace] : entry.job.trace,
    };
    entry.tellTimer ??= setTimeout(() => this.#tell(id), TELL_EVERY_MS);
  }

  #end(id: string, outcome: Pick<Job, 'state'> & Partial<Pick<Job, 'error' | 'result'>>): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.job = { ...entry.job, ...outcome, endedAt: new Date().toISOString() };
    this.#tell(id);
    this.#letOldOnesGo(entry.job.campaignId);
  }

  /** Refinements end by the hundred in a long session, each with its result. */
  #letOldOnesGo(campaignId: string): void {
    const ended = this.list(campaignId).filter(({ state }) => state !== 'running');
    for (const { id } of ended.slice(0, -MOST_ENDED)) this.dismiss(id);
  }

  #tell(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    clearTimeout(entry.tellTimer);
    entry.tellTimer = undefined;
    this.#emit({ name: 'job.changed', job: entry.job });
  }
}

function endOf(error: unknown, signal: AbortSignal): Pick<Job, 'state' | 'error'> {
  const wire = toWireError(error, 'job.failed');
  if (signal.aborted || wire.code === CANCELLED) return { state: 'cancelled', error: null };
  return { state: 'failed', error: wire };
}

/** By the pace so far; null until there is one. */
function secondsLeft(startedAt: string, share: number | null): number | null {
  if (share === null || share < 0.02) return null;
  const seconds = (Date.now() - Date.parse(startedAt)) / 1000;
  return (seconds * (1 - share)) / share;
}
