import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { openCompute } from '#main/services/program/open-compute.ts';
import { changeSettings } from '#main/services/program/settings.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { processReport } from '../process-report.ts';
import { endOfJob } from './end-of-job.ts';
import { type OpenScan, openScan, pointAt } from './open-scan.ts';

// The engine that is chosen in Settings computes every fit that names none, whoever starts it. Twelve points are few
// enough that `auto` by itself takes TypeScript.

let scan: OpenScan;
beforeAll(async () => {
  const points = Array.from({ length: 12 }, (_, i) => {
    const [x, y] = [((i * 5) % 12) / 11, i / 11];
    return pointAt([x, y], { exp: 2 * (x + y - 1) });
  });
  scan = await openScan(
    {
      parameters: [
        { name: 'x', unit: 'GeV', lower: 0, upper: 1 },
        { name: 'y', unit: 'GeV', lower: 0, upper: 1 },
      ],
      quantities: ['exp'],
      contour: 'exp',
    },
    points,
  );
});
afterAll(() => scan.close());
afterEach(() => changeSettings({ engine: 'auto' }));

async function enginesOfFits(): Promise<(string | undefined)[]> {
  const { client, campaignId } = scan;
  const { fits } = await client.call('model.read', { campaignId });
  return fits.flatMap(({ report, settings }) => [processReport(report).engine, settings.engine]);
}

const run = async (started: Promise<{ jobId: string }>) => {
  const { jobId } = await started;
  const { state, error } = await endOfJob(scan.client, jobId);
  expect({ state, error }).toEqual({ state: 'done', error: null });
};

it('is that of the fit inside a proposal, and of the next fit by the same settings once another is chosen', async () => {
  const { client, campaignId } = scan;
  changeSettings({ engine: 'onnxruntime' });
  await run(client.call('batch.propose', { campaignId, size: 2, method: 'entropy' }));
  // The fit keeps that the choice was left open: it is the user's, not the campaign's.
  expect(await enginesOfFits()).toEqual(['onnxruntime', 'auto']);
  changeSettings({ engine: 'portable' });
  await run(client.call('fit.start', { campaignId, quantities: ['exp'] }));
  expect(await enginesOfFits()).toEqual(['portable', 'auto']);
});

it('gives way to an engine that the fit names', async () => {
  const { client, campaignId } = scan;
  changeSettings({ engine: 'onnxruntime' });
  const settings = fitSettings({ engine: 'portable' });
  await run(client.call('fit.start', { campaignId, quantities: ['exp'], settings }));
  expect(await enginesOfFits()).toEqual(['portable', 'portable']);
});

it('is that of the command line, too', async () => {
  changeSettings({ engine: 'onnxruntime' });
  const compute = openCompute();
  try {
    const u = Float64Array.of(0.1, 0.4, 0.6, 0.9);
    const training = createTrainingSet(1, { high: { u, y: u.map((value) => value - 0.5) } });
    const [model] = await compute.run('fit', { training, settings: fitSettings(), previous: null });
    expect(model?.engine).toBe('onnxruntime');
  } finally {
    compute.close();
  }
});
