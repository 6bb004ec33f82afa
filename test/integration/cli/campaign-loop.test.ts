import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { measuredTable, scanPoints, tablePoints } from '#resources/synthetic-scan/limit-tables.ts';
import { batchReportSchema } from '#shared/contract/batches/batch.ts';
import { resultsReportSchema } from '#shared/contract/batches/results.ts';
import { campaignStatusSchema } from '#shared/contract/iterations/status.ts';
import { fitResultSchema } from '#shared/contract/surrogates/fit.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { createSpace } from '#shared/domain/space.ts';
import { readTable } from '../../unit/src-shared/formats/table-of-text.ts';
import { processReport } from '../process-report.ts';
import { contourist } from './contourist.ts';

// One campaign on the synthetic search in four dimensions, told step by step: each test goes on where the last ended.
let folder: string;
const at = (name: string) => join(folder, name);

/** Runs a command that must succeed and returns its JSON. */
async function json(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await contourist(folder, ...args, '--json');
  expect(stderr).not.toMatch(/error:/);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

const runFit = async (...args: string[]) =>
  fitResultSchema.parse(await json('fit', 'scan.contourist', ...args));
const batch = async (...args: string[]) =>
  batchReportSchema.parse(await json('batch', 'scan.contourist', '--batch', '1', ...args));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-campaign-'));
  copyFileSync('resources/synthetic-scan/campaign.yaml', at('campaign.yaml'));
  const space = createSpace(parseCampaignYaml(readFileSync(at('campaign.yaml'), 'utf8'), 'campaign.yaml'));
  writeFileSync(at('low.csv'), measuredTable(scanPoints(space, 60, 1), 'low', 1));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('proposes a space-filling batch while there is nothing at all', async () => {
  expect(await contourist(folder, 'new', 'scan.contourist', '--from', 'campaign.yaml')).toMatchObject({
    code: 0,
  });
  copyFileSync(at('scan.contourist'), at('empty.contourist'));
  const first = batchReportSchema.parse(await json('propose', 'empty.contourist', '--size', '4'));
  expect(first.points).toHaveLength(4);
  expect(first.points[0]).toMatchObject({ rule: 'sobol', pExcl: null, entropy: null, gain: null });
});

it('makes the first high-fidelity batch out of low-fidelity limits alone', async () => {
  await json('import', 'scan.contourist', 'low.csv', '--fidelity', 'low');
  const { iteration, fits } = await runFit('--quantities', 'exp,exp_p1,exp_m1');
  expect(iteration).toBe(1);
  expect(fits.map(({ quantity }) => quantity)).toEqual(['exp', 'exp_p1', 'exp_m1']);
  for (const { nLow, nHigh, kappa, noise } of fits.map(processReport)) {
    expect([nLow, nHigh]).toEqual([60, 0]);
    expect(kappa).toHaveLength(1);
    expect(Object.keys(noise)).toEqual(['low']);
  }
  const proposed = batchReportSchema.parse(
    await json('propose', 'scan.contourist', '--size', '6', '--method', 'paper', '--seed', '7'),
  );
  expect(proposed).toMatchObject({ batch: 1, method: 'paper', seed: 7, requested: 6, reason: null });
  expect(proposed.points.map(({ rule }) => rule).sort()).toEqual([
    'disc',
    'disc',
    'disc',
    'entropy',
    'entropy',
    'entropy',
  ]);
  for (const { pExcl, entropy, gain } of proposed.points) {
    expect(pExcl).toBeGreaterThanOrEqual(0);
    expect(entropy).toBeLessThanOrEqual(Math.LN2);
    expect(gain).not.toBeNull();
  }
});

it('refills the batch after a veto, keeps a pinned point and takes one chosen by hand', async () => {
  const before = await batch();
  const [vetoed, pinned] = before.points.map(({ id }) => id);
  writeFileSync(at('chosen.csv'), 'm_zp,m_dm,m_s,gx\n2000,400,100,1\n');
  const after = await batch('--veto', vetoed, '--pin', pinned, '--add', 'chosen.csv');
  expect(after.points).toHaveLength(7);
  expect(after.vetoed).toEqual([vetoed]);
  expect(after.points.find(({ id }) => id === pinned)?.state).toBe('pinned');
  const chosen = after.points.find(({ rule }) => rule === 'by-hand');
  expect(chosen?.parameters).toEqual({ m_zp: 2000, m_dm: 400, m_s: 100, gx: 1 });
  expect(chosen?.entropy).not.toBeNull();
});

it('hands the batch out and joins what comes back, a failure and a straggler among it', async () => {
  await json('export', 'scan.contourist', '--batch', '1', '--to', 'grid');
  const points = tablePoints(readTable(readFileSync(at('grid/batch-1.csv'), 'utf8'), 'batch-1.csv'));
  const [header, ...rows] = measuredTable(points, 'high', 1).trim().split('\n');
  const withStatus = rows.map((row, i) => `${row},${i === 0 ? 'failed,held' : 'done,'}`);
  // The first point's job failed and has no limits; the last is still running.
  const failed = withStatus[0].split(',').map((cell, i) => (i >= 5 && i <= 8 ? '' : cell));
  const returned = [`${header},status,reason`, failed.join(','), ...withStatus.slice(1, -1)];
  writeFileSync(at('results.csv'), `${returned.join('\n')}\n`);
  const report = resultsReportSchema.parse(
    await json('results', 'scan.contourist', 'results.csv', '--batch', '1'),
  );
  expect(report).toMatchObject({ joined: 5, failed: 1, late: 0, duplicate: 0, unknown: 0, missing: 1 });
  expect(report.points.failed).toEqual([{ id: points[0].id, reason: { code: 'text', text: 'held' } }]);
});

it('opens the next iteration on changed data, and joins another fit on the same data to it', async () => {
  const first = await runFit('--quantities', 'exp');
  expect(first.iteration).toBe(2);
  expect(first.fits[0]).toMatchObject({ nLow: 60, nHigh: 5 });
  expect(processReport(first.fits[0]).kappa).toHaveLength(2);
  expect(processReport(first.fits[0]).difference?.rho).toBeTypeOf('number');
  expect(processReport(first.fits[0]).biasLow).toBeTypeOf('number');
  const paper = await runFit('--quantities', 'exp', '--preset', 'paper');
  expect(paper.iteration).toBe(2);
  expect(processReport(paper.fits[0]).kernel).toBe('rbf');
  expect(processReport(paper.fits[0]).difference).toBeUndefined();
  expect(new Set(Object.values(processReport(paper.fits[0]).lengths)).size).toBe(1);
});

it('proposes the same batch again for the same seed and state', async () => {
  for (const name of ['a', 'b']) copyFileSync(at('scan.contourist'), at(`${name}.contourist`));
  const [a, b] = await Promise.all(
    ['a', 'b'].map(async (name) =>
      batchReportSchema.parse(await json('propose', `${name}.contourist`, '--size', '3', '--seed', '11')),
    ),
  );
  expect(b.points).toEqual(a.points);
});

it('says by iteration where the campaign stands, and when to stop', async () => {
  const status = campaignStatusSchema.parse(await json('status', 'scan.contourist'));
  expect(status.iterations.map(({ iteration, nHigh }) => [iteration, nHigh])).toEqual([
    [1, 0],
    [2, 5],
  ]);
  for (const { entropy, entropyError, uncertain90, uncertain68 } of status.iterations) {
    expect(entropy).toBeGreaterThan(0);
    expect(entropy).toBeLessThan(Math.LN2);
    expect(entropyError).toBeLessThan(entropy ?? 0);
    expect(uncertain68).toBeLessThan(uncertain90 ?? 0);
  }
  expect(status.iterations[1].moved).toBeGreaterThan(0);
  expect(status.stop).toMatchObject({ metric: 'entropy', below: 0.01, for: 2 });
  expect(status.stop?.value).toBe(status.iterations.at(-1)?.entropy);
});
