import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import type { Job } from '#shared/contract/program/program-methods.ts';
import { endOfJob } from './end-of-job.ts';
import { type OpenScan, openScan, pointAt } from './open-scan.ts';

/** More points than an iteration is judged on at once: a grid of 28 × 24 cheap limits, which is solved as one. */
const LEVELS = [28, 24] as const;
const lnMu = (x: number, y: number): number => 2 * x - 0.8 - Math.sin(2 * y);

let scan: OpenScan;
let client: Client;
let campaignId: string;

beforeAll(async () => {
  const low = Array.from({ length: LEVELS[0] * LEVELS[1] }, (_, cell) => {
    const theta = [(cell % LEVELS[0]) / (LEVELS[0] - 1), Math.floor(cell / LEVELS[0]) / (LEVELS[1] - 1)];
    return pointAt(theta, { exp: lnMu(theta[0]!, theta[1]!) - 0.2 }, { fidelity: 'low' });
  });
  const high = Array.from({ length: 12 }, (_, i) => {
    const theta = [((i * 7) % 12) / 12 + 0.03, ((i * 5) % 12) / 12 + 0.05];
    return pointAt(theta, { exp: lnMu(theta[0]!, theta[1]!) });
  });
  scan = await openScan(
    {
      parameters: [
        { name: 'x', lower: 0, upper: 1 },
        { name: 'y', lower: 0, upper: 1 },
      ],
      quantities: ['exp'],
      contour: 'exp',
    },
    [...low, ...high],
  );
  ({ client, campaignId } = scan);
}, 60_000);

afterAll(() => scan.close());

const latest = async () => (await client.call('progress.status', { campaignId })).iterations.at(-1)!;

const refinement = async (): Promise<Job | undefined> =>
  (await client.call('job.list', { campaignId })).findLast(({ kind }) => kind === 'refine');

/** The next job of its kind that has ended. */
function endOfRefinement(): Promise<Job> {
  return new Promise((resolve) => {
    const stop = client.subscribe((event) => {
      if (event.name !== 'job.changed' || event.job.kind !== 'refine' || event.job.state === 'running')
        return;
      stop();
      resolve(event.job);
    });
  });
}

it('replaces first figures in the background, and keeps no job from starting', async () => {
  const refined = endOfRefinement();
  const shares: number[] = [];
  const stop = client.subscribe((event) => {
    if (event.name === 'job.changed' && event.job.kind === 'fit') shares.push(event.job.progress.share ?? 0);
  });
  const { jobId } = await client.call('fit.start', { campaignId });
  expect((await endOfJob(client, jobId)).state).toBe('done');
  stop();
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));

  const first = await latest();
  expect(first.volume).toEqual({ points: 2 ** 12, wanted: 2 ** 16 });
  expect((await refinement())?.state).toBe('running');
  // The volume is refined beside a batch that is proposed, whoever ends first.
  const batch = await client.call('batch.propose', { campaignId, size: 3, method: 'entropy' });
  expect((await endOfJob(client, batch.jobId)).state).toBe('done');

  expect((await refined).state).toBe('done');
  const final = await latest();
  expect(final.volume).toEqual({ points: 2 ** 16, wanted: 2 ** 16 });
  expect(final.entropyError!).toBeLessThan(first.entropyError!);
  // Both are averages of the same function; five of their errors, which have seven degrees of freedom.
  const error = Math.hypot(first.entropyError!, final.entropyError!);
  expect(Math.abs(final.entropy! - first.entropy!)).toBeLessThan(5 * error);
  // What is not of the volume stays as it was judged.
  expect(final.sharpness).toBe(first.sharpness);
  expect(final.looRms).toBe(first.looRms);
  expect(await client.call('progress.refine', { campaignId })).toBeNull();
}, 60_000);

it('can be cancelled, leaves first figures that say so, and can be asked for again', async () => {
  const cancelled = endOfRefinement();
  const { jobId } = await client.call('fit.start', { campaignId });
  await endOfJob(client, jobId);
  await client.call('job.cancel', { jobId: (await refinement())!.id });
  expect((await cancelled).state).toBe('cancelled');
  expect((await latest()).volume).toEqual({ points: 2 ** 12, wanted: 2 ** 16 });

  const again = await client.call('progress.refine', { campaignId });
  expect((await refinement())!.id).toBe(again?.jobId);
  expect((await refinement())!.state).toBe('running');
}, 60_000);
