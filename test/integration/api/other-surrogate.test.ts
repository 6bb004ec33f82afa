import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCampaignReadOnly } from '#main/store/database.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import type { Client } from '#shared/contract/client.ts';
import type { Job } from '#shared/contract/program/program-methods.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { K_NEAREST_NEIGHBOURS } from '../../surrogates/k-nearest-neighbours.ts';
import { withKNearestNeighbours } from '../../surrogates/with-k-nearest-neighbours.ts';
import { readTable } from '../../unit/src-shared/formats/table-of-text.ts';
import { contourist } from '../cli/contourist.ts';
import { endOfJob } from './end-of-job.ts';
import { type OpenScan, openScan, pointAt } from './open-scan.ts';

// A whole campaign with a surrogate that gives the probability alone, told step by step: what it lacks is said.

/** ln μ of a made-up search: excluded below a slanted line that crosses the box. */
const lnMu = (mass: number, coupling: number): number => mass / 500 - 2 - Math.log(coupling);

let forget: () => void;
let scan: OpenScan;
let client: Client;
let campaignId: string;
let scanPath: string;
const settings = fitSettings({ surrogate: K_NEAREST_NEIGHBOURS });

beforeAll(async () => {
  forget = withKNearestNeighbours();
  const random = createRandom(5);
  const point = (fidelity: 'low' | 'high', isTest = false) => {
    const theta = [100 + 1900 * random.uniform(), 0.5 + 2.5 * random.uniform()];
    return pointAt(theta, { exp: lnMu(theta[0], theta[1]) }, { fidelity, isTest });
  };
  scan = await openScan(
    {
      parameters: [
        { name: 'mass', unit: 'GeV', lower: 100, upper: 2000 },
        { name: 'coupling', lower: 0.5, upper: 3 },
      ],
      quantities: ['exp'],
      contour: 'exp',
      stop: { metric: 'uncertain90', below: 0.05, for: 1 },
    },
    [
      ...Array.from({ length: 40 }, () => point('low')),
      ...Array.from({ length: 30 }, () => point('high')),
      ...Array.from({ length: 8 }, () => point('high', true)),
    ],
  );
  ({ client, campaignId } = scan);
  ({ path: scanPath } = await client.call('campaign.summary', { campaignId }));
});

afterAll(async () => {
  await scan.close();
  forget();
});

async function endOf(started: Promise<{ jobId: string }>): Promise<Job> {
  return endOfJob(client, (await started).jobId);
}

it('is fitted as the settings say, and reported without what it lacks', async () => {
  expect(await endOf(client.call('fit.start', { campaignId, settings }))).toMatchObject({ state: 'done' });
  const { fits, history, surrogates, settings: last } = await client.call('model.read', { campaignId });
  expect(last.surrogate).toBe(K_NEAREST_NEIGHBOURS);
  expect(surrogates.map(({ tag }) => tag)).toEqual(['gaussian-process', K_NEAREST_NEIGHBOURS]);
  const [fit] = fits;
  expect(fit.report).toMatchObject({ nLow: 40, nHigh: 30, surrogate: { tag: K_NEAREST_NEIGHBOURS } });
  expect(fit.report).not.toHaveProperty('negLogL');
  expect(fit.hyperparameters).toMatchObject([{ kind: 'other', told: { name: 'Neighbours' }, value: 5 }]);
  expect([fit.objective, fit.trace]).toEqual([null, null]);
  expect(history).toMatchObject([{ negLogL: null, engine: null, surrogate: { tag: K_NEAREST_NEIGHBOURS } }]);
  const summary = await client.call('campaign.summary', { campaignId });
  expect(summary).toMatchObject({
    engine: 'k nearest neighbours',
    surrogates: [{ tag: K_NEAREST_NEIGHBOURS }],
  });
});

it('is judged by what the probability gives, without ln μ', async () => {
  const { iterations, stop, warnings } = await client.call('progress.status', { campaignId });
  const [{ contours }] = iterations;
  const exp = contours.exp!;
  for (const share of [exp.entropy, exp.uncertain90, exp.uncertain68, exp.testError, exp.testClaim]) {
    expect(share).toBeGreaterThan(0);
    // With five neighbours p lies between a seventh and six sevenths: all of the volume is uncertain at 90 %.
    expect(share).toBeLessThanOrEqual(1);
  }
  const { looRms, looPullRms, sharpness, contourSigma, bandRatio, testPullRms } = exp;
  expect({ looRms, looPullRms, sharpness, contourSigma, bandRatio, testPullRms }).toEqual({
    looRms: null,
    looPullRms: null,
    sharpness: null,
    contourSigma: null,
    bandRatio: null,
    testPullRms: null,
  });
  expect(stop).toMatchObject({ met: false });
  expect(warnings).toEqual([]);
  const { test } = await client.call('progress.judge', { campaignId, iteration: 1, quantity: 'exp' });
  expect(test?.lnMu).toBeNull();
  expect(test?.pExcl).toHaveLength(8);
});

it('is looked at closely as far as it goes', async () => {
  const found = await client.call('model.diagnose', { campaignId, quantity: 'exp' });
  expect(found.leftOut).toMatchObject({ fidelity: 'high', lnMu: null });
  expect(found.leftOut?.pExcl).toHaveLength(30);
  expect(found.fidelities).toBeNull();
  expect(found.effects.map(({ parameter }) => parameter)).toEqual(['mass', 'coupling']);
  await expect(endOf(client.call('space.suggestCoordinates', { campaignId }))).resolves.toMatchObject({
    state: 'failed',
    error: { code: expect.stringMatching(/^coordinates\./) },
  });
});

it('has the contour where p is ½, and no band of its own', async () => {
  const request = { campaignId, x: 'mass', y: 'coupling', resolution: 'full' } as const;
  const { view } = await client.call('slice.take', request);
  expect(view).toMatchObject({ sd: null, blank: null, regions: { model: [], extrapolated: [] } });
  expect(view.quantities.exp?.mean).toBeNull();
  expect(view.pExcl).toHaveLength(101 * 101);
  const vertices = view.quantities.exp!.lines.flat();
  expect(vertices.length).toBeGreaterThan(10);
  // The truth is met to the distance of neighbours: 30 points in the box are 0.2 apart.
  const near = vertices.filter(([mass, coupling]) => Math.abs(lnMu(mass, coupling)) < 1);
  expect(near.length / vertices.length).toBeGreaterThan(0.9);
  const cut = await client.call('slice.cut', { campaignId, along: 'mass', at: { coupling: 1 } });
  expect(cut.quantities.exp).toMatchObject({ mean: null, sd: null });
  expect(cut.quantities.exp?.pExcl[0]).toBeGreaterThan(0.5);
});

it('is proposed from by entropy; rules that need more are refused with those that are possible', async () => {
  for (const method of ['batch-entropy', 'sur', 'improvement', 'straddle', 'paper'] as const) {
    const refused = await endOf(client.call('batch.propose', { campaignId, size: 4, method }));
    expect(refused).toMatchObject({
      state: 'failed',
      error: {
        code: 'proposal.method_not_possible',
        hint: 'Possible are entropy, random, latin-hypercube, sobol, grid.',
      },
    });
  }
  const done = await endOf(client.call('batch.propose', { campaignId, size: 4, method: 'entropy' }));
  expect(done).toMatchObject({ state: 'done', error: null });
  const { points } = await client.call('batch.describe', { campaignId, batch: 1 });
  expect(points).toHaveLength(4);
  for (const { mean, sd, pExcl, entropy, gain } of points) {
    expect([mean, sd, gain]).toEqual([null, null, null]);
    // k = 5: p is a seventh's multiple, and the most even ones have 3 of 7.
    expect([3, 4]).toContain(Math.round(7 * (pExcl ?? 0)));
    expect(entropy).toBeGreaterThan(0.6);
  }
});

it('goes on with results, and its contour moves', async () => {
  await client.call('batch.freeze', { campaignId, batch: 1 });
  const { points } = await client.call('batch.describe', { campaignId, batch: 1 });
  const rows = points.map(({ id, parameters: { mass = 0, coupling = 0 } }) =>
    [id, Math.exp(lnMu(mass, coupling))].join(','),
  );
  const file = { name: 'r.csv', base64: Buffer.from(['id,exp', ...rows].join('\n')).toString('base64') };
  await client.call('batch.importResults', { campaignId, file });
  const done = await endOf(client.call('batch.propose', { campaignId, size: 3, method: 'entropy' }));
  expect(done).toMatchObject({ state: 'done', error: null });
  const { iterations } = await client.call('progress.status', { campaignId });
  expect(iterations).toHaveLength(2);
  expect(iterations[1].contours.exp?.moved).toBeGreaterThan(0);
  expect(iterations[1].contours.exp?.changed).toBeGreaterThan(0);
  expect(iterations[1].returned).toMatchObject([{ batch: 1, count: 4, pullRms: null }]);
  expect(iterations[1].returned[0].rightSide).not.toBeNull();
});

it('serves the command line, which says what it leaves away', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-other-surrogate-'));
  try {
    await client.call('campaign.close', { campaignId });
    const run = (...args: string[]) => contourist(folder, ...args);
    writeFileSync(join(folder, 'points.csv'), 'mass,coupling\n300,2\n1900,0.6\n9000,1\n');
    const predicted = await run('predict', scanPath, '--points', 'points.csv', '--out', 'Q.csv');
    expect(predicted.code).toBe(0);
    expect(predicted.stderr).toContain(
      'exp: the surrogate (k nearest neighbours) gives no mean_exp and sd_exp',
    );
    const table = readTable(readFileSync(join(folder, 'Q.csv'), 'utf8'), 'Q.csv');
    expect(table.columns).toEqual([
      'mass',
      'coupling',
      'p_excl_exp',
      'entropy_exp',
      'extrapolated_exp',
      'fidelity_exp',
    ]);
    expect(Number(table.rows[0].cells[2])).toBeGreaterThan(0.8);
    expect(Number(table.rows[1].cells[2])).toBeLessThan(0.2);
    expect(table.rows[2].cells[2]).toBe('');
    for (const name of ['S.json', 'S.csv', 'S.svg']) {
      const taken = await run(
        'slice',
        scanPath,
        '--x',
        'mass',
        '--y',
        'coupling',
        '--grid',
        '21',
        '--out',
        name,
      );
      expect(taken).toMatchObject({ code: 0 });
    }
    expect(readFileSync(join(folder, 'S.csv'), 'utf8').split('\n')[0]).toBe(
      'mass,coupling,p_excl_exp,extrapolated_exp',
    );
    const fitted = await run('fit', scanPath, '--surrogate', K_NEAREST_NEIGHBOURS);
    expect(fitted).toMatchObject({ code: 0, stdout: expect.stringContaining('k nearest neighbours') });
    const plan = await run('fit', scanPath, '--surrogate', K_NEAREST_NEIGHBOURS, '--plan');
    expect(plan).toMatchObject({ code: 2, stderr: expect.stringContaining('no solvers to choose from') });
    expect(await run('status', scanPath)).toMatchObject({ code: 0 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('is kept in the file under its tag, and said to be unreadable where the program has no such surrogate', async () => {
  forget();
  const campaign = openCampaignReadOnly(scanPath);
  expect(currentFits(campaign, 1).map(({ model }) => model.surrogate)).toEqual([K_NEAREST_NEIGHBOURS]);
  campaign.close();
  const folder = mkdtempSync(join(tmpdir(), 'contourist-other-surrogate-'));
  try {
    const run = (...args: string[]) => contourist(folder, ...args);
    const status = await run('status', scanPath);
    expect(status).toMatchObject({ code: 0, stdout: expect.stringContaining('cannot be read') });
    writeFileSync(join(folder, 'points.csv'), 'mass,coupling\n300,2\n');
    const refused = await run('predict', scanPath, '--points', 'points.csv', '--out', 'Q.csv');
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no surrogate k-nearest-neighbours'),
    });
    // Another surrogate's fit takes its place.
    expect(await run('fit', scanPath, '--surrogate', 'gaussian-process')).toMatchObject({ code: 0 });
    expect(await run('predict', scanPath, '--points', 'points.csv', '--out', 'Q.csv')).toMatchObject({
      code: 0,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
