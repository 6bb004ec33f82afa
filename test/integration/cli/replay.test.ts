import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { replayResultSchema } from '#shared/contract/replays/replay.ts';
import { contourist } from './contourist.ts';

const CAMPAIGN = `name: A disc
parameters:
  - { name: a, lower: 0, upper: 10 }
  - { name: b, lower: 1, upper: 100, scale: log }
quantities: [obs]
contour: obs
`;

/** 81 points inside the bounds, and 9 outside; the cheap estimate is optimistic. */
function writeScan(folder: string): void {
  const rows = Array.from({ length: 90 }, (_, row) => {
    const [x, y] = [(row % 9) / 8, Math.floor(row / 9) / 8];
    const mu = Math.exp(3 * (Math.hypot(x, y) - 0.7));
    return [10 * x, 100 ** y, mu, 0.8 * mu].join(',');
  });
  writeFileSync(join(folder, 'scan.csv'), `a,b,obs,cheap\n${rows.join('\n')}\n`);
  writeFileSync(join(folder, 'low.yaml'), 'quantities: { obs: cheap }\n');
  writeFileSync(join(folder, 'campaign.yaml'), CAMPAIGN);
}

it('compares methods on a finished scan, in the order asked for', { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-replay-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeScan(folder);
  const replay = (...args: string[]) =>
    contourist(
      folder,
      ...['replay', '--from', 'campaign.yaml', '--data', 'scan.csv'],
      ...['--initial', '6', '--batch', '4', '--until', '14', ...args],
    );

  const { code, stdout, stderr } = await replay('--methods', 'sur,random', '--seeds', '2', '--json');
  expect(code).toBe(0);
  expect(stderr).toContain('81 points; left out: 9 outside, 0 not readable.\n');
  expect(stderr).toContain('4/4: ');
  const { runs } = replayResultSchema.parse(JSON.parse(stdout));
  expect(runs.map(({ method, seed }) => [method, seed])).toEqual([
    ['sur', 1],
    ['sur', 2],
    ['random', 1],
    ['random', 2],
  ]);
  for (const { steps } of runs) expect(steps.map(({ evaluations }) => evaluations)).toEqual([6, 10, 14]);

  const low = ['--low', 'scan.csv', '--low-mapping', 'low.yaml', '--low-count', '40'];
  const inWords = await replay('--methods', 'entropy', '--seeds', '1', ...low);
  expect(inWords.stderr).toContain('81 points and 81 of low fidelity');
  expect(inWords.stdout).toMatch(/^entropy +6 /m);

  expect(await replay('--until', '5')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--until 5 lies below --initial 6.'),
  });
  expect(await replay('--methods', 'sur,best')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('best is none of batch-entropy, sur'),
  });
  expect(await replay('--initial', '100', '--until', '120')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('fewer than the 100 to begin with'),
  });
});
