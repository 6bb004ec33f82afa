// A batch on a real Slurm with one node, started here. Debian: apt-get install --no-install-recommends slurm-wlm munge.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pack } from '#main/packs/pack.ts';
import { slurmPack } from '#main/packs/slurm/slurm-pack.ts';
import { batchOf } from '../../contract/batch-to-pack.ts';
import { untilEnded, type WrittenBatch, writeBatch } from './evaluate-batch.ts';

const pack = slurmPack as unknown as Pack;
const has = (program: string) => spawnSync('which', [program]).status === 0;
const isThere = ['slurmctld', 'slurmd', 'munged'].every(has) && process.getuid?.() === 0;
if (!isThere)
  console.warn('Slurm is not installed (slurm-wlm, munge), or this is not root: its tests are skipped.');

const script = join(import.meta.dirname, 'slurm-one-node.sh');
const cluster = mkdtempSync(join(tmpdir(), 'contourist-slurm-'));
const folders: string[] = [];

async function write(
  command: string,
  count: number,
  options: Record<string, string | number> = {},
): Promise<WrittenBatch> {
  const thetas = Array.from({ length: count }, (_, index) => [1000 + index, 0.5]);
  const batch = await writeBatch(pack, batchOf(thetas), { command, minutes: 5, memoryMb: 10, ...options });
  folders.push(dirname(batch.folder));
  return batch;
}

const jobsOf = (folder: string): string[] => {
  const { rounds } = JSON.parse(readFileSync(join(folder, 'submission.json'), 'utf8'));
  return rounds.map(({ job }: { job: string }) => job);
};

describe.runIf(isThere)('a batch on Slurm', () => {
  beforeAll(() => {
    execFileSync('bash', [script, 'start', cluster], { stdio: 'ignore' });
    process.env.SLURM_CONF = join(cluster, 'slurm.conf');
  }, 60_000);

  afterAll(() => {
    execFileSync('bash', [script, 'stop', cluster], { stdio: 'ignore' });
    delete process.env.SLURM_CONF;
    for (const folder of [cluster, ...folders]) rmSync(folder, { recursive: true, force: true });
  });

  it('goes out in arrays, comes back with failures, and goes out again', async () => {
    const batch = await write(
      `test -e ../../mended || test {m_zp} -lt 1004 || { echo 'no spectrum'; exit 3; }; echo '{{"exp": {m_zp}}}' >limit.json`,
      6,
      { arraySize: 4 },
    );
    const { system, folder, settings } = batch;
    const handle = JSON.parse(JSON.stringify(await system.submit(folder, batch.batch, settings, {})));
    expect(jobsOf(folder)).toHaveLength(2);
    await untilEnded(batch, handle);
    const { table, resubmittable } = await system.collect(handle, {});
    expect(
      table?.text
        .split('\n')
        .filter((line) => line.includes('failed'))
        .map((line) => line.replace(/,\d+,$/, '')),
    ).toEqual(['b3-005,failed,no spectrum', 'b3-006,failed,no spectrum']);
    expect(resubmittable).toEqual(['b3-005', 'b3-006']);
    writeFileSync(join(folder, 'mended'), '');
    const again = await system.resubmit(handle, resubmittable, {});
    expect((await untilEnded(batch, again)).map(({ state }) => state)).toEqual(Array(6).fill('finished'));
    const exp = (await system.collect(again, {})).table?.text
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',').at(-1));
    expect(exp).toEqual(['1000', '1001', '1002', '1003', '1004', '1005']);
  }, 120_000);

  it('finds what it submitted where the program ended before it knew', async () => {
    const batch = await write(`echo '{{"exp": 1}}' >limit.json`, 2);
    const { system, folder, settings } = batch;
    await system.submit(folder, batch.batch, settings, {});
    const [job] = jobsOf(folder);
    // As a kill between sbatch and the writing of its answer leaves it.
    const path = join(folder, 'submission.json');
    const submission = JSON.parse(readFileSync(path, 'utf8'));
    submission.rounds[0].job = null;
    writeFileSync(path, JSON.stringify(submission));
    const handle = await system.submit(folder, batch.batch, settings, {});
    expect(jobsOf(folder)).toEqual([job]);
    expect((await untilEnded(batch, handle)).map(({ state }) => state)).toEqual(['finished', 'finished']);
  }, 60_000);

  it('says in Slurm’s words how a point ended that left no outcome', async () => {
    const batch = await write('sleep 600', 1);
    const { system, folder, settings } = batch;
    const handle = await system.submit(folder, batch.batch, settings, {});
    await system.cancel(handle, {});
    const [status] = await untilEnded(batch, handle);
    expect(status).toMatchObject({ state: 'failed', reason: expect.stringMatching(/^Slurm: CANCELLED/) });
  }, 60_000);
});
