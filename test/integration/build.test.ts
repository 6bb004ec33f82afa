// `npm run build` gives programs that run: the command line, and the compute process that it forks by its path.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-build-'));
  execFileSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'pipe' });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function built(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('out/main/cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

it('builds a command line that runs', () => {
  expect(built('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: contourist') });
});

it('builds a compute process that the command line finds', () => {
  const yaml = 'name: One\nparameters: [{ name: a, lower: 0, upper: 1 }]\nquantities: [exp]\ncontour: exp\n';
  writeFileSync(join(folder, 'campaign.yaml'), yaml);
  writeFileSync(join(folder, 'limits.csv'), 'a,exp\n0,0.1\n0.2,0.3\n0.5,0.8\n0.7,1.6\n1,3\n');
  expect(built('new', 'one.contourist', '--from', 'campaign.yaml')).toMatchObject({ status: 0 });
  expect(built('import', 'one.contourist', 'limits.csv')).toMatchObject({ status: 0 });
  expect(built('fit', 'one.contourist', '--json')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('"negLogL"'),
  });
});
