import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Pack, PointStatus } from '../pack.ts';
import {
  collectPoints,
  forgetOutcome,
  hasStarted,
  outcomeOf,
  statusByOutcome,
} from '../payload/collect-points.ts';
import { payloadOptions } from '../payload/payload.ts';
import { folderOf, payloadFiles } from '../payload/payload-files.ts';

const options = z.strictObject({
  ...payloadOptions,
  jobs: z.int().min(1).max(1024).default(2).describe('how many points are evaluated at the same time'),
  minutes: z.int().min(1).default(240).describe('longest run of a point in minutes'),
  retries: z.int().min(0).max(10).default(0).describe('how often a failed point is tried again'),
});

type Settings = z.output<typeof options>;

const handleSchema = z.object({ folder: z.string(), ids: z.array(z.string()), result: z.string() });

/** The name of the pool's script, by which its process is known. */
const POOL = 'run-all.sh';

/**
 * Points evaluated on this machine, some at a time. The pool of workers is `xargs`; it goes on when Contourist ends, and
 * a pool that was itself ended goes on with the points that are left when the folder is submitted again.
 */
export const localPack: Pack<Settings> = {
  id: 'local',
  title: 'This machine',
  description: 'runs the points here, some at a time',
  options,
  async files(batch, settings, work) {
    const { jobs, minutes, retries } = settings;
    const run = { timeoutSeconds: 60 * minutes, retries, wrapper: null };
    return [
      ...payloadFiles(batch, settings, run, README, work),
      {
        name: `${folderOf(batch)}/${POOL}`,
        mediaType: 'text/x-shellscript',
        content: poolScript(jobs),
        mode: 0o755,
      },
    ];
  },
  delivery: {
    kind: 'system',
    async submit(folder, { points }, settings) {
      if (poolOf(folder) === null) startPool(folder);
      return { folder, ids: points.map(({ id }) => id), result: settings.result };
    },
    async status(handle) {
      const { folder, ids } = handleSchema.parse(handle);
      const isRunning = poolOf(folder) !== null;
      return ids.map((id) => statusOf(folder, id, isRunning));
    },
    async collect(handle, work) {
      const { folder, ids, result } = handleSchema.parse(handle);
      const lost = poolOf(folder) === null ? ids.filter((id) => outcomeOf(folder, id) === null) : [];
      return collectPoints(
        { folder, ids, result, cores: 1, lost: new Map(lost.map((id) => [id, STOPPED])) },
        work,
      );
    },
    async resubmit(handle, ids) {
      const { folder } = handleSchema.parse(handle);
      for (const id of ids) forgetOutcome(folder, id);
      startPool(folder);
      return handle;
    },
    async cancel(handle) {
      const { folder } = handleSchema.parse(handle);
      const pool = poolOf(folder);
      // The pool leads a process group of its own: its workers and their commands end with it.
      if (pool !== null) process.kill(-pool, 'SIGTERM');
    },
  },
};

const STOPPED = 'the workers on this machine were stopped before it ended';

function statusOf(folder: string, id: string, isRunning: boolean): PointStatus {
  const ended = statusByOutcome(folder, id);
  if (ended !== null) return ended;
  if (!isRunning) return { id, state: 'failed', reason: STOPPED };
  return { id, state: hasStarted(folder, id) ? 'running' : 'waiting', reason: null };
}

/** Starts workers, which take whatever has no outcome once those before them have ended. */
function startPool(folder: string): void {
  const before = poolOf(folder);
  const after = before === null ? [] : ['--after', String(before)];
  const log = openSync(join(folder, 'pool.log'), 'a');
  try {
    const pool = spawn('sh', [join(folder, POOL), ...after], { detached: true, stdio: ['ignore', log, log] });
    // An error event comes where there is no sh; the missing id says so below.
    pool.on('error', () => undefined);
    if (pool.pid === undefined) {
      throw new ContouristError('pack.submit_failed', 'The workers cannot be started: there is no sh.', {
        hint: 'A POSIX shell is needed.',
      });
    }
    writeFileAtomically(join(folder, 'pool.pid'), `${pool.pid}\n`);
    pool.unref();
  } finally {
    closeSync(log);
  }
}

/** The process of the workers that are at work in a folder; null where there are none. */
function poolOf(folder: string): number | null {
  let pid: number;
  try {
    pid = Number(readFileSync(join(folder, 'pool.pid'), 'utf8'));
  } catch {
    return null;
  }
  if (!Number.isInteger(pid) || pid <= 1) return null;
  // Another process may have the number by now: after a restart of the machine, above all.
  const { stdout } = spawnSync('ps', ['-o', 'stat=,args=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes(POOL) && !stdout.trimStart().startsWith('Z') ? pid : null;
}

/**
 * The pool: `xargs` keeps JOBS points running until all of ids.txt have an outcome. A worker that fails does not end it.
 */
const poolScript = (jobs: number): string => `#!/bin/sh
# run-all.sh [JOBS]: evaluates every point of ids.txt that has no outcome, JOBS at a time.
cd "$(dirname -- "$0")" || exit 1
is_pool() { ps -o args= -p "$1" 2>/dev/null | grep -q ${POOL}; }
if [ "\${1:-}" = --after ]; then
  # Contourist submits points again while the last workers are ending.
  while is_pool "$2"; do sleep 1; done
  shift 2
elif other=$(cat pool.pid 2>/dev/null) && [ "$other" != $$ ] && is_pool "$other"; then
  echo "The workers $other are at work here." >&2
  exit 1
fi
jobs=\${1:-${jobs}}
# In one step: an empty file would say that nobody is at work.
echo $$ >pool.pid.$$ && mv pool.pid.$$ pool.pid
while read -r id; do
  [ -e "points/$id/outcome.json" ] || echo "$id"
done <ids.txt | xargs -n 1 -P "$jobs" sh -c 'sh ./run-point.sh "$1" || :' run-point
[ "$(cat pool.pid)" != $$ ] || rm -f pool.pid
`;

const README = `## Run it

    sh run-all.sh

evaluates every point that has no outcome yet, some at a time (\`sh run-all.sh 8\`: eight). Run it again after a
restart of the machine: it goes on where it was.`;
