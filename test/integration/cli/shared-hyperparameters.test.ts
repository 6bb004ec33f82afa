import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitResultSchema } from '#shared/contract/surrogates/fit.ts';
import { processReport } from '../process-report.ts';
import { contourist } from './contourist.ts';

const CAMPAIGN = `name: Shared
parameters:
  - { name: m_zp, unit: GeV, lower: 500, upper: 4000 }
  - { name: m_dm, unit: GeV, lower: 50, upper: 1500 }
quantities: [exp, exp_p1, obs]
contour: exp
`;

/** Observed limits are not there yet for every point. */
const rows = Array.from({ length: 30 }, (_, k) => {
  const [zp, dm] = [500 + 3500 * ((k * 0.618) % 1), 50 + 1450 * ((k * 0.414) % 1)];
  const exp = Math.exp(zp / 1500 - dm / 900 - 1);
  const exp_p1 = exp * (1.4 + 0.1 * Math.sin(k));
  const obs = k < 27 ? exp * (1 + 0.2 * Math.cos(3 * k)) : '';
  return [zp, dm, exp, exp_p1, obs].join(',');
});

describe('contourist fit --hyperparameters shared', () => {
  let folder: string;
  const run = (...args: string[]) => contourist(folder, ...args);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'contourist-shared-'));
    writeFileSync(join(folder, 'campaign.yaml'), CAMPAIGN);
    writeFileSync(join(folder, 'high.csv'), ['m_zp,m_dm,exp,exp_p1,obs', ...rows].join('\n'));
    await run('new', 'scan.contourist', '--from', 'campaign.yaml');
    expect(await run('import', 'scan.contourist', 'high.csv')).toMatchObject({ code: 0 });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('fits the quantities of the same points together, and says which stands alone', async () => {
    const { code, stdout } = await run('fit', 'scan.contourist', '--hyperparameters', 'shared', '--json');
    expect(code).toBe(0);
    const [exp, up, obs] = fitResultSchema.parse(JSON.parse(stdout)).fits.map(processReport);
    expect([exp, up, obs].map(({ together }) => together)).toEqual([
      ['exp', 'exp_p1'],
      ['exp', 'exp_p1'],
      ['obs'],
    ]);
    expect(up.lengths).toEqual(exp.lengths);
    expect(up.bias).not.toBe(exp.bias);
    expect(obs.lengths).not.toEqual(exp.lengths);
    expect(exp.warnings).toContainEqual(
      expect.objectContaining({
        code: 'not-shared',
        with: ['exp_p1'],
        notWith: ['obs'],
      }),
    );
    expect(obs.warnings).toContainEqual(
      expect.objectContaining({ code: 'not-shared', with: [], notWith: ['exp', 'exp_p1'] }),
    );
    const { stdout: text } = await run('fit', 'scan.contourist', '--hyperparameters', 'shared');
    expect(text).toContain('One set of hyperparameters: exp, exp_p1; the time');
    const { stdout: status } = await run('status', 'scan.contourist');
    expect(status).toContain('obs: Its hyperparameters are shared with no other quantity');
  });

  it('keeps them apart otherwise', async () => {
    const { stdout } = await run('fit', 'scan.contourist', '--json');
    const fits = fitResultSchema.parse(JSON.parse(stdout)).fits.map(processReport);
    expect(fits.map(({ together }) => together)).toEqual([['exp'], ['exp_p1'], ['obs']]);
    expect(fits[1].lengths).not.toEqual(fits[0].lengths);
  });
});
