// The unattended loop on this machine: it ends by itself, and a loop that is killed ends at the same campaign.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { contourist } from './contourist.ts';

const MAIN = fileURLToPath(new URL('../../../src-main/cli/main.ts', import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** ln μ bends, so that a handful of limits does not settle it; one point in twenty fails, by its place alone. */
const PAYLOAD = `#!/bin/sh
echo "$3" >>"$4/evaluated.txt"
awk -v a="$1" -v b="$2" 'BEGIN {
  if ((a * 1000) % 1 < 0.05) { print "no spectrum at " a; exit 3 }
  printf "{\\"exp\\": %.15g}\\n", exp(3 * a - 2 * b + 0.5 * sin(5 * a * b)) > "limit.json"
}'
`;

async function newCampaign(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-loop-'));
  folders.push(folder);
  writeFileSync(join(folder, 'payload.sh'), PAYLOAD);
  writeFileSync(
    join(folder, 'campaign.yaml'),
    'name: Loop\nparameters: [{ name: a, lower: 0, upper: 1 }, { name: b, lower: 0, upper: 1 }]\nquantities: [exp]\ncontour: exp\nstop: { metric: entropy, below: 1e-9, for: 1 }\n',
  );
  await contourist(folder, 'new', 'c.contourist', '--from', 'campaign.yaml');
  return folder;
}

const loopArguments = (folder: string) => [
  'run',
  join(folder, 'c.contourist'),
  ...['--on', 'local', '--command', `sh '${folder}/payload.sh' {a} {b} {id} '${folder}'`],
  ...['--batch-size', '6', '--batches', '3', '--until-stop', '--poll', '1', '--retries', '0'],
];

/** Runs the loop in a process of its own until it says something, and kills it then; null lets it end. */
function runUntil(folder: string, word: RegExp | null): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const loop = spawn(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      MAIN,
      ...loopArguments(folder),
    ]);
    let said = '';
    loop.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (word?.test(said)) loop.kill('SIGKILL');
    });
    loop.on('error', reject);
    loop.on('exit', (code) => (code !== null && code !== 0 ? reject(new Error(said)) : resolve(code)));
  });
}

/** Every point with its limits, as the campaign has them; numbers of points aside, which follow the order of arrival. */
async function pointsOf(folder: string): Promise<unknown> {
  const batches = [];
  for (const number of ['1', '2', '3']) {
    const { stdout } = await contourist(folder, 'batch', 'c.contourist', '--batch', number, '--json');
    const { points } = JSON.parse(stdout);
    batches.push(points.map(({ id, parameters, state }: never) => ({ id, parameters, state })));
  }
  return batches;
}

it('closes the loop, and ends at the same campaign when it is killed three times', async () => {
  const [calm, killed] = [await newCampaign(), await newCampaign()];
  expect(await runUntil(calm, null)).toBe(0);
  for (const word of [/Batch 1: 6 points proposed/, /Batch 2: 6 points submitted/, /Batch 2: \d results/]) {
    expect(await runUntil(killed, word)).toBeNull();
  }
  expect(await runUntil(killed, null)).toBe(0);
  const evaluated = readFileSync(join(killed, 'evaluated.txt'), 'utf8').trim().split('\n');
  expect(evaluated).toHaveLength(18);
  expect(new Set(evaluated).size).toBe(18);
  expect(await pointsOf(killed)).toEqual(await pointsOf(calm));
  expect(existsSync(join(killed, 'c-runs', 'batch-3', 'points.csv'))).toBe(true);
}, 180_000);

it('stops where a whole batch fails, and says why', async () => {
  const folder = await newCampaign();
  const arguments_ = loopArguments(folder);
  arguments_[5] = 'echo the licence server is down; exit 1';
  const { code, stderr } = await contourist(folder, ...arguments_);
  expect(code).toBe(1);
  expect(stderr).toMatch(/All 6 points of batch 1 failed/);
  expect(stderr).toMatch(/the licence server is down/);
}, 60_000);

it('asks when it is to end', async () => {
  const folder = await newCampaign();
  const { code, stderr } = await contourist(
    folder,
    'run',
    'c.contourist',
    '--on',
    'local',
    '--command',
    'x',
    '--batch-size',
    '6',
  );
  expect(code).toBe(2);
  expect(stderr).toMatch(/Say when the loop ends/);
});
