import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import type { PredictedLimits } from '#shared/contract/iterations/iterations-methods.ts';
import type { Job } from '#shared/contract/program/program-methods.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { endOfJob } from './end-of-job.ts';
import { type OpenScan, openScan, pointAt } from './open-scan.ts';

/** ln μ of a made-up search; the edges of its expected band lie 0.4 to either side. */
const lnMu = (mass: number, coupling: number): number => mass / 500 - 2 - Math.sin(2 * coupling);
const HALF_WIDTH = 0.4;

let scan: OpenScan;
let client: Client;
let campaignId: string;

beforeAll(async () => {
  const random = createRandom(3);
  const points = Array.from({ length: 24 }, (_, index) => {
    const theta = [100 + 1900 * random.uniform(), 0.5 + 2.5 * random.uniform()];
    const exp = lnMu(theta[0], theta[1]);
    const lnMuOf = { exp, exp_p1: exp + HALF_WIDTH, exp_m1: exp - HALF_WIDTH };
    return pointAt(theta, lnMuOf, { isTest: index >= 14 });
  });
  scan = await openScan(
    {
      parameters: [
        { name: 'mass', unit: 'GeV', lower: 100, upper: 2000 },
        { name: 'coupling', lower: 0.5, upper: 3 },
      ],
      quantities: ['exp', 'exp_p1', 'exp_m1'],
      contour: 'exp',
      stop: { metric: 'uncertain90', below: 0.05, for: 2 },
    },
    points,
  );
  ({ client, campaignId } = scan);
  await endOf(await client.call('batch.propose', { campaignId, size: 5, method: 'batch-entropy' }));
  const { points: proposed } = await client.call('batch.describe', { campaignId, batch: 1 });
  const rows = proposed.map(({ id, parameters: { mass = 0, coupling = 0 } }) => {
    const y = lnMu(mass, coupling);
    return [id, Math.exp(y), Math.exp(y + HALF_WIDTH), Math.exp(y - HALF_WIDTH)].join(',');
  });
  const text = ['id,exp,exp_p1,exp_m1', ...rows].join('\n');
  const file = { name: 'r.csv', base64: Buffer.from(text).toString('base64') };
  await client.call('batch.importResults', { campaignId, file });
  await endOf(await client.call('fit.start', { campaignId }));
}, 60_000);

afterAll(() => scan.close());

async function endOf({ jobId }: { jobId: string }): Promise<Job> {
  const job = await endOfJob(client, jobId);
  if (job.state !== 'done') throw new Error(job.error?.message);
  return job;
}

const pullRms = ({ y, lnMu }: PredictedLimits): number =>
  Math.sqrt(y.reduce((sum, value, i) => sum + ((value - lnMu!.mean[i]!) / lnMu!.sd[i]!) ** 2, 0) / y.length);

it('has every iteration, with s on the contour beside half the width of the expected band', async () => {
  const { iterations, stop } = await client.call('progress.status', { campaignId });
  expect(iterations.map(({ iteration, nHigh }) => [iteration, nHigh])).toEqual([
    [1, 14],
    [2, 19],
  ]);
  for (const { contourSigma, bandHalfWidth, bandRatio } of iterations) {
    // The three quantities are fitted independently to ln μ that differ by a constant.
    expect(bandHalfWidth).toBeCloseTo(HALF_WIDTH, 1);
    expect(contourSigma).toBeGreaterThan(0);
    expect(contourSigma! / bandHalfWidth!).toBeCloseTo(bandRatio!, 1);
  }
  expect(stop).toMatchObject({ metric: 'uncertain90', for: 2, value: iterations.at(-1)?.uncertain90 });
});

it('judges test points and returned batches point by point, as the stored metrics sum them up', async () => {
  const { iterations } = await client.call('progress.status', { campaignId });
  const [first, second] = await Promise.all(
    [1, 2].map((iteration) => client.call('progress.judge', { campaignId, iteration, quantity: 'exp' })),
  );
  expect(first?.returned).toEqual([]);
  expect(first?.test?.y).toHaveLength(10);
  expect(second?.returned.map(({ batch, y }) => [batch, y.length])).toEqual([[1, 5]]);
  expect(pullRms(first!.test!)).toBeCloseTo(iterations[0]!.testPullRms!, 6);
  expect(pullRms(second!.test!)).toBeCloseTo(iterations[1]!.testPullRms!, 6);
  expect(pullRms(second!.returned[0]!)).toBeCloseTo(iterations[1]!.returned[0]!.pullRms!, 6);
});
