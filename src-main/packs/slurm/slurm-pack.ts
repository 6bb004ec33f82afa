import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Pack, PointStatus } from '../pack.ts';
import { imageOption, payloadOptions, resourceOptions } from '../payload/payload.ts';
import { folderOf, payloadFiles } from '../payload/payload-files.ts';
import { complaintOf, runProgram } from '../payload/run-program.ts';
import {
  chunksOf,
  type Round,
  type SubmittedRound,
  scheduledDelivery,
} from '../payload/scheduled-delivery.ts';
import { shellQuoted } from '../payload/shell.ts';
import {
  type EndedTask,
  endedTasks,
  jobOfTask,
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
        name: `${folder}/${listName(index + 1)}`,
        mediaType: 'text/plain',
        content: lines(ids),
      })),
    ];
  },
  delivery: scheduledDelivery(
    {
      title: 'Slurm',
      roundSize: ({ arraySize }) => arraySize,
      submit: submitArray,
      async find(token, rounds, signal) {
        const names = rounds.map(({ number }) => jobName(token, number));
        const jobs = await submittedJobs(names, signal);
        return new Map(
          rounds.flatMap(({ number }) => {
            const job = jobs.get(jobName(token, number));
            return job === undefined ? [] : [[number, job] as const];
          }),
        );
      },
      async ask(_token, rounds, signal) {
        const live = await liveTasks(signal);
        return (ids) => statusOfTasks(ids, rounds, live, signal);
      },
      async cancel(_token, rounds, signal) {
        if (rounds.length === 0) return;
        const jobs = rounds.map(({ job }) => job);
        const said = await runProgram('scancel', jobs, { signal });
        if (said.status !== 0) {
          throw new ContouristError('pack.unreachable', `scancel: ${complaintOf(said)}`);
        }
      },
    },
    options,
  ),
};

/** By which a job array is found again. */
const jobName = (token: string, number: number): string => `contourist-${token}-array-${number}`;

const listName = (number: number): string => `array-${number}.txt`;

async function submitArray(
  folder: string,
  token: string,
  { ids, number }: Round,
  { atOnce }: Settings,
): Promise<string> {
  mkdirSync(join(folder, 'logs'), { recursive: true });
  writeFileAtomically(join(folder, listName(number)), lines(ids));
  const args = [
    '--parsable',
    `--job-name=${jobName(token, number)}`,
    `--chdir=${folder}`,
    `--array=0-${ids.length - 1}${throttle(atOnce)}`,
    'job.sh',
    listName(number),
  ];
  const said = await runProgram('sbatch', args, { cwd: folder });
  const [job = ''] = said.stdout.trim().split(';');
  if (said.status === 0 && /^\d+$/.test(job)) return job;
  throw new ContouristError('pack.submit_failed', `sbatch: ${complaintOf(said)}`, {
    hint: 'Nothing is submitted twice: mend what Slurm complains of and submit again.',
  });
}

/** How points stand that have left no outcome, by their latest tasks. */
async function statusOfTasks(
  ids: readonly string[],
  rounds: readonly SubmittedRound[],
  live: ReadonlyMap<TaskKey, 'waiting' | 'running'>,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, PointStatus>> {
  const taskOf = new Map(
    rounds.flatMap(({ ids: tasks, job }) => tasks.map((id, index) => [id, taskKey(job, index)] as const)),
  );
  const tasks = ids.flatMap((id) => {
    const key = taskOf.get(id);
    return key === undefined ? [] : [{ id, key }];
  });
  const gone = tasks.filter(({ key }) => !live.has(key));
  const jobs = [...new Set(gone.map(({ key }) => jobOfTask(key)))];
  const ended = jobs.length === 0 ? new Map<TaskKey, EndedTask>() : await endedTasks(jobs, signal);
  return new Map(
    tasks.flatMap(({ id, key }): [string, PointStatus][] => {
      const state = live.get(key);
      if (state !== undefined) return [[id, { id, state, reason: null }]];
      const end = ended.get(key);
      return end === undefined ? [] : [[id, { id, state: 'failed', reason: `Slurm: ${end.state}` }]];
    }),
  );
}

const lines = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');

/** `%20`: how many tasks of an array run at the same time; empty for any number. */
const throttle = (atOnce: number): string => (atOnce > 0 ? `%${atOnce}` : '');

/** A task of an array: `job.sh LIST` evaluates the point in the line of LIST that the task's number names. */
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

/** `submit.sh [LIST…]`: by hand what Contourist does by itself. */
function submitScript(chunks: readonly string[][], { atOnce }: Settings): string {
  const defaults = chunks.map((_, index) => listName(index + 1)).join(' ');
  return `#!/bin/sh
# submit.sh [LIST...]: submits the points of each LIST, a file of ids, as a job array; by default all of the batch.
cd "$(dirname -- "$0")" || exit 1
mkdir -p logs
[ "$#" -gt 0 ] || set -- ${defaults}
for list do
  last=$(($(wc -l <"$list") - 1))
  sbatch --array="0-$last${throttle(atOnce)}" job.sh "$list" || exit 1
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
