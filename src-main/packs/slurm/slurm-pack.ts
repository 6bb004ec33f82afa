import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Pack, PointStatus } from '../pack.ts';
import { collectPoints, failureOf, forgetOutcome, outcomeOf } from '../payload/collect-points.ts';
import { imageOption, payloadOptions, resourceOptions } from '../payload/payload.ts';
import { folderOf, payloadFiles } from '../payload/payload-files.ts';
import { complaintOf, runProgram } from '../payload/run-program.ts';
import { shellQuoted } from '../payload/shell.ts';
import {
  type EndedTask,
  endedTasks,
  liveTasks,
  submittedJobs,
  type TaskKey,
  taskKey,
} from './slurm-queue.ts';

/** One value of an `#SBATCH` line. */
const word = (description: string) =>
  z
    .string()
    .trim()
    .regex(/^[\w.,:@+/=-]*$/, 'letters, digits and .,:@+/=-_ alone')
    .default('')
    .describe(description);

const options = z.strictObject({
  ...payloadOptions,
  ...resourceOptions,
  partition: word('partition; empty for the default one'),
  account: word('account that the time is charged to; empty for the default one'),
  image: imageOption,
  atOnce: z
    .int()
    .min(0)
    .default(0)
    .describe('how many points run at the same time; 0 for as many as the system allows'),
  arraySize: z
    .int()
    .min(1)
    .max(4_000_000)
    .default(1000)
    .describe('points in one job array, at most MaxArraySize − 1'),
});

type Settings = z.output<typeof options>;

/** Where a submission stands, beside its files: written before and after each call of sbatch. */
const submissionSchema = z.object({
  /** Part of the jobs' names, by which they are found again where the program ended before it knew their numbers. */
  token: z.string(),
  /** How many tasks of an array run at the same time; 0 for any number. */
  atOnce: z.int(),
  /** In the order of submission: the last that names a point is the one that counts. */
  arrays: z.array(z.object({ ids: z.array(z.string()), list: z.string(), job: z.string().nullable() })),
});

type Submission = z.output<typeof submissionSchema>;

const handleSchema = z.object({
  folder: z.string(),
  result: z.string(),
  cores: z.int(),
  ids: z.array(z.string()),
});

/** Job arrays of Slurm, on a file system that the nodes share. */
export const slurmPack: Pack<Settings> = {
  id: 'slurm',
  title: 'Slurm',
  description: 'job arrays, on a shared file system',
  options,
  async files(batch, settings, work) {
    const folder = folderOf(batch);
    const run = { timeoutSeconds: null, retries: 0, wrapper: wrapperOf(settings) };
    const chunks = chunksOf(
      batch.points.map(({ id }) => id),
      settings.arraySize,
    );
    return [
      ...payloadFiles(batch, settings, run, README, work),
      {
        name: `${folder}/job.sh`,
        mediaType: 'text/x-shellscript',
        content: jobScript(settings),
        mode: 0o755,
      },
      {
        name: `${folder}/submit.sh`,
        mediaType: 'text/x-shellscript',
        content: submitScript(chunks, settings),
        mode: 0o755,
      },
      ...chunks.map((ids, index) => ({
        name: `${folder}/array-${index + 1}.txt`,
        mediaType: 'text/plain',
        content: lines(ids),
      })),
    ];
  },
  delivery: {
    kind: 'system',
    async submit(folder, { points }, settings, { signal }) {
      const ids = points.map(({ id }) => id);
      const submission = readSubmission(folder) ?? {
        token: randomBytes(6).toString('hex'),
        atOnce: settings.atOnce,
        arrays: chunksOf(ids, settings.arraySize).map((chunk, index) => pendingArray(chunk, index + 1)),
      };
      await submitPending(folder, submission, signal);
      return { folder, result: settings.result, cores: settings.cores, ids };
    },
    async status(handle, { signal }) {
      const { folder, ids } = handleSchema.parse(handle);
      return standOf(folder, ids, signal);
    },
    async collect(handle, work) {
      const { folder, ids, result, cores } = handleSchema.parse(handle);
      const stand = await standOf(folder, ids, work.signal);
      const failed = stand.filter(({ state }) => state === 'failed');
      const lost = new Map(failed.map(({ id, reason }) => [id, reason ?? LOST]));
      return collectPoints({ folder, ids, result, cores, lost }, work);
    },
    async resubmit(handle, ids, { signal }) {
      const { folder } = handleSchema.parse(handle);
      const before = readSubmission(folder);
      if (before === null) throw noSubmission(folder);
      // A resubmission that was cut off is finished first: its points are on their way then.
      await submitPending(folder, before, signal);
      const stand = await standOf(folder, ids, signal);
      const again = stand
        .filter(({ state }) => state === 'failed' || state === 'finished')
        .map(({ id }) => id);
      if (again.length === 0) return handle;
      for (const id of again) forgetOutcome(folder, id);
      const size = Math.max(...before.arrays.map((array) => array.ids.length));
      const added = chunksOf(again, size).map((chunk, index) =>
        pendingArray(chunk, before.arrays.length + index + 1),
      );
      await submitPending(folder, { ...before, arrays: [...before.arrays, ...added] }, signal);
      return handle;
    },
    async cancel(handle, { signal }) {
      const { folder } = handleSchema.parse(handle);
      const jobs = readSubmission(folder)?.arrays.flatMap(({ job }) => job ?? []) ?? [];
      if (jobs.length === 0) return;
      const said = await runProgram('scancel', jobs, { signal });
      if (said.status !== 0) throw new ContouristError('pack.unreachable', `scancel: ${complaintOf(said)}`);
    },
  },
};

const LOST = 'it ended without an outcome, and Slurm does not say how';

/** An array that is not submitted yet. */
const pendingArray = (ids: readonly string[], number: number): Submission['arrays'][number] => ({
  ids: [...ids],
  list: `array-${number}.txt`,
  job: null,
});

/**
 * Submits the arrays without a job, one call of sbatch each. What is to be submitted is written before, and the number of
 * the job after; in between the job's name, which has a random part, tells whether sbatch had run.
 *
 * @throws ContouristError `pack.submit_failed`, `pack.unreachable`
 */
async function submitPending(folder: string, submission: Submission, signal?: AbortSignal): Promise<void> {
  const arrays = submission.arrays.map((array) => ({ ...array }));
  const nameOf = ({ list }: { readonly list: string }) =>
    `contourist-${submission.token}-${list.replace('.txt', '')}`;
  const pending = arrays.filter(({ job }) => job === null);
  if (pending.length === 0) return;
  const wasWritten = existsSync(submissionPath(folder));
  mkdirSync(join(folder, 'logs'), { recursive: true });
  for (const { list, ids } of pending) writeFileAtomically(join(folder, list), lines(ids));
  writeSubmission(folder, { ...submission, arrays });
  const known = wasWritten ? await submittedJobs(pending.map(nameOf), signal) : new Map<string, string>();
  for (const array of pending) {
    // From here to the number there is no way back: a signal is obeyed between two arrays.
    signal?.throwIfAborted();
    array.job = known.get(nameOf(array)) ?? (await sbatch(folder, nameOf(array), array, submission.atOnce));
    writeSubmission(folder, { ...submission, arrays });
  }
}

async function sbatch(
  folder: string,
  name: string,
  { ids, list }: Submission['arrays'][number],
  atOnce: number,
): Promise<string> {
  const args = [
    '--parsable',
    `--job-name=${name}`,
    `--chdir=${folder}`,
    `--array=${arrayOf(ids, atOnce)}`,
    'job.sh',
    list,
  ];
  const said = await runProgram('sbatch', args, { cwd: folder });
  const [job = ''] = said.stdout.trim().split(';');
  if (said.status === 0 && /^\d+$/.test(job)) return job;
  throw new ContouristError('pack.submit_failed', `sbatch: ${complaintOf(said)}`, {
    hint: 'Nothing is submitted twice: mend what Slurm complains of and submit again.',
  });
}

/** How each point stands: by its outcome, else by its latest task. */
async function standOf(folder: string, ids: readonly string[], signal?: AbortSignal): Promise<PointStatus[]> {
  // The list of a folder brings a network file system up to date.
  readdirSync(join(folder, 'points'));
  const taskOf = new Map<string, TaskKey>();
  for (const { ids: tasks, job } of readSubmission(folder)?.arrays ?? []) {
    if (job !== null) for (const [index, id] of tasks.entries()) taskOf.set(id, taskKey(job, index));
  }
  // The queue is asked before the outcomes are read: a task that ends in between has left its outcome then.
  const live = await liveTasks(signal);
  const outcomes = new Map(ids.map((id) => [id, outcomeOf(folder, id)]));
  const lost = ids.filter((id) => outcomes.get(id) === null && !live.has(taskOf.get(id) ?? '_'));
  const jobs = [...new Set(lost.flatMap((id) => taskOf.get(id)?.split('_')[0] ?? []))];
  const ended = jobs.length === 0 ? new Map<TaskKey, EndedTask>() : await endedTasks(jobs, signal);
  return ids.map((id): PointStatus => {
    const outcome = outcomes.get(id) ?? null;
    if (outcome !== null) {
      return outcome.exit === 0
        ? { id, state: 'finished', reason: null }
        : { id, state: 'failed', reason: failureOf(folder, id, outcome) };
    }
    const task = taskOf.get(id) ?? '_';
    const state = live.get(task);
    if (state !== undefined) return { id, state, reason: null };
    const end = ended.get(task);
    return { id, state: 'failed', reason: end === undefined ? LOST : `Slurm: ${end.state}` };
  });
}

const submissionPath = (folder: string): string => join(folder, 'submission.json');

function readSubmission(folder: string): Submission | null {
  if (!existsSync(submissionPath(folder))) return null;
  return submissionSchema.parse(JSON.parse(readFileSync(submissionPath(folder), 'utf8')));
}

const writeSubmission = (folder: string, submission: Submission): void =>
  writeFileAtomically(submissionPath(folder), `${JSON.stringify(submission, null, 2)}\n`);

function noSubmission(folder: string): ContouristError {
  return new ContouristError('pack.submit_failed', `Nothing was submitted from ${folder}.`);
}

function chunksOf(ids: readonly string[], size: number): string[][] {
  const count = Math.ceil(ids.length / size);
  return Array.from({ length: count }, (_, index) => ids.slice(index * size, (index + 1) * size));
}

const lines = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');

/** `0-199%20`: the tasks of an array, and how many of them run at the same time. */
const arrayOf = (ids: readonly string[], atOnce: number): string =>
  `0-${ids.length - 1}${atOnce > 0 ? `%${atOnce}` : ''}`;

/** A task of an array: \`job.sh LIST\` evaluates the point in the line of LIST that the task's number names. */
function jobScript({ cores, memoryMb, minutes, partition, account }: Settings): string {
  const directives = [
    '--ntasks=1',
    `--cpus-per-task=${cores}`,
    `--mem=${memoryMb}M`,
    `--time=${minutes}`,
    '--output=logs/%A_%a.txt',
    ...(partition === '' ? [] : [`--partition=${partition}`]),
    ...(account === '' ? [] : [`--account=${account}`]),
  ];
  return `#!/bin/sh
${directives.map((directive) => `#SBATCH ${directive}`).join('\n')}
# job.sh LIST: evaluates the point in the line of LIST that belongs to this task of the array.
cd "$SLURM_SUBMIT_DIR" || exit 1
id=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" "$1")
exec sh ./run-point.sh "$id"
`;
}

/** \`submit.sh [LIST…]\`: by hand what Contourist does by itself. */
function submitScript(chunks: readonly string[][], { atOnce }: Settings): string {
  const defaults = chunks.map((_, index) => `array-${index + 1}.txt`).join(' ');
  return `#!/bin/sh
# submit.sh [LIST...]: submits the points of each LIST, a file of ids, as a job array; by default all of the batch.
cd "$(dirname -- "$0")" || exit 1
mkdir -p logs
[ "$#" -gt 0 ] || set -- ${defaults}
for list do
  last=$(($(wc -l <"$list") - 1))
  sbatch --array="0-$last${atOnce > 0 ? `%${atOnce}` : ''}" job.sh "$list" || exit 1
done
`;
}

const wrapperOf = ({ image }: Settings): string | null =>
  image === '' ? null : `apptainer exec --bind "$PWD" --pwd "$PWD" ${shellQuoted(image)} "$@"`;

const README = `## Run it

    sh submit.sh

submits job arrays (\`job.sh\`; its \`#SBATCH\` lines hold the resources). The folder has to be on a file system that the
nodes share. \`squeue --me\` shows the tasks, \`logs/\` what Slurm itself says of them. After \`collect.py\`,

    sh submit.sh resubmit.txt

submits what failed or is missing again; delete \`outcome.json\` of those that failed before, since a point with an
outcome is not run again:

    while read -r id; do rm -f "points/$id/outcome.json"; done <resubmit.txt`;
