// Files for HTCondor, read by HTCondor's own parser (PyPI: htcondor), and a queue that is played by three scripts.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htcondorPack } from '#main/packs/htcondor/htcondor-pack.ts';
import type { Pack } from '#main/packs/pack.ts';
import { batchOf } from '../../contract/batch-to-pack.ts';
import { untilEnded, writeBatch } from './evaluate-batch.ts';

const pack = htcondorPack as unknown as Pack;
const PYTHON = fileURLToPath(new URL('../../../.cache/python/bin/python', import.meta.url));
const hasParser = spawnSync(PYTHON, ['-c', 'import htcondor2']).status === 0;
if (!hasParser)
  console.warn('.cache/python has no htcondor (.ci/run installs it): submit files are not parsed.');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function write(count: number, options: Record<string, string | number> = {}) {
  const thetas = Array.from({ length: count }, (_, index) => [1000 + index, 0.5]);
  const batch = await writeBatch(pack, batchOf(thetas), {
    command: `test {m_zp} != 1001 || { echo 'no spectrum'; exit 3; }; echo '{{"exp": {m_zp}}}' >limit.json`,
    ...options,
  });
  folders.push(dirname(batch.folder));
  return batch;
}

describe.runIf(hasParser)('the submit description', () => {
  it('is read by HTCondor as it is meant', async () => {
    const { folder } = await write(3, {
      memoryMb: 3000,
      minutes: 90,
      cores: 2,
      files: '/data/a.root,/data/b.root',
    });
    const script = `
import htcondor2, json
s = htcondor2.Submit(open("submit.sub").read())
print(json.dumps({"queue": s.getQArgs(), "items": [i for i in s.itemdata(s.getQArgs())], **{k: s[k] for k in
  ("executable", "arguments", "initialdir", "transfer_input_files", "transfer_output_files", "request_memory", "request_cpus", "allowed_execute_duration", "My.ContouristPoint")}}))`;
    const read = JSON.parse(execFileSync(PYTHON, ['-c', script], { cwd: folder, encoding: 'utf8' }));
    expect(read).toEqual({
      queue: 'id from ids.txt',
      items: [{ id: 'b3-001' }, { id: 'b3-002' }, { id: 'b3-003' }],
      executable: 'run-point.sh',
      arguments: '$(id)',
      initialdir: 'points/$(id)',
      transfer_input_files: 'command.sh, point.json, /data/a.root, /data/b.root',
      transfer_output_files: 'outcome.json, log.txt, limit.json',
      request_memory: '3000 MB',
      request_cpus: '2',
      allowed_execute_duration: '5400',
      'My.ContouristPoint': '"$(id)"',
    });
  });

  it('has a node with retries for each point in DAGMan’s file', async () => {
    const { folder } = await write(2, { retries: 2 });
    expect(readFileSync(join(folder, 'retry.dag'), 'utf8').split('\n').slice(1)).toEqual([
      'JOB b3-001 point.sub',
      'VARS b3-001 id="b3-001"',
      'RETRY b3-001 2',
      'JOB b3-002 point.sub',
      'VARS b3-002 id="b3-002"',
      'RETRY b3-002 2',
      '',
    ]);
    const script = 'import htcondor2; print(htcondor2.Submit(open("point.sub").read()).getQArgs())';
    expect(execFileSync(PYTHON, ['-c', script], { cwd: folder, encoding: 'utf8' }).trim()).toBe('');
  });
});

/** condor_submit runs the jobs at once, in an empty folder with the files that are transferred, as HTCondor would. */
const SUBMIT = `#!/bin/sh
cluster=$(($(wc -l <"$QUEUE/clusters") + 1)); echo $cluster >>"$QUEUE/clusters"
token=$(sed -n 's/^My.ContouristToken = "\\(.*\\)"/\\1/p' "$2"); round=$(sed -n 's/^My.ContouristRound = //p' "$2")
list=$(sed -n 's/^queue id from //p' "$2"); n=0
while read -r id; do
  scratch=$(mktemp -d "$QUEUE/scratch.XXXXXX")
  cp run-point.sh "points/$id/command.sh" "points/$id/point.json" "$scratch"
  (cd "$scratch" && sh ./run-point.sh "$id")
  for f in outcome.json log.txt limit.json; do cp "$scratch/$f" "points/$id/$f" || exit 1; done
  echo "{\\"ClusterId\\":$cluster,\\"ContouristRound\\":$round,\\"ContouristPoint\\":\\"$id\\",\\"JobStatus\\":4,\\"token\\":\\"$token\\"}" >>"$QUEUE/history"
  n=$((n + 1))
done <"$list"
echo "$cluster.0 - $cluster.$((n - 1))"
`;
const HISTORY = `#!/bin/sh
echo "["; paste -sd, "$QUEUE/history"; echo "]"
`;

describe('a batch on HTCondor', () => {
  const bin = mkdtempSync(join(tmpdir(), 'contourist-condor-'));
  const path = process.env.PATH;
  beforeAll(() => {
    folders.push(bin);
    for (const [name, text] of [
      ['condor_submit', SUBMIT],
      ['condor_q', '#!/bin/sh\necho "[]"\n'],
      ['condor_history', HISTORY],
      ['condor_rm', '#!/bin/sh\nexit 0\n'],
    ] as const) {
      writeFileSync(join(bin, name), text);
      chmodSync(join(bin, name), 0o755);
    }
    for (const name of ['clusters', 'history']) writeFileSync(join(bin, name), '');
    process.env.PATH = `${bin}${delimiter}${path}`;
    process.env.QUEUE = bin;
  });
  afterAll(() => {
    process.env.PATH = path;
    delete process.env.QUEUE;
  });

  it('goes out, comes back by its files with a failure, and is found again without its number', async () => {
    const batch = await write(3);
    const { system, folder, settings } = batch;
    await system.submit(folder, batch.batch, settings, {});
    const path = join(folder, 'submission.json');
    const submission = JSON.parse(readFileSync(path, 'utf8'));
    submission.rounds[0].job = null;
    writeFileSync(path, JSON.stringify(submission));
    const handle = await system.submit(folder, batch.batch, settings, {});
    expect(readFileSync(join(bin, 'clusters'), 'utf8')).toBe('1\n');
    expect((await untilEnded(batch, handle)).map(({ state, reason }) => reason ?? state)).toEqual([
      'finished',
      'no spectrum',
      'finished',
    ]);
    const { resubmittable } = await system.collect(handle, {});
    await system.resubmit(handle, resubmittable, {});
    expect(readFileSync(join(folder, 'round-2.txt'), 'utf8')).toBe('b3-002\n');
    expect(existsSync(join(folder, 'points', 'b3-002', 'outcome.json'))).toBe(true);
  });
});
