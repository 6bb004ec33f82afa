// What only a process of its own has: exit codes, its two streams, a reader that goes away, Ctrl+C.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { fitResultSchema } from '#shared/contract/surrogates/fit.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { contourist } from './contourist.ts';
import { contouristProcess } from './contourist-process.ts';

const MAIN = ['--disable-warning=ExperimentalWarning', resolve('src-main/cli/main.ts')];
const CAMPAIGN = `name: Small
parameters: [{ name: a, lower: 0, upper: 1 }, { name: b, lower: 0, upper: 1 }]
quantities: [exp]
contour: exp
`;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-process-'));
  const random = createRandom(1);
  const rows = Array.from({ length: 500 }, () => {
    const [a, b] = [random.uniform(), random.uniform()];
    return `${a},${b},${Math.exp(3 * a - 2 * b + 0.2 * Math.sin(9 * a * b))}`;
  });
  writeFileSync(join(folder, 'campaign.yaml'), CAMPAIGN);
  writeFileSync(join(folder, 'few.csv'), `a,b,exp\n${rows.slice(0, 8).join('\n')}\n`);
  writeFileSync(join(folder, 'many.csv'), `a,b,exp\n${rows.join('\n')}\n`);
  for (const name of ['few', 'many']) {
    await contourist(folder, 'new', `${name}.contourist`, '--from', 'campaign.yaml');
    await contourist(folder, 'import', `${name}.contourist`, `${name}.csv`);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  [['status', 'few.contourist'], 0],
  [['status', 'none.contourist'], 1],
  [['stats', 'few.contourist'], 2],
] as const)('%j ends with exit code %i', async (args, code) => {
  const run = await contouristProcess(folder, ...args);
  expect(run.code).toBe(code);
  expect(run[code === 0 ? 'stderr' : 'stdout']).toBe('');
});

it('writes nothing but JSON to standard output, whatever the compute process loads', async () => {
  const { code, stdout } = await contouristProcess(folder, 'fit', 'few.contourist', '--json');
  expect(code).toBe(0);
  expect(fitResultSchema.parse(JSON.parse(stdout)).fits).toMatchObject([{ quantity: 'exp', nHigh: 8 }]);
});

it('ends quietly where its reader has seen enough', async () => {
  const help = start('--help');
  // The reader is gone before the first word.
  help.stdout.destroy();
  expect(await ended(help)).toEqual({ code: 0, stderr: '' });
});

it('ends a fit at Ctrl+C with its own exit code, and leaves one whole file', async () => {
  const fit = start('fit', 'many.contourist', '--engine', 'portable');
  const end = ended(fit);
  // It has forked its compute process: the fit has begun.
  await vi.waitUntil(() => hasChild(fit.pid), { timeout: 60_000, interval: 20 });
  fit.kill('SIGINT');
  expect(await end).toEqual({
    code: 130,
    stderr: 'Interrupted. The campaign file holds every step that was finished.\n',
  });
  expect(readdirSync(folder).filter((name) => name.startsWith('many.contourist'))).toEqual([
    'many.contourist',
  ]);
});

function start(...args: string[]) {
  return spawn(process.execPath, [...MAIN, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Waits for the end of a process, for its exit code and standard error. */
function ended(child: ReturnType<typeof start>): Promise<{ code: number | null; stderr: string }> {
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((done) => child.once('close', (code) => done({ code, stderr })));
}

/** Whether a process has started another that still runs. */
async function hasChild(pid: number | undefined): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'ppid=']);
  return stdout.split('\n').some((line) => Number(line) === pid);
}
