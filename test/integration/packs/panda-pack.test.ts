// A task of PanDA: the call of prun is read by panda-client's own parser (PyPI: panda-client), which a script then plays:
// each job in a copy of the folder, the archives where rucio would bring them from.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { Pack } from '#main/packs/pack.ts';
import { pandaPack } from '#main/packs/panda/panda-pack.ts';
import { batchOf } from '../../contract/batch-to-pack.ts';
import { writeFolder } from './evaluate-batch.ts';

const PYTHON = fileURLToPath(new URL('../../../.cache/python/bin/python', import.meta.url));
const hasClient = existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import pandaclient']).status === 0;
if (!hasClient)
  console.warn('.cache/python has no panda-client (.ci/run installs it): calls of prun are not parsed.');

let root = '';
afterAll(() => root !== '' && rmSync(root, { recursive: true, force: true }));

const PRUN = `#!${PYTHON}
import json, os, shutil, subprocess, sys
from pandaclient import PrunArgs
parser = PrunArgs.build_parser()
parser = parser[0] if isinstance(parser, tuple) else parser
options = parser.parse_args(sys.argv[1:])
played = os.environ["PLAYED"]
with open(os.path.join(played, "task.json"), "w") as file:
    json.dump({k: getattr(options, k) for k in ("outDS", "nJobs", "outputs", "noBuild", "nCore", "memory", "maxAttempt", "containerImage", "extFile")}, file)
returned = os.path.join(played, options.outDS + "_" + options.outputs)
os.mkdir(returned)
for number in range(options.nJobs):
    work = os.path.join(played, "job", str(number))
    shutil.copytree(".", work)
    subprocess.run(options.jobParams.replace("%RNDM:1", str(number + 1)), shell=True, cwd=work, check=True)
    shutil.move(os.path.join(work, options.outputs), os.path.join(returned, "user.jdoe.1234._%06d.%s" % (number + 1, options.outputs)))
    shutil.rmtree(work)
`;

it.runIf(hasClient)(
  'submits a task that prun reads, brings back its points, and submits failed ones again',
  async () => {
    const folder = await writeFolder(
      pandaPack as unknown as Pack,
      batchOf([1000, 1001, 1002].map((m) => [m, 0.5])),
      {
        command: `test {m_zp} != 1001 || { echo 'no spectrum'; exit 3; }; echo '{{"exp": {m_zp}}}' >out/limit.json`,
        result: 'out/limit.json',
        dataset: 'user.jdoe.darkhiggs.batch3',
        image: 'docker://atlas/analysisbase:25.2',
        cores: 8,
        memoryMb: 16_000,
        extra: '--site ANALY_CERN',
      },
    );
    root = dirname(folder);
    const played = join(root, 'played');
    mkdirSync(played);
    writeFileSync(join(played, 'prun'), PRUN);
    // rucio download --dir FOLDER NAME
    writeFileSync(join(played, 'rucio'), '#!/bin/sh\ncp -R "$PLAYED/$4" "$3/"\n');
    for (const name of ['prun', 'rucio']) chmodSync(join(played, name), 0o755);
    const environment = {
      ...process.env,
      PATH: `${played}${delimiter}${process.env.PATH}`,
      PLAYED: played,
    };
    const run = (...args: string[]) =>
      spawnSync('sh', args, { cwd: folder, env: environment, encoding: 'utf8' });

    expect(run('submit.sh').stderr).toBe('');
    expect(JSON.parse(readFileSync(join(played, 'task.json'), 'utf8'))).toEqual({
      outDS: 'user.jdoe.darkhiggs.batch3',
      nJobs: 3,
      outputs: 'point.tar.gz',
      noBuild: true,
      nCore: 8,
      memory: 2000,
      maxAttempt: 3,
      containerImage: 'docker://atlas/analysisbase:25.2',
      extFile: 'README',
    });
    expect(run('submit.sh')).toMatchObject({ status: 65 });
    expect(run('fetch.sh').stdout).toBe('3 points unpacked\n');
    execFileSync('sh', ['-c', 'python3 collect.py || test $? -eq 1'], { cwd: folder });
    expect(readFileSync(join(folder, 'results.csv'), 'utf8').replaceAll(/,\d+,(?=\d*\n)/g, ',0,')).toBe(
      'id,status,reason,seconds,exp\nb3-001,done,,0,1000\nb3-002,failed,no spectrum,0,\nb3-003,done,,0,1002\n',
    );
    expect(readFileSync(join(folder, 'resubmit.txt'), 'utf8')).toBe('b3-002\n');
    expect(run('submit.sh', 'resubmit.txt')).toMatchObject({ status: 64 });
    expect(run('submit.sh', 'resubmit.txt', 'user.jdoe.darkhiggs.batch3.2').status).toBe(0);
    expect(JSON.parse(readFileSync(join(played, 'task.json'), 'utf8'))).toMatchObject({ nJobs: 1 });
  },
  60_000,
);
