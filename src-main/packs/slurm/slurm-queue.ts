import { ContouristError } from '#shared/domain/contourist-error.ts';
import { complaintOf, runProgram } from '../payload/run-program.ts';

/** A task of a job array: `123_7`. */
export type TaskKey = `${string}_${string}`;

export const taskKey = (job: string, task: number | string): TaskKey => `${job}_${task}`;

/** The number of the array that a task belongs to; a job without tasks is its own. */
export const jobOfTask = (key: string): string => key.split('_')[0] ?? '';

/** How a task ended that left no outcome, in Slurm's words: `TIMEOUT`, `OUT_OF_MEMORY`, `CANCELLED by 1000`. */
export interface EndedTask {
  readonly state: string;
}

/**
 * The user's tasks that wait or run, and which of the two.
 *
 * @throws ContouristError `pack.unreachable`; the signal's reason
 */
export async function liveTasks(signal?: AbortSignal): Promise<ReadonlyMap<TaskKey, 'waiting' | 'running'>> {
  const rows = await squeue(['-r', '-o', '%F|%K|%T'], signal);
  const live = new Map<TaskKey, 'waiting' | 'running'>();
  for (const [job = '', task = '', state = ''] of rows) {
    if (!ENDED.has(state)) live.set(taskKey(job, task), WAITING.has(state) ? 'waiting' : 'running');
  }
  return live;
}

const WAITING = new Set([
  'PENDING',
  'CONFIGURING',
  'REQUEUED',
  'REQUEUE_FED',
  'REQUEUE_HOLD',
  'RESV_DEL_HOLD',
  'SPECIAL_EXIT',
]);
const ENDED = new Set([
  'BOOT_FAIL',
  'CANCELLED',
  'COMPLETED',
  'DEADLINE',
  'FAILED',
  'NODE_FAIL',
  'OUT_OF_MEMORY',
  'PREEMPTED',
  'REVOKED',
  'TIMEOUT',
]);

/**
 * The numbers of the user's job arrays by name: those in the queue, and those that ended as long as Slurm knows of them.
 *
 * @throws ContouristError `pack.unreachable`; the signal's reason
 */
export async function submittedJobs(
  names: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const wanted = new Set(names);
  const queued = await squeue(['-t', 'all', '-o', '%F|%j'], signal);
  const accounted = await account(
    ['--name', names.join(','), '-S', 'now-30days', '-o', 'JobID,JobName'],
    signal,
  );
  for (const [job = '', name = ''] of [...queued, ...(accounted ?? [])]) {
    if (wanted.has(name) && !found.has(name)) found.set(name, jobOfTask(job));
  }
  return found;
}

/**
 * How tasks ended, by the accounting where there is one, else by the controller, which forgets them after `MinJobAge`.
 *
 * @throws ContouristError `pack.unreachable`; the signal's reason
 */
export async function endedTasks(
  jobs: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<TaskKey, EndedTask>> {
  const rows = await account(['-j', jobs.join(','), '-o', 'JobID,State'], signal);
  if (rows !== null) {
    return new Map(rows.map(([key = '', state = '']) => [key as TaskKey, { state }]));
  }
  const ended = new Map<TaskKey, EndedTask>();
  for (const job of jobs) {
    const { status, stdout } = await runProgram('scontrol', ['-o', 'show', 'job', job], { signal });
    if (status !== 0) continue;
    for (const line of stdout.split('\n')) {
      const task = /\bArrayTaskId=(\d+)\b/.exec(line)?.[1];
      const state = /\bJobState=(\S+)/.exec(line)?.[1];
      if (task !== undefined && state !== undefined) ended.set(taskKey(job, task), { state });
    }
  }
  return ended;
}

async function squeue(args: readonly string[], signal: AbortSignal | undefined): Promise<string[][]> {
  const said = await runProgram('squeue', ['--me', '-h', ...args], { signal });
  if (said.status === 0) return rowsOf(said.stdout);
  throw new ContouristError('pack.unreachable', `squeue: ${complaintOf(said)}`, {
    hint: 'Slurm does not answer. The jobs go on; ask again later.',
  });
}

/** Rows of sacct; null where there is no accounting. */
async function account(args: readonly string[], signal: AbortSignal | undefined): Promise<string[][] | null> {
  try {
    const said = await runProgram('sacct', ['-n', '-P', '-X', ...args], { signal });
    return said.status === 0 ? rowsOf(said.stdout) : null;
  } catch (error) {
    // Some installations leave sacct out.
    if (error instanceof ContouristError) return null;
    throw error;
  }
}

const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('|'));
