import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Pack, PointStatus } from '../pack.ts';
import { imageOption, inputFilesOf, payloadOptions, resourceOptions } from '../payload/payload.ts';
import { folderOf, payloadFiles } from '../payload/payload-files.ts';
import { complaintOf, runProgram } from '../payload/run-program.ts';
import { type Round, scheduledDelivery } from '../payload/scheduled-delivery.ts';

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
      ...payloadFiles(batch, settings, run, README, work, { inputs: 'moved' }),
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
  delivery: scheduledDelivery(
    {
      title: 'HTCondor',
      roundSize: () => MAX_ROUND,
      submit: submitRound,
      async find(token, _rounds, signal) {
        return new Map((await jobsOf(token, signal)).map(({ round, cluster }) => [round, cluster]));
      },
      async ask(token, _rounds, signal) {
        const jobs = await jobsOf(token, signal);
        return async (ids) => statusOfJobs(ids, jobs);
      },
      cancel: (token, _rounds, signal) => removeJobs(token, null, signal),
      release: removeJobs,
    },
    options,
  ),
};

/** One cluster takes any batch. */
const MAX_ROUND = Number.MAX_SAFE_INTEGER;

async function submitRound(folder: string, token: string, { ids, number }: Round): Promise<string> {
  const list = `round-${number}.txt`;
  const file = `round-${number}.sub`;
  const description = readFileSync(join(folder, 'point.sub'), 'utf8').replace(/\nqueue\n$/, '\n');
  writeFileAtomically(join(folder, list), ids.map((id) => `${id}\n`).join(''));
  const marks = `My.ContouristToken = "${token}"\nMy.ContouristRound = ${number}\n`;
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

/** How points stand that have left no outcome, by the job of their latest round. */
function statusOfJobs(ids: readonly string[], jobs: readonly CondorJob[]): ReadonlyMap<string, PointStatus> {
  const jobOf = new Map<string, CondorJob>();
  for (const job of jobs) if (job.round >= (jobOf.get(job.point)?.round ?? 0)) jobOf.set(job.point, job);
  return new Map(
    ids.flatMap((id): [string, PointStatus][] => {
      const job = jobOf.get(id);
      if (job === undefined || job.status === COMPLETED) return [];
      const why = job.reason ?? 'no reason given';
      if (job.status === HELD) return [[id, { id, state: 'failed', reason: `held: ${why}` }]];
      if (job.status === REMOVED) return [[id, { id, state: 'failed', reason: `removed: ${why}` }]];
      return [[id, { id, state: job.status === IDLE ? 'waiting' : 'running', reason: null }]];
    }),
  );
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
