// Workflows of REANA, checked by its own client (PyPI: reana-client) and run by the Snakemake that it brings along; the
// client's carrying of files is played by a script.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Pack } from '#main/packs/pack.ts';
import { reanaPack } from '#main/packs/reana/reana-pack.ts';
import { batchOf } from '../../contract/batch-to-pack.ts';
import { writeFolder } from './evaluate-batch.ts';

const pack = reanaPack as unknown as Pack;
const BIN = fileURLToPath(new URL('../../../.cache/python/bin', import.meta.url));
const client = join(BIN, 'reana-client');
const hasClient = existsSync(client) && spawnSync(client, ['--help']).status === 0;
if (!hasClient) {
  console.warn(
    '.cache/python has no reana-client (.ci/run installs it): workflows of REANA are not validated.',
  );
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A batch of three points, of which the second fails. */
async function write(options: Record<string, string | number>): Promise<string> {
  const thetas = [1000, 1001, 1002].map((massGeV) => [massGeV, 0.5]);
  const folder = await writeFolder(pack, batchOf(thetas), {
    command: `test {m_zp} != 1001 || { echo 'no spectrum'; exit 3; }; cat "card file.txt" >&2; echo '{{"exp": {m_zp}}}' >limit.json`,
    image: 'docker.io/library/python:3.13',
    ...options,
  });
  const input = join(dirname(folder), 'card file.txt');
  writeFileSync(input, 'a card\n');
  folders.push(dirname(folder));
  return folder;
}

const RESULTS =
  'id,status,reason,seconds,exp\nb3-001,done,,0,1000\nb3-002,failed,no spectrum,0,\nb3-003,done,,0,1002\n';

/** results.csv without the seconds, which depend on the machine. */
function resultsOf(folder: string): string {
  spawnSync('python3', ['collect.py'], { cwd: folder });
  return readFileSync(join(folder, 'results.csv'), 'utf8').replaceAll(/,\d+,(?=\d*\n)/g, ',0,');
}

describe('the pack reana', () => {
  it.runIf(hasClient).each(['batch', 'point'])(
    'is valid for REANA as a workflow for each %s',
    async (workflow) => {
      for (const backend of ['kubernetes', 'htcondorcern', 'slurmcern']) {
        const folder = await write({ workflow, backend, files: '' });
        execFileSync('sh', ['gather-inputs.sh'], { cwd: folder });
        const file = workflow === 'batch' ? 'reana.yaml' : 'points/b3-002/reana.yaml';
        const said = spawnSync(client, ['validate', '-f', file], { cwd: folder, encoding: 'utf8' });
        expect(`${said.stdout}${said.stderr}`).toContain('Valid REANA specification file');
        expect(said.status).toBe(0);
      }
    },
    120_000,
  );

  it.runIf(hasClient)(
    'evaluates a batch under Snakemake, and a failed point stops nothing',
    async () => {
      const folder = await write({ files: '' });
      // The files option wants absolute paths: the folder is known only now.
      writeFileSync(join(folder, 'points', 'b3-001', 'card file.txt'), '');
      writeFileSync(join(folder, 'points', 'b3-003', 'card file.txt'), '');
      execFileSync('sh', ['gather-inputs.sh'], { cwd: folder });
      execFileSync(join(BIN, 'snakemake'), ['--cores', '2', '--quiet'], { cwd: folder, stdio: 'pipe' });
      mkdirSync(join(folder, 'fetched'));
      // As on a machine that has only what was fetched.
      for (const id of ['b3-001', 'b3-002', 'b3-003']) rmSync(join(folder, 'points', id, 'outcome.json'));
      execFileSync('tar', ['-xf', 'returned.tar', '-C', 'fetched'], { cwd: folder });
      expect(execFileSync('sh', ['unpack.sh', 'fetched'], { cwd: folder, encoding: 'utf8' })).toBe(
        '3 points unpacked\n',
      );
      expect(resultsOf(folder)).toBe(RESULTS);
    },
    120_000,
  );

  it('submits each point once, also where it is run again, and takes the input files along', async () => {
    const folder = await write({ workflow: 'point' });
    const root = dirname(folder);
    const played = join(root, 'bin');
    mkdirSync(played);
    // reana-client run: evaluates the point in a copy of the folder; download: gives what it left there.
    writeFileSync(
      join(played, 'reana-client'),
      `#!/bin/sh
echo "$*" >>"$PLAYED/calls"
case $1 in
  run)
    if [ -e "$PLAYED/down" ]; then echo 'the service is down' >&2; exit 1; fi
    work="$PLAYED/$5"; mkdir "$work" || exit 1
    cp -R . "$work"; cd "$work"; mkdir -p returned
    id=\${5#contourist-batch-3-}
    sh return-point.sh "$id" "returned/$id.tar.gz" ;;
  download) mkdir -p "$5/returned"; cp "$PLAYED/$3/$6" "$5/$6" ;;
esac
`,
    );
    chmodSync(join(played, 'reana-client'), 0o755);
    const environment = {
      ...process.env,
      PATH: `${played}${delimiter}${process.env.PATH}`,
      PLAYED: played,
    };
    const run = (...args: string[]) =>
      spawnSync('sh', args, { cwd: folder, env: environment, encoding: 'utf8' });
    const again = await writeFolder(pack, batchOf([1000, 1001, 1002].map((massGeV) => [massGeV, 0.5])), {
      command: `test {m_zp} != 1001 || { echo 'no spectrum'; exit 3; }; cat "card file.txt" >&2; echo '{{"exp": {m_zp}}}' >limit.json`,
      image: 'python',
      workflow: 'point',
      files: join(root, 'card file.txt'),
    });
    folders.push(dirname(again));
    const there = { cwd: again, env: environment, encoding: 'utf8' } as const;
    expect(spawnSync('sh', ['submit.sh'], there).status).toBe(0);
    expect(spawnSync('sh', ['submit.sh'], there).status).toBe(0);
    const calls = () =>
      readFileSync(join(played, 'calls'), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('run'));
    expect(calls()).toHaveLength(3);
    expect(spawnSync('sh', ['fetch.sh'], there).stdout).toContain('3 points unpacked');
    expect(resultsOf(again)).toBe(RESULTS);
    // An archive that reaches elsewhere is left alone.
    execFileSync(
      'sh',
      [
        '-c',
        'mkdir -p evil/points && echo x >evil/owned && cd evil && tar -czf ../fetched/evil.tar.gz points ../evil/owned 2>/dev/null; rm owned',
      ],
      { cwd: again },
    );
    expect(spawnSync('sh', ['unpack.sh', 'fetched'], there).stderr).toContain('no archive of a point');
    expect(existsSync(join(again, 'evil', 'owned'))).toBe(false);
    expect(run('submit.sh', 'nowhere.txt').status).toBe(64);
  }, 60_000);
});
