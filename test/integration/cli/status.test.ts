import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { measureLimits } from '#resources/synthetic-scan/synthetic-scan.ts';
import { campaignStatusSchema } from '#shared/contract/iterations/status.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { contourist } from './contourist.ts';

/** Points of the synthetic search in two dimensions. */
function syntheticCsv(fidelity: 'low' | 'high', count: number, scrambleSeed: number): string {
  const v = sobolPoints(2, count, { scrambleSeed });
  const rows = Array.from({ length: count }, (_, i) => {
    const point = { m_zp: 500 + 3500 * v[2 * i], m_dm: 50 + 1450 * v[2 * i + 1], m_s: 110, gx: 1 };
    return [point.m_zp, point.m_dm, measureLimits(fidelity, point, i).exp];
  });
  return writeTable(['m_zp', 'm_dm', 'exp'], rows);
}

describe('contourist status', () => {
  let folder: string;
  const run = (...args: string[]) => contourist(folder, ...args);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'contourist-status-'));
    copyFileSync('resources/synthetic-scan/campaign-2d.yaml', join(folder, 'campaign.yaml'));
    writeFileSync(join(folder, 'low.csv'), syntheticCsv('low', 24, 1));
    writeFileSync(join(folder, 'first.csv'), syntheticCsv('high', 8, 2));
    writeFileSync(join(folder, 'second.csv'), syntheticCsv('high', 8, 3));
    writeFileSync(join(folder, 'test.csv'), syntheticCsv('high', 50, 4));
    await run('new', 'scan.contourist', '--from', 'campaign.yaml');
    await run('import', 'scan.contourist', 'low.csv', '--fidelity', 'low');
    await run('import', 'scan.contourist', 'test.csv', '--test');
    await run('import', 'scan.contourist', 'first.csv');
    expect(await run('fit', 'scan.contourist', '--engine', 'portable')).toMatchObject({ code: 0 });
    await run('import', 'scan.contourist', 'second.csv');
    expect(await run('fit', 'scan.contourist', '--engine', 'portable')).toMatchObject({ code: 0 });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('shows two iterations as JSON', async () => {
    const { code, stdout, stderr } = await run('status', 'scan.contourist', '--json');
    expect([code, stderr]).toEqual([0, '']);
    const status = campaignStatusSchema.parse(JSON.parse(stdout));
    expect(status.iterations.map(({ nLow, nHigh }) => [nLow, nHigh])).toEqual([
      [24, 8],
      [24, 16],
    ]);
    const [first, second] = status.iterations;
    expect(first.moved).toBeNull();
    for (const { entropy } of [first, second]) {
      expect(entropy).toBeGreaterThan(0);
      expect(entropy).toBeLessThan(Math.LN2);
    }
    expect(second.moved).toBeGreaterThan(0);
    expect(second.changed).toBeLessThan(0.5);
    expect(Object.values(second.confusion.exp ?? {}).reduce((sum, count) => sum + count, 0)).toBe(50);
    expect(second.parameters.m_zp).toMatchObject({ unit: 'GeV' });
    expect(status.stop).toMatchObject({ metric: 'entropy', below: 0.01, for: 2 });
    expect(status.forecast).toBeNull();
    expect(status.points.high).toEqual({ total: 66, test: 50, excluded: 0 });
  });

  it('shows them as a table with a verdict', async () => {
    const { code, stdout } = await run('status', 'scan.contourist');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^iteration +low +high +entropy\/nat/m);
    expect(stdout).toMatch(/^ +2 +24 +16 +0\.\d+ ± 0\.\d+/m);
    expect(stdout).toMatch(/^Half of the contour \(nine tenths\) is known to ±[\d.]+ GeV in m_zp/m);
    expect(stdout).toMatch(/^entropy 0\.\d+ is (not )?below 0\.01/m);
  });

  it('works on a campaign that has not been fitted', async () => {
    await run('new', 'empty.contourist', '--from', 'campaign.yaml');
    const { code, stdout } = await run('status', 'empty.contourist');
    expect([code, stdout]).toEqual([
      0,
      'Synthetic dark Higgs search, two masses: 0 high-fidelity, 0 low-fidelity points\n\nNothing has been fitted yet.\n',
    ]);
  });
});

it('what a definition says and rarely means is a warning when it is made, and of status', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-status-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const definition = (more: string) =>
    `name: blind\nparameters:\n  - { name: m_zp, lower: 500, upper: 4000 }\n  - { name: m_dm, lower: 50, upper: 1500 }\nquantities: [exp]\ncontour: exp\n${more}`;
  const blind = 'warning: the coordinates do not depend on m_dm: the model cannot see it';
  writeFileSync(join(folder, 'blind.yaml'), definition('coordinates: ["m_zp"]\n'));
  const made = await contourist(folder, 'new', 'scan.contourist', '--from', 'blind.yaml');
  expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining(blind) });
  expect((await contourist(folder, 'status', 'scan.contourist')).stdout).toContain(blind);
  writeFileSync(join(folder, 'none.yaml'), definition('constraints: ["m_dm > m_zp", "m_zp > 1600"]\n'));
  const edited = await contourist(folder, 'edit', 'scan.contourist', '--from', 'none.yaml', '--dry-run');
  expect(edited.stderr).toContain(
    'warning: no point was found that satisfies m_dm > m_zp and m_zp > 1600 within the bounds',
  );
});
