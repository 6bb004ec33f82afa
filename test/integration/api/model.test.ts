import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import type { Job } from '#shared/contract/program/program-methods.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { processReport } from '../process-report.ts';
import { type OpenScan, openScan, pointAt } from './open-scan.ts';

/** ln μ of a made-up scan: a slope in m1, a bend in g on its log scale, nothing in m2. */
const lnMu = (m1: number, g: number) => m1 / 400 - 2 - Math.log10(g) ** 2;

let scan: OpenScan;
let client: Client;
let campaignId: string;

beforeAll(async () => {
  const random = createRandom(4);
  const point = (fidelity: 'low' | 'high', isTest: boolean) => {
    const theta = [100 + 1600 * random.uniform(), 500 * random.uniform(), 10 ** (2 * random.uniform() - 1)];
    const exp = lnMu(theta[0], theta[2]) + (fidelity === 'low' ? 0.3 : 0);
    return pointAt(theta, { exp }, { fidelity, isTest });
  };
  scan = await openScan(
    {
      parameters: [
        { name: 'm1', unit: 'GeV', lower: 100, upper: 1700 },
        { name: 'm2', unit: 'GeV', lower: 0, upper: 500 },
        { name: 'g', lower: 0.1, upper: 10, scale: 'log' },
      ],
      quantities: ['exp'],
      contour: 'exp',
    },
    [
      ...Array.from({ length: 40 }, () => point('low', false)),
      ...Array.from({ length: 16 }, () => point('high', false)),
      ...Array.from({ length: 6 }, () => point('high', true)),
    ],
  );
  ({ client, campaignId } = scan);
});

afterAll(() => scan.close());

/** Runs the fit to its end and gives back every state that the job was in. */
async function runFit(): Promise<Job[]> {
  const seen: Job[] = [];
  const ended = new Promise<void>((resolve) => {
    const stop = client.subscribe((event) => {
      if (event.name !== 'job.changed') return;
      seen.push(event.job);
      if (event.job.state === 'running') return;
      stop();
      resolve();
    });
  });
  await client.call('fit.start', { campaignId });
  await ended;
  return seen;
}

describe('a fit through the contract', () => {
  it('is a job that shows its way down and ends with the fits', async () => {
    const states = await runFit();
    const last = states.at(-1);
    expect(last).toMatchObject({ kind: 'fit', state: 'done', result: { iteration: 1 } });
    expect(last?.trace.length).toBeGreaterThan(10);
    const values = last?.trace.map(({ value }) => value) ?? [];
    expect(values.at(-1)).toBeLessThan(values[0]);
  });

  it('has hyperparameters in physical units', async () => {
    const { fits, settings, history } = await client.call('model.read', { campaignId });
    expect(settings.preset).toBe('default');
    expect(history).toHaveLength(1);
    const [{ hyperparameters }] = fits;
    const report = processReport(fits[0].report);
    const lengths = hyperparameters.filter(({ kind }) => kind === 'length');
    expect(lengths.map(({ coordinate }) => coordinate)).toEqual(['m1', 'm2', 'g']);
    expect(lengths[0].physical).toEqual({ kind: 'units', value: report.lengths.m1 * 1600, unit: 'GeV' });
    expect(lengths[2].physical).toEqual({ kind: 'factor', value: 100 ** report.lengths.g, unit: null });
    for (const { position } of lengths) expect(position).toBeGreaterThan(0);
    const correlation = hyperparameters.find(({ kind }) => kind === 'correlation');
    expect(correlation?.value).toBeGreaterThan(0.9);
  });

  it('is looked at closely: left-out points, test points, fidelities, effects', async () => {
    const found = await client.call('model.diagnose', { campaignId, quantity: 'exp' });
    expect(found.leftOut).toMatchObject({ fidelity: 'high' });
    expect(found.leftOut?.lnMu?.mean).toHaveLength(16);
    expect(found.leftOut?.y).toHaveLength(16);
    expect(found.test?.y).toHaveLength(6);
    for (const [i, y] of found.test?.y.entries() ?? []) {
      expect(Math.abs(y - (found.test?.lnMu?.mean[i] ?? 0))).toBeLessThan(
        4 * (found.test?.lnMu?.sd[i] ?? 0) + 0.05,
      );
    }
    // The scan's high limits are its low ones minus 0.3, whatever the point.
    const { high, low, isMeasured, correlation } = found.fidelities ?? {};
    expect(isMeasured?.some(Boolean)).toBe(false);
    high?.forEach((y, i) => {
      expect(low?.[i]).toBeCloseTo(y + 0.3, 0);
    });
    expect(correlation).toBeGreaterThan(0.95);
    // Var(m1/400) = 4²/12 = 1.333 on the box; Var(t²) = 4/45 = 0.089 for t uniform on (−1, 1): shares 0.9375 and 0.0625.
    const share = Object.fromEntries(found.effects.map(({ parameter, total }) => [parameter, total]));
    expect(share.m1).toBeCloseTo(0.9375, 1);
    expect(share.g).toBeCloseTo(0.0625, 1);
    expect(share.m2).toBeLessThan(0.02);
  });

  it('does not run twice at once', async () => {
    const running = runFit();
    await expect(client.call('fit.start', { campaignId })).rejects.toMatchObject({ code: 'job.busy' });
    await running;
  });

  it('can be cancelled', async () => {
    const ended = new Promise<Job>((resolve) => {
      client.subscribe((event) => {
        if (event.name === 'job.changed' && event.job.state !== 'running') resolve(event.job);
      });
    });
    const { jobId } = await client.call('fit.start', { campaignId });
    await client.call('job.cancel', { jobId });
    expect((await ended).state).toBe('cancelled');
  });
});
