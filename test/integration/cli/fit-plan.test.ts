import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fitPlanSchema, fitResultSchema } from '#shared/contract/surrogates/fit.ts';
import { processReport } from '../process-report.ts';
import { contourist } from './contourist.ts';

const CAMPAIGN = `name: Grid
parameters:
  - { name: m_zp, unit: GeV, lower: 500, upper: 4000 }
  - { name: gx, lower: 0.1, upper: 1, scale: log }
quantities: [exp]
contour: exp
`;

/** A cheap scan on 9 × 7 points, evenly spaced in m_zp and in log gx, with the digits that a person writes. */
const low = Array.from({ length: 63 }, (_, k) => {
  const [i, j] = [k % 9, Math.floor(k / 9)];
  const [mass, coupling] = [500 + 437.5 * i, (0.1 * 10 ** (j / 6)).toPrecision(3)];
  return `${mass},${coupling},${Math.exp(0.4 * i - 0.3 * j - 1).toPrecision(6)}`;
});
const high = Array.from(
  { length: 12 },
  (_, k) => `${700 + 270 * k},${0.15 + 0.06 * ((5 * k) % 12)},${(0.4 + 0.2 * k).toFixed(2)}`,
);

describe('contourist fit on a grid', () => {
  let folder: string;
  const run = (...args: string[]) => contourist(folder, ...args);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'contourist-plan-'));
    writeFileSync(join(folder, 'campaign.yaml'), CAMPAIGN);
    writeFileSync(join(folder, 'low.csv'), ['m_zp,gx,exp', ...low].join('\n'));
    writeFileSync(join(folder, 'high.csv'), ['m_zp,gx,exp', ...high].join('\n'));
    await run('new', 'grid.contourist', '--from', 'campaign.yaml');
    await run('import', 'grid.contourist', 'low.csv', '--fidelity', 'low');
    expect(await run('import', 'grid.contourist', 'high.csv')).toMatchObject({ code: 0 });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says beforehand what each solver would need', async () => {
    const { code, stdout } = await run('fit', 'grid.contourist', '--plan', '--json');
    expect(code).toBe(0);
    const [plan] = z.array(fitPlanSchema).parse(JSON.parse(stdout));
    expect(plan).toMatchObject({ quantity: 'exp', nLow: 63, nHigh: 12, takes: 'grid' });
    const [grid, dense] = ['grid', 'dense'].map((name) =>
      plan.solvers.find((solver) => solver.name === name),
    );
    expect(grid?.basis?.use).toEqual({ code: 'grid', points: 63, sizes: [9, 7], holes: 0, beside: 12 });
    expect(stdout).toContain('"text": "63 points lie on a 9 × 7 grid, 12 others beside it"');
    expect(grid?.operations).toBeLessThan(dense?.operations ?? 0);
    const { stdout: text } = await run('fit', 'grid.contourist', '--plan', '--solver', 'dense');
    expect(text).toMatch(/^exp: 63 low, 12 high\n/);
    expect(text).toMatch(/It would run dense; [\d.]+ GiB may be taken here\.\n$/);
  });

  it('fits by the solver that it is told to', async () => {
    const fitted = async (...args: string[]) => {
      const { code, stdout, stderr } = await run('fit', 'grid.contourist', '--json', ...args);
      expect([code, stderr]).toEqual([0, '']);
      return processReport(fitResultSchema.parse(JSON.parse(stdout)).fits[0]);
    };
    const [grid, dense] = [await fitted('--solver', 'grid'), await fitted('--solver', 'dense')];
    expect([grid.solver, dense.solver]).toEqual(['grid', 'dense']);
    // The second starts from the first one's optimum: the same −log L to the search's own tolerance.
    expect(Math.abs(grid.negLogL - dense.negLogL)).toBeLessThan(1e-2);
    expect(grid.certificate?.bound).toBeLessThan(1e-9);
    expect(dense.certificate).toBeNull();
  });
});
