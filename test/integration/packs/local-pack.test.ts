// Points evaluated on this machine: what the scripts of a batch do when they are run.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { localPack } from '#main/packs/local/local-pack.ts';
import type { Pack } from '#main/packs/pack.ts';
import { PACKS } from '#main/packs/registry.ts';
import { batchOf } from '../../contract/batch-to-pack.ts';
import { untilEnded, type WrittenBatch, writeBatch } from './evaluate-batch.ts';

const pack = localPack as unknown as Pack;
const written: WrittenBatch[] = [];
afterEach(() => {
  for (const { folder } of written.splice(0)) rmSync(dirname(folder), { recursive: true, force: true });
});

async function write(
  command: string,
  options: Record<string, string | number> = {},
  count = 3,
): Promise<WrittenBatch> {
  const thetas = Array.from({ length: count }, (_, index) => [1000 + index, 0.5]);
  const batch = await writeBatch(pack, batchOf(thetas), { command, ...options });
  written.push(batch);
  return batch;
}

const submit = ({ system, folder, batch, settings }: WrittenBatch) =>
  system.submit(folder, batch, settings, {});

describe('a batch on this machine', () => {
  it('runs each point in its folder, and collects limits and reasons', async () => {
    const batch = await write(
      `test {m_zp} != 1001 || { echo 'no spectrum at {m_zp}'; exit 3; }; echo '{{"exp": 0.{m_zp}, "obs": {gx}}}' >limit.json`,
    );
    const handle = JSON.parse(JSON.stringify(await submit(batch)));
    expect((await untilEnded(batch, handle)).map(({ state }) => state)).toEqual([
      'finished',
      'failed',
      'finished',
    ]);
    const { table, resubmittable } = await batch.system.collect(handle, {});
    const rows = table?.text.split('\n').map((line) => line.replace(/,\d+,/, ',S,'));
    expect(rows).toEqual([
      'id,status,reason,seconds,exp,obs',
      'b3-001,done,,S,0.1,0.5',
      'b3-002,failed,no spectrum at 1001,S,,',
      'b3-003,done,,S,0.1002,0.5',
      '',
    ]);
    expect(resubmittable).toEqual(['b3-002']);
  });

  it('gives the same table by collect.py, for systems without Contourist', async () => {
    const batch = await write(`test {m_zp} != 1001 || exit 4; echo '{{"exp": {m_zp}}}' >limit.json`);
    const handle = await submit(batch);
    await untilEnded(batch, handle);
    const collect = () => execFileSync('python3', ['collect.py'], { cwd: batch.folder, encoding: 'utf8' });
    expect(collect).toThrow(/Command failed/);
    expect(readFileSync(join(batch.folder, 'results.csv'), 'utf8')).toBe(
      (await batch.system.collect(handle, {})).table?.text,
    );
    expect(readFileSync(join(batch.folder, 'resubmit.txt'), 'utf8')).toBe('b3-002\n');
  });

  it('evaluates no point twice, however often the batch is submitted', async () => {
    const batch = await write(`echo once >>../../runs.txt; echo '{{"exp": 1}}' >limit.json`);
    const first = await submit(batch);
    await submit(batch);
    await untilEnded(batch, first);
    await submit(batch);
    await untilEnded(batch, first);
    expect(readFileSync(join(batch.folder, 'runs.txt'), 'utf8')).toBe('once\n'.repeat(3));
  });

  it('tries failed points again', async () => {
    const batch = await write(`test -e ../../mended || exit 5; echo '{{"exp": 1}}' >limit.json`, {}, 2);
    const handle = await submit(batch);
    await untilEnded(batch, handle);
    writeFileSync(join(batch.folder, 'mended'), '');
    const again = await batch.system.resubmit(handle, ['b3-001'], {});
    expect((await untilEnded(batch, again)).map(({ state }) => state)).toEqual(['finished', 'failed']);
  });

  it('says of a command without a result what is wrong', async () => {
    const batch = await write('true', {}, 1);
    const [status] = await untilEnded(batch, await submit(batch));
    expect(status).toMatchObject({
      state: 'failed',
      reason: 'The command ended well and left no limit.json.',
    });
  });

  it('ends what runs when it is cancelled', async () => {
    const batch = await write('echo $$ >../../{id}.pid; sleep 600', { jobs: 3 });
    const handle = await submit(batch);
    while (!existsSync(join(batch.folder, 'b3-003.pid'))) await new Promise((done) => setTimeout(done, 50));
    await batch.system.cancel(handle, {});
    expect((await untilEnded(batch, handle)).map(({ state }) => state)).toEqual([
      'failed',
      'failed',
      'failed',
    ]);
  });

  it('hands values and texts to a job as they are', async () => {
    const hostile = 'a "b" $(touch owned)\n\'c\'';
    const batch = await writeBatch(pack, batchOf([[0.1 + 0.2, -0]], undefined, hostile), {
      command: `cp point.json limit.json; printf '%s' {m_zp} >value`,
    });
    written.push(batch);
    await untilEnded(batch, await submit(batch));
    const folder = join(batch.folder, 'points', 'b3-001');
    expect(readFileSync(join(folder, 'value'), 'utf8')).toBe('0.30000000000000004');
    expect(JSON.parse(readFileSync(join(folder, 'point.json'), 'utf8')).campaign).toBe(hostile);
    expect(existsSync(join(folder, 'owned'))).toBe(false);
  });
});

it('is one of the packs that are offered', () => {
  expect(PACKS).toContain(localPack);
});
