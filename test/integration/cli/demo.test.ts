// `npm run demo`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { contourist } from './contourist.ts';

it('runs a campaign on the synthetic search that finds the contour', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-demo-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const demo = resolve('src-main/cli/demo/main.ts');
  const { status, stdout } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', demo], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status).toBe(0);

  const rows = [...stdout.matchAll(/^ +(\d+) .* ([\d.]+) %$/gm)];
  expect(rows.map(([, iteration]) => Number(iteration))).toEqual([1, 2, 3, 4, 5]);
  // The cheap limits alone are right on 94 % of the space, four batches bring 99.8 %: 98 % leaves room for other
  // machines' rounding, which steers the batches elsewhere.
  expect(Number(rows[0]?.[2])).toBeLessThan(96);
  expect(Number(rows.at(-1)?.[2])).toBeGreaterThan(98);

  expect(stdout).toContain('contour.svg');
  expect(readFileSync(join(folder, 'contour.svg'), 'utf8')).toContain('Observed');
  expect(stdout).toContain('synthetic-search.contourist');
  const slice = ['slice', 'synthetic-search.contourist', '--x', 'm_s', '--y', 'gx', '--out', 'other.svg'];
  expect(await contourist(folder, ...slice)).toMatchObject({ code: 0 });
});
