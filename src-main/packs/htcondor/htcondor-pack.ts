import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Pack, PointStatus } from '../pack.ts';
import { collectPoints, failureOf, forgetOutcome, outcomeOf } from '../payload/collect-points.ts';
import { imageOption, inputFilesOf, payloadOptions, resourceOptions } from '../payload/payload.ts';
import { folderOf, payloadFiles } from '../payload/payload-files.ts';
import { complaintOf, runProgram } from '../payload/run-program.ts';

const options = z.strictObject({
  ...payloadOptions,
  ...resourceOptions,
  image: imageOption,
  retries: z
    .int()
    .min(0)
    .max(20)
    .default(2)
    .describe('how often DAGMan tries a failed point again (retry.dag)'),
  requirements: z
    .string()
    .trim()
    .regex(/^[^\r\n]*$/, 'one line')
    .default('')
    .describe('a ClassAd expression that machines must satisfy; empty for any'),
});

type Settings = z.output<typeof options>;

/** Where a submission stands, beside its files. */
const submissionSchema = z.object({
  /** An attribute of all of its jobs, by which they are found. */
  token: z.string(),
  /** In the order of submission: the last that names a point is the one that counts. */
  rounds: z.array(z.object({ ids: z.array(z.string()), cluster: z.string().nullable() })),
});

type Submission = z.output<typeof submissionSchema>;

const handleSchema = z.object({
  folder: z.string(),
  result: z.string(),
  cores: z.int(),
  ids: z.array(z.string()),
});

/** Jobs of HTCondor, which moves the files of each point to its machine and back. */
export const htcondorPack: Pack<Settings> = {
  id: 'htcondor',
  title: 'HTCondor',
  description: 'a job for each point, files moved there and back; DAGMan for retries',
  options,
  async files(batch, settings, work) {
    const folder = folderOf(batch);
    // Files come by transfer here, and land beside the script.
    const run = { timeoutSeconds: null, retries: 0, wrapper: null };
    const description = submitDescription(settings);
    const text = (name: string, content: string) => ({
      name: `${folder}/${name}`,
      mediaType: 'text/plain',
      content,
    });
    return [
      ...payloadFiles(batch, settings, run, README, work, { isMoved: true }),
      text('submit.sub', `${description}\nqueue id from ids.txt\n`),
      text('point.sub', `${description}\nqueue\n`),
      text(
        'retry.dag',
        dagOf(
          batch.points.map(({ id }) => id),
          settings.retries,
        ),
      ),
    ];
  },
  delivery: {
    kind: 'system',
    async submit(folder, { points }, settings, { signal }) {
      const ids = points.map(({ id }) => id);
      const submission = readSubmission(folder) ?? {
        token: randomBytes(8).toString('hex'),
        rounds: [{ ids, cluster: null }],
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
      if (before === null) {
        throw new ContouristError('pack.submit_failed', `Nothing was submitted from ${folder}.`);
      }
      // A resubmission that was cut off is finished first: its points are on their way then.
      await submitPending(folder, before, signal);
      const stand = await standOf(folder, ids, signal);
      const again = stand
        .filter(({ state }) => state === 'failed' || state === 'finished')
        .map(({ id }) => id);
      if (again.length === 0) return handle;
      for (const id of again) forgetOutcome(folder, id);
      // Jobs that are held keep their place in the queue until somebody removes them.
      await removeJobs(before.token, again, signal);
      await submitPending(
        folder,
        { ...before, rounds: [...before.rounds, { ids: again, cluster: null }] },
        signal,
      );
      return handle;
    },
    async cancel(handle, { signal }) {
      const { folder } = handleSchema.parse(handle);
      const submission = readSubmission(folder);
      if (submission !== null) await removeJobs(submission.token, null, signal);
    },
  },
};

const LOST = 'it ended without an outcome, and HTCondor does not say how';

/**
 * Submits the rounds without a cluster. What is to be submitted is written before and the cluster's number after; in
 * between an attribute of the jobs tells whether condor_submit had run.
 *
 * @throws ContouristError `pack.submit_failed`, `pack.unreachable`
 */
async function submitPending(folder: string, submission: Submission, signal?: AbortSignal): Promise<void> {
  const rounds = submission.rounds.map((round) => ({ ...round }));
  const pending = rounds
    .map((round, index) => ({ round, index }))
    .filter(({ round }) => round.cluster === null);
  if (pending.length === 0) return;
  const wasWritten = existsSync(submissionPath(folder));
  writeSubmission(folder, { ...submission, rounds });
  const known = wasWritten ? await jobsOf(submission.token, signal) : [];
  for (const { round, index } of pending) {
    signal?.throwIfAborted();
    const found = known.find((job) => job.round === index);
    round.cluster = found?.cluster ?? (await condorSubmit(folder, submission.token, index, round.ids));
    writeSubmission(folder, { ...submission, rounds });
  }
}

async function condorSubmit(
  folder: string,
  token: string,
  round: number,
  ids: readonly string[],
): Promise<string> {
  const list = `round-${round + 1}.txt`;
  const file = `round-${round + 1}.sub`;
  const description = readFileSync(join(folder, 'point.sub'), 'utf8').replace(/\nqueue\n$/, '\n');
  writeFileAtomically(join(folder, list), ids.map((id) => `${id}\n`).join(''));
  const marks = `My.ContouristToken = "${token}"\nMy.ContouristRound = ${round}\n`;
  writeFileAtomically(join(folder, file), `${description}${marks}queue id from ${list}\n`);
  const said = await runProgram('condor_submit', ['-terse', file], { cwd: folder });
  const cluster = /^(\d+)\.\d+/m.exec(said.stdout)?.[1];
  if (said.status === 0 && cluster !== undefined) return cluster;
  throw new ContouristError('pack.submit_failed', `condor_submit: ${complaintOf(said)}`, {
    hint: 'Nothing is submitted twice: mend what HTCondor complains of and submit again.',
  });
}

/** A job in the queue or in its history. */
interface CondorJob {
  readonly cluster: string;
  readonly round: number;
  readonly point: string;
  readonly status: number;
  readonly reason: string | null;
}

const jobSchema = z.object({
  ClusterId: z.number(),
  ContouristRound: z.number(),
  ContouristPoint: z.string(),
  JobStatus: z.number(),
  HoldReason: z.string().optional(),
  RemoveReason: z.string().optional(),
});

const ATTRIBUTES = Object.keys(jobSchema.shape).join(',');

/** The jobs of a submission: those in the queue, then those that have left it. */
async function jobsOf(token: string, signal?: AbortSignal): Promise<CondorJob[]> {
  const constraint = ['-constraint', `ContouristToken == "${token}"`, '-json', '-attributes', ATTRIBUTES];
  const queued = await runProgram('condor_q', constraint, { signal });
  if (queued.status !== 0) {
    throw new ContouristError('pack.unreachable', `condor_q: ${complaintOf(queued)}`, {
      hint: 'HTCondor does not answer. The jobs go on; ask again later.',
    });
  }
  const ended = await runProgram('condor_history', constraint, { signal });
  return [queued.stdout, ended.status === 0 ? ended.stdout : ''].flatMap((text) =>
    z
      .array(jobSchema)
      .parse(text.trim() === '' ? [] : JSON.parse(text))
      .map((job) => ({
        cluster: String(job.ClusterId),
        round: job.ContouristRound,
        point: job.ContouristPoint,
        status: job.JobStatus,
        reason: job.HoldReason ?? job.RemoveReason ?? null,
      })),
  );
}

/** HTCondor's numbers for the states of a job. */
const IDLE = 1;
const REMOVED = 3;
const COMPLETED = 4;
const HELD = 5;

/** How each point stands: by its outcome, else by the job of its latest round. */
async function standOf(folder: string, ids: readonly string[], signal?: AbortSignal): Promise<PointStatus[]> {
  // The list of a folder brings a network file system up to date.
  readdirSync(join(folder, 'points'));
  const submission = readSubmission(folder);
  const jobs = submission === null ? [] : await jobsOf(submission.token, signal);
  const jobOf = new Map<string, CondorJob>();
  for (const job of jobs) if (job.round >= (jobOf.get(job.point)?.round ?? -1)) jobOf.set(job.point, job);
  return ids.map((id): PointStatus => {
    const outcome = outcomeOf(folder, id);
    const job = jobOf.get(id);
    if (outcome !== null) {
      return outcome.exit === 0
        ? { id, state: 'finished', reason: null }
        : { id, state: 'failed', reason: failureOf(folder, id, outcome) };
    }
    if (job === undefined || job.status === COMPLETED) return { id, state: 'failed', reason: LOST };
    if (job.status === HELD)
      return { id, state: 'failed', reason: `held: ${job.reason ?? 'no reason given'}` };
    if (job.status === REMOVED)
      return { id, state: 'failed', reason: `removed: ${job.reason ?? 'no reason given'}` };
    return { id, state: job.status === IDLE ? 'waiting' : 'running', reason: null };
  });
}

/** @param ids null for all points */
async function removeJobs(token: string, ids: readonly string[] | null, signal?: AbortSignal): Promise<void> {
  const points = ids === null ? '' : ` && stringListMember(ContouristPoint, "${ids.join(',')}")`;
  const said = await runProgram('condor_rm', ['-constraint', `ContouristToken == "${token}"${points}`], {
    signal,
  });
  // It complains, too, where nothing is left to remove.
  if (said.status === 0 || /no jobs|found all jobs|couldn't find/i.test(said.stdout + said.stderr)) return;
  throw new ContouristError('pack.unreachable', `condor_rm: ${complaintOf(said)}`);
}

const submissionPath = (folder: string): string => join(folder, 'submission.json');

function readSubmission(folder: string): Submission | null {
  if (!existsSync(submissionPath(folder))) return null;
  return submissionSchema.parse(JSON.parse(readFileSync(submissionPath(folder), 'utf8')));
}

const writeSubmission = (folder: string, submission: Submission): void =>
  writeFileAtomically(submissionPath(folder), `${JSON.stringify(submission, null, 2)}\n`);

/** Commands of the submit description, without the queue. The macro `id` names the point. */
function submitDescription(settings: Settings): string {
  const { result, files, image, cores, memoryMb, minutes, requirements } = settings;
  const inputs = ['command.sh', 'point.json', ...inputFilesOf(files)];
  const outputs = ['outcome.json', 'log.txt', result];
  const remap = result.includes('/') ? [`transfer_output_remaps = "${basename(result)} = ${result}"`] : [];
  return [
    '# The job of a point: HTCondor takes its files from points/ID to the machine, and brings back how it ended.',
    image === '' ? 'universe = vanilla' : `universe = container\ncontainer_image = ${image}`,
    'executable = run-point.sh',
    'arguments = $(id)',
    'initialdir = points/$(id)',
    'should_transfer_files = YES',
    'when_to_transfer_output = ON_EXIT',
    `transfer_input_files = ${inputs.join(', ')}`,
    `transfer_output_files = ${outputs.join(', ')}`,
    ...remap,
    'output = condor.out',
    'error = condor.err',
    'log = ../../condor.log',
    `request_cpus = ${cores}`,
    `request_memory = ${memoryMb} MB`,
    // Both ways in which pools limit the time: the job is held after it, or matched by it.
    `allowed_execute_duration = ${60 * minutes}`,
    `My.MaxRuntime = ${60 * minutes}`,
    ...(requirements === '' ? [] : [`requirements = ${requirements}`]),
    'batch_name = contourist',
    'My.ContouristPoint = "$(id)"',
  ].join('\n');
}

function dagOf(ids: readonly string[], retries: number): string {
  const nodes = ids.flatMap((id) => [
    `JOB ${id} point.sub`,
    `VARS ${id} id="${id}"`,
    ...(retries > 0 ? [`RETRY ${id} ${retries}`] : []),
  ]);
  return `# condor_submit_dag retry.dag: every point, failed ones tried again\n${nodes.join('\n')}\n`;
}

const README = `## Run it

    condor_submit submit.sub

submits a job for each point; \`condor_q\` shows them, \`condor.log\` what became of them. Or, to try failed points again,

    condor_submit_dag retry.dag

To submit what is missing or failed later, replace \`ids.txt\` in the last line of \`submit.sub\` by \`resubmit.txt\`, which
\`collect.py\` writes, and submit it again.`;
