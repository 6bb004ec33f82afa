import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createRandom } from '#shared/numerics/random.ts';
import { runHere } from '../../unit/src-main/cli/captured-terminal.ts';
import { contourist } from './contourist.ts';

let folder: string;
const file = () => join(folder, 'scan.contourist');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-interrupt-'));
  const random = createRandom(1);
  const rows = Array.from({ length: 500 }, () => [random.uniform(), random.uniform()]).map(
    ([a, b]) => `${a},${b},${Math.exp(3 * a - 2 * b + 0.2 * Math.sin(9 * a * b))}`,
  );
  writeFileSync(join(folder, 'limits.csv'), `a,b,exp\n${rows.join('\n')}\n`);
  writeFileSync(
    join(folder, 'campaign.yaml'),
    'name: Interrupted\nparameters: [{ name: a, lower: 0, upper: 1 }, { name: b, lower: 0, upper: 1 }]\nquantities: [exp]\ncontour: exp\n',
  );
  await contourist(folder, 'new', 'scan.contourist', '--from', 'campaign.yaml');
  await contourist(folder, 'import', 'scan.contourist', 'limits.csv');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('ends a fit at Ctrl+C with a sentence and its own exit code, and leaves the file closed', async () => {
  const before = process.listenerCount('SIGINT');
  const running = runHere('fit', file(), '--engine', 'portable');
  // In this process: the handler of the command line gets the signal, as it would from a terminal.
  await vi.waitUntil(() => process.listenerCount('SIGINT') > before, { timeout: 60_000, interval: 5 });
  process.emit('SIGINT');
  expect(await running).toEqual({
    code: 130,
    stdout: '',
    stderr: 'Interrupted. The campaign file holds every step that was finished.\n',
  });
  expect(process.listenerCount('SIGINT')).toBe(before);
  expect(await contourist(folder, 'status', file(), '--read-only')).toMatchObject({ code: 0 });
  expect((await contourist(folder, 'batch', file(), '--batch', '1')).stderr).toMatch(/no batch 1/);
});
