// A pack for tests: one script for each point, carried by a "system" that is a folder. Whoever plays the grid drops
// `<id>.out` with a limit or `<id>.err` with a reason into it.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { BatchToPack, Handle, Pack, PointStatus, PointToPack } from '#main/packs/pack.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';

const options = z.strictObject({
  command: z.string().min(1).default('evaluate').describe('what runs for each point'),
  memoryMb: z.int().min(1).default(2000).describe('memory of a job in MB'),
  queue: z.enum(['short', 'long']).default('short').describe('which queue takes the jobs'),
});

const handleSchema = z.object({ queue: z.string(), ids: z.array(z.string()) });

export function queuePack(queue: string): Pack<z.output<typeof options>> {
  const stateOf = (id: string): PointStatus => {
    if (existsSync(join(queue, `${id}.err`))) {
      return { id, state: 'failed', reason: readFileSync(join(queue, `${id}.err`), 'utf8') };
    }
    return { id, state: existsSync(join(queue, `${id}.out`)) ? 'finished' : 'waiting', reason: null };
  };
  const statusOf = (handle: Handle): PointStatus[] => handleSchema.parse(handle).ids.map(stateOf);
  return {
    id: 'queue',
    title: 'Queue',
    description: 'one script for each point',
    options,
    async files(batch, { command, memoryMb }, { signal, onProgress }) {
      const { points, report } = batch;
      return points.map((point, index) => {
        signal?.throwIfAborted();
        onProgress?.((index + 1) / points.length);
        return {
          name: `batch-${report.batch}/${point.id}.sh`,
          mediaType: 'text/x-shellscript',
          content: script(batch, point, command, memoryMb),
          mode: 0o755,
        };
      });
    },
    delivery: {
      kind: 'system',
      async submit(_folder, { points }) {
        mkdirSync(queue, { recursive: true });
        return { queue, ids: points.map(({ id }) => id) };
      },
      status: async (handle) => statusOf(handle),
      async collect(handle) {
        const back = statusOf(handle).filter(({ state }) => state === 'finished' || state === 'failed');
        const rows = back.map(({ id, state, reason }) =>
          state === 'failed'
            ? [id, 'failed', reason, null]
            : [id, 'done', null, Number(readFileSync(join(queue, `${id}.out`), 'utf8'))],
        );
        return {
          table:
            rows.length === 0
              ? null
              : { name: 'results.csv', text: writeTable(['id', 'status', 'reason', 'exp'], rows) },
          coreSeconds: new Map(),
          resubmittable: back.filter(({ state }) => state === 'failed').map(({ id }) => id),
        };
      },
      async resubmit(handle, ids) {
        for (const id of ids) rmSync(join(queue, `${id}.err`), { force: true });
        return handle;
      },
      async cancel() {
        rmSync(queue, { recursive: true, force: true });
      },
    },
  };
}

/** Values travel as the arguments of a command, each quoted as a shell wants it. */
function script(
  { campaign, parameters }: BatchToPack,
  { id, theta }: PointToPack,
  command: string,
  memoryMb: number,
): string {
  const values = parameters.flatMap(({ name }, axis) => [name, String(theta[axis])]);
  const words = [command, campaign, id, ...values].map(shellQuoted);
  return `#!/bin/sh\n# ${memoryMb} MB\nexec ${words.join(' ')}\n`;
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
