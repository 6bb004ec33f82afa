import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureLimits } from '#resources/synthetic-scan/synthetic-scan.ts';
import { sliceSchema } from '#shared/contract/slices/slice.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { contourist } from './contourist.ts';

/** 40 points of the synthetic search in four dimensions, expected and observed. */
function syntheticCsv(): string {
  const v = sobolPoints(4, 40, { scrambleSeed: 2 });
  const rows = Array.from({ length: 40 }, (_, i) => {
    const [a, b, c, d] = v.subarray(4 * i, 4 * i + 4);
    const point = { m_zp: 500 + 3500 * a, m_dm: 50 + 1450 * b, m_s: 50 + 120 * c, gx: 0.3 * 10 ** d };
    const { exp, obs } = measureLimits('high', point, 1);
    return [point.m_zp, point.m_dm, point.m_s, point.gx, exp, obs];
  });
  return writeTable(['m_zp', 'm_dm', 'm_s', 'gx', 'exp', 'obs'], rows);
}

describe('contourist slice and predict', () => {
  let folder: string;
  const run = (...args: string[]) => contourist(folder, ...args);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'contourist-slice-'));
    copyFileSync('resources/synthetic-scan/campaign.yaml', join(folder, 'campaign.yaml'));
    writeFileSync(join(folder, 'limits.csv'), syntheticCsv());
    await run('new', 'scan.contourist', '--from', 'campaign.yaml');
    await run('import', 'scan.contourist', 'limits.csv');
    expect(await run('fit', 'scan.contourist')).toMatchObject({ code: 0 });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('writes a slice as JSON, CSV and SVG, and says what stands at mid-range', async () => {
    const slice = (out: string, ...more: string[]) =>
      run('slice', 'scan.contourist', '--x', 'm_zp', '--y', 'm_dm', '--grid', '21', '--out', out, ...more);

    const json = await slice('S.json', '--fix', 'gx=1', 'm_s=100');
    expect(json).toMatchObject({ code: 0, stdout: expect.stringContaining('gx = 1, gq = 0.25 (fixed)') });
    const parsed = sliceSchema.parse(JSON.parse(readFileSync(join(folder, 'S.json'), 'utf8')));
    expect(parsed.fixed).toEqual({ m_s: 100, gx: 1, gq: 0.25 });
    expect(Object.keys(parsed.quantities)).toEqual(['exp', 'obs']);

    const csv = await slice('S.csv');
    expect(csv.stdout).toContain('m_s = 110 GeV (mid-range), gx = 0.949 (mid-range)');
    const lines = readFileSync(join(folder, 'S.csv'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2 + 21 ** 2);
    expect(lines[0]).toBe('# at mid-range of its scale: m_s, gx');

    expect(await slice('S.svg')).toMatchObject({ code: 0, stderr: '' });
    const svg = readFileSync(join(folder, 'S.svg'), 'utf8');
    expect(svg).toContain('Synthetic dark Higgs search');
    expect(svg).toContain('(mid-range)');
    expect(await slice('S.pdf')).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(folder, 'S.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await slice('S.png')).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(folder, 'S.png')).subarray(1, 4).toString()).toBe('PNG');
  });

  it('predicts the points of a table', async () => {
    writeFileSync(join(folder, 'P.csv'), 'tag,m_zp,m_dm,m_s,gx\na,1000,200,110,1\nb,1000,200,110,9\n');
    const { code, stdout, stderr } = await run(
      ...['predict', 'scan.contourist', '--points', 'P.csv', '--out', 'Q.csv'],
    );
    expect([code, stdout]).toEqual([0, 'Wrote Q.csv: 1 point predicted, 1 not\n']);
    expect(stderr).toMatch(/line 3: gx = 9 is above its upper bound 3/);
    const [header, first, second] = readFileSync(join(folder, 'Q.csv'), 'utf8').split('\n');
    expect(header).toBe(
      'tag,m_zp,m_dm,m_s,gx,mean_exp,sd_exp,p_excl_exp,entropy_exp,extrapolated_exp,fidelity_exp,mean_obs,sd_obs,p_excl_obs,entropy_obs,extrapolated_obs,fidelity_obs',
    );
    expect(first).toMatch(/^a,1000,200,110,1,-[\d.]+,.*,high,.*,high$/);
    expect(second).toBe('b,1000,200,110,9,,,,,,,,,,,,');
  });

  it.each([
    [['--x', 'm_zp', '--y', 'mdm', '--out', 'S.json'], 'Did you mean m_dm?'],
    [['--x', 'm_zp', '--y', 'm_dm', '--out', 'S.eps'], 'End its name in .json, .csv, .svg, .pdf, .png.'],
    [['--x', 'm_zp', '--y', 'm_dm', '--fix', 'gx', '--out', 'S.json'], '"gx" is not of the form name=number'],
    [['--x', 'm_zp', '--y', 'm_dm', '--grid', 'x', '--out', 'S.json'], '2 to 2001 nodes'],
  ])('refuses %j as usage', async (options, message) => {
    const { code, stderr } = await run('slice', 'scan.contourist', ...options);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
