// Results of a batch go through the same checks as imports: what would make numbers wrong is refused.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contourist } from './contourist.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-results-'));
  writeFileSync(
    join(folder, 'campaign.yaml'),
    'name: Results\nparameters: [{ name: a, lower: 0, upper: 1 }, { name: b, lower: 0, upper: 1 }]\nquantities: [exp]\ncontour: exp\n',
  );
  await contourist(folder, 'new', 'c.contourist', '--from', 'campaign.yaml');
  await contourist(folder, 'propose', 'c.contourist', '--size', '6');
  await contourist(folder, 'export', 'c.contourist', '--batch', '1', '--to', 'out');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A results file with a limit for each point under another column's name. */
function write(name: string, column: string): void {
  const [, ...rows] = readFileSync(join(folder, 'out', 'batch-1.csv'), 'utf8')
    .trim()
    .split('\n');
  const lines = rows.map((row, index) => `${row},${(0.2 + index / 10).toFixed(2)}`);
  writeFileSync(join(folder, name), `id,a,b,${column}\n${lines.join('\n')}\n`);
}

it('refuses CLs values under the name of limits, and takes them where somebody says so', async () => {
  write('cls.csv', 'CLs_exp');
  writeFileSync(join(folder, 'm.yaml'), 'quantities: { exp: CLs_exp }\n');
  const asked = ['results', 'c.contourist', 'cls.csv', '--mapping', 'm.yaml'];
  const refused = await contourist(folder, ...asked);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/CLs/);
  expect(refused.stderr).toMatch(/--accept cls-as-mu/);
  expect((await contourist(folder, 'status', 'c.contourist')).stdout).toMatch(/6 (requested|exported)/);

  const dry = await contourist(folder, ...asked, '--dry-run');
  expect(dry.stderr).toMatch(/warning: .*CLs/);
  const taken = await contourist(folder, ...asked, '--accept', 'cls-as-mu');
  expect(taken.code).toBe(0);
  expect(taken.stdout).toMatch(/^6 joined/);
});
