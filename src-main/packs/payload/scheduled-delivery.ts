import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Options } from '#shared/domain/options.ts';
import type { Handle, PointStatus, SystemDelivery } from '../pack.ts';
import { collectPoints, forgetOutcome, statusByOutcome } from './collect-points.ts';

/** Points that go out in one call of the system's submit program. */
export interface Round {
  /** From 1, in the order of submission: the last round that names a point is the one that counts. */
  readonly number: number;
  readonly ids: readonly string[];
}

/** A round with the number that the system gave it. */
export interface SubmittedRound extends Round {
  readonly job: string;
}

/** A system with a queue, as the packs' payload needs it. */
export interface Scheduler<Settings extends Options> {
  /** Its name, for reasons of failures: `Slurm`. */
  readonly title: string;
  /** How many points go out in one round at most. */
  roundSize(settings: Settings): number;
  /**
   * Submits a round, whose jobs carry the token and the round's number. @returns the number that the system gave it
   *
   * @throws ContouristError `pack.submit_failed`, `pack.unreachable`
   */
  submit(folder: string, token: string, round: Round, settings: Settings): Promise<string>;
  /**
   * The numbers of those rounds whose jobs the system knows, by round.
   *
   * @throws ContouristError `pack.unreachable`
   */
  find(token: string, rounds: readonly Round[], signal?: AbortSignal): Promise<ReadonlyMap<number, string>>;
  /**
   * Asks the queue now, and says later how each point stands that has left no outcome: a job that ends in between has left
   * its outcome by then.
   *
   * @returns a function of those points; one that it leaves out ended in a way that the system does not tell
   * @throws ContouristError `pack.unreachable`
   */
  ask(
    token: string,
    rounds: readonly SubmittedRound[],
    signal?: AbortSignal,
  ): Promise<(ids: readonly string[]) => Promise<ReadonlyMap<string, PointStatus>>>;
  /** Ends what still waits or runs. @throws ContouristError `pack.unreachable` */
  cancel(token: string, rounds: readonly SubmittedRound[], signal?: AbortSignal): Promise<void>;
  /**
   * Takes failed points out of the queue before they are submitted again; left out by systems that keep none there.
   *
   * @throws ContouristError `pack.unreachable`
   */
  release?(token: string, ids: readonly string[], signal?: AbortSignal): Promise<void>;
}

/** Where a submission stands, beside its files. */
const submissionSchema = z.object({
  /** Part of what the jobs are called, by which they are found where the program ended before it knew their numbers. */
  token: z.string(),
  rounds: z.array(z.object({ ids: z.array(z.string()), job: z.string().nullable() })),
});

type Submission = z.output<typeof submissionSchema>;

/**
 * The way there and back by a system with a queue. What is to be submitted is written into `submission.json` before each
 * call of the submit program and the number of its jobs after it; in between the token tells whether it had run. So
 * nothing is submitted twice, wherever the program ends.
 *
 * @param settingsSchema reads the settings back from a handle
 */
export function scheduledDelivery<
  Settings extends Options & { readonly result: string; readonly cores: number },
>(scheduler: Scheduler<Settings>, settingsSchema: z.ZodType<Settings>): SystemDelivery<Settings> {
  const handleSchema = z.object({ folder: z.string(), ids: z.array(z.string()), settings: settingsSchema });
  const handleOf = (handle: Handle) => handleSchema.parse(handle);
  const lostReason = `it ended without an outcome, and ${scheduler.title} does not say how`;

  const standOf = async (
    folder: string,
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<PointStatus[]> => {
    // The list of a folder brings a network file system up to date.
    readdirSync(join(folder, 'points'));
    const submission = readSubmission(folder);
    const rounds = submission === null ? [] : submittedRounds(submission);
    const statusOfLost = submission && (await scheduler.ask(submission.token, rounds, signal));
    const byOutcome = new Map(ids.map((id) => [id, statusByOutcome(folder, id)]));
    const open = ids.filter((id) => byOutcome.get(id) === null);
    const asked =
      open.length === 0 || !statusOfLost ? new Map<string, PointStatus>() : await statusOfLost(open);
    return ids.map((id) => byOutcome.get(id) ?? asked.get(id) ?? { id, state: 'failed', reason: lostReason });
  };

  const submitPending = async (
    folder: string,
    submission: Submission,
    settings: Settings,
    signal?: AbortSignal,
  ): Promise<void> => {
    const rounds = submission.rounds.map((round) => ({ ...round }));
    const pending = rounds.flatMap((round, index) =>
      round.job === null ? [{ round, asRound: { number: index + 1, ids: round.ids } }] : [],
    );
    if (pending.length === 0) return;
    const { token } = submission;
    const wasWritten = existsSync(submissionPath(folder));
    writeSubmission(folder, { token, rounds });
    const known = wasWritten
      ? await scheduler.find(
          token,
          pending.map(({ asRound }) => asRound),
          signal,
        )
      : new Map<number, string>();
    for (const { round, asRound } of pending) {
      // From here to the number there is no way back: a signal is obeyed between two rounds.
      signal?.throwIfAborted();
      round.job = known.get(asRound.number) ?? (await scheduler.submit(folder, token, asRound, settings));
      writeSubmission(folder, { token, rounds });
    }
  };

  return {
    kind: 'system',
    async submit(folder, { points }, settings, { signal }) {
      const ids = points.map(({ id }) => id);
      const submission = readSubmission(folder) ?? {
        token: randomBytes(8).toString('hex'),
        rounds: roundsOf(ids, scheduler.roundSize(settings)),
      };
      await submitPending(folder, submission, settings, signal);
      return { folder, ids, settings };
    },
    async status(handle, { signal }) {
      const { folder, ids } = handleOf(handle);
      return standOf(folder, ids, signal);
    },
    async collect(handle, work) {
      const { folder, ids, settings } = handleOf(handle);
      const stand = await standOf(folder, ids, work.signal);
      const failed = stand.filter(({ state }) => state === 'failed');
      const lost = new Map(failed.map(({ id, reason }) => [id, reason ?? lostReason]));
      return collectPoints({ folder, ids, result: settings.result, cores: settings.cores, lost }, work);
    },
    async resubmit(handle, ids, { signal }) {
      const { folder, settings } = handleOf(handle);
      const before = readSubmission(folder);
      if (before === null) {
        throw new ContouristError('pack.submit_failed', `Nothing was submitted from ${folder}.`);
      }
      // A resubmission that was cut off is finished first: its points are on their way then.
      await submitPending(folder, before, settings, signal);
      const submission = readSubmission(folder) ?? before;
      const stand = await standOf(folder, ids, signal);
      const again = stand
        .filter(({ state }) => state === 'failed' || state === 'finished')
        .map(({ id }) => id);
      if (again.length === 0) return handle;
      for (const id of again) forgetOutcome(folder, id);
      await scheduler.release?.(submission.token, again, signal);
      const added = roundsOf(again, scheduler.roundSize(settings));
      await submitPending(
        folder,
        { ...submission, rounds: [...submission.rounds, ...added] },
        settings,
        signal,
      );
      return handle;
    },
    async cancel(handle, { signal }) {
      const { folder } = handleOf(handle);
      const submission = readSubmission(folder);
      if (submission === null) return;
      await scheduler.cancel(submission.token, submittedRounds(submission), signal);
    },
  };
}

const submissionPath = (folder: string): string => join(folder, 'submission.json');

function readSubmission(folder: string): Submission | null {
  if (!existsSync(submissionPath(folder))) return null;
  return submissionSchema.parse(JSON.parse(readFileSync(submissionPath(folder), 'utf8')));
}

const writeSubmission = (folder: string, submission: Submission): void =>
  writeFileAtomically(submissionPath(folder), `${JSON.stringify(submission, null, 2)}\n`);

const submittedRounds = ({ rounds }: Submission): SubmittedRound[] =>
  rounds.flatMap(({ ids, job }, index) => (job === null ? [] : [{ number: index + 1, ids, job }]));

const roundsOf = (ids: readonly string[], size: number): Submission['rounds'] =>
  chunksOf(ids, size).map((chunk) => ({ ids: chunk, job: null }));

/** Ids in lists of a length, the last one shorter. */
export function chunksOf(ids: readonly string[], size: number): string[][] {
  const count = Math.ceil(ids.length / size);
  return Array.from({ length: count }, (_, index) => ids.slice(index * size, (index + 1) * size));
}
