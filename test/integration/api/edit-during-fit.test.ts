import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { endOfJob } from './end-of-job.ts';
import { type OpenScan, openScan, pointAt } from './open-scan.ts';

let scan: OpenScan;
let client: Client;
let campaignId: string;

beforeAll(async () => {
  const random = createRandom(2);
  const points = Array.from({ length: 30 }, () => {
    const theta = [random.uniform(), random.uniform()];
    const y = theta[0] + theta[1] ** 2 - 0.8;
    return pointAt(theta, { exp: y, obs: y + 0.1 * Math.sin(9 * theta[0]) });
  });
  scan = await openScan(
    {
      parameters: [
        { name: 'm1', lower: 0, upper: 1 },
        { name: 'm2', lower: 0, upper: 1 },
      ],
      quantities: ['exp', 'obs'],
      contour: 'exp',
    },
    points,
  );
  ({ client, campaignId } = scan);
});

afterAll(() => scan.close());

it('files a fit under the limits that it saw, whatever was edited while it ran', async () => {
  const { jobId } = await client.call('fit.start', { campaignId });
  const ended = endOfJob(client, jobId);
  await client.call('points.exclude', { campaignId, ids: [1], reason: 'failed in the meantime' });
  expect(await ended).toMatchObject({ state: 'done', result: { iteration: 1 } });
  // Both quantities are of one iteration, and it is known that the limits have changed since.
  const { iteration, isStale, notFitted } = await client.call('campaign.summary', { campaignId });
  expect({ iteration, isStale, notFitted }).toEqual({ iteration: 1, isStale: true, notFitted: [] });
});

it('keeps no fit to points that were taken away while it ran', async () => {
  const lines = Array.from(
    { length: 40 },
    (_, i) => `${(i + 0.5) / 40},${((7 * i) % 40) / 40},${0.5 + i / 40}`,
  );
  const text = ['m1,m2,exp', ...lines].join('\n');
  const file = { name: 'more.csv', base64: Buffer.from(text).toString('base64') };
  await client.call('import.run', { campaignId, files: [{ file, mapping: {} }] });
  const { jobId } = await client.call('fit.start', { campaignId });
  const ended = endOfJob(client, jobId);
  const [{ id }] = await client.call('imports.list', { campaignId });
  await client.call('imports.undo', { campaignId, id });
  expect(await ended).toMatchObject({
    state: 'failed',
    error: { code: 'fit.changed', message: expect.stringContaining('40 of its 69 points') },
  });
  expect(await client.call('campaign.summary', { campaignId })).toMatchObject({ iteration: 1 });
});
