import { execFile } from 'node:child_process';
import { getPriority } from 'node:os';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ComputeClient, createComputeClient } from '#main/fitting/compute/compute-client.ts';
import { createTrainingSet, type TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';

let client: ComputeClient;
afterEach(() => client.close());

/** ln μ = 3 u₁ − 1 with a ripple: enough structure to keep an optimiser busy. */
function observations(count: number): TrainingSet {
  const random = createRandom(1);
  const u = Float64Array.from({ length: 3 * count }, () => random.uniform());
  const y = Float64Array.from(
    { length: count },
    (_, i) => 3 * u[3 * i] - 1 + Math.sin(6 * u[3 * i + 1] + u[3 * i + 2]),
  );
  return createTrainingSet(3, { high: { u, y } });
}

/** Waits until a process has spent another second of the processor: it is in the middle of its work then. */
async function hasWorked(pid: number | undefined): Promise<void> {
  const before = await processorSeconds(pid);
  await vi.waitUntil(async () => (await processorSeconds(pid)) > before, { timeout: 60_000, interval: 20 });
}

async function processorSeconds(pid: number | undefined): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'time=', '-p', String(pid)]);
  // [days-]hours:minutes:seconds, with hundredths on macOS.
  return stdout
    .trim()
    .split(/[-:]/)
    .reduce((total, part) => 60 * total + Number(part), 0);
}

describe('the compute process', () => {
  it('runs a fit elsewhere, tells its progress and hands the model back', async () => {
    client = createComputeClient();
    const seen: number[] = [];
    const input = { training: observations(30), settings: fitSettings(), previous: null };
    const [model] = await client.run('fit', input, {
      onProgress: ({ search }) => seen.push(search?.evaluations ?? 0),
    });
    expect(client.pid).not.toBe(process.pid);
    expect(seen).toEqual(Array.from({ length: Number(model.evaluations) }, (_, i) => i + 1));
    const source = { training: input.training, model };
    const { lnMu } = await client.run('predict', { source, u: input.training.u, task: 'high' });
    const { mean, variance } = lnMu!;
    // The truth is smooth and without noise: the surrogate passes through it to a fraction of its range of 5.
    mean.forEach((value, i) => {
      expect(Math.abs(value - input.training.y[i])).toBeLessThan(0.05);
    });
    expect(variance.every((value) => value > 0)).toBe(true);
  });

  it.each([
    ['a fit', { niceness: 7 }, 7],
    ['a slider', { niceness: 7, isInteractive: true }, 0],
  ])('shares the processor with other programs as it is told: %s', async (_, options, wanted) => {
    client = createComputeClient(options);
    await client.run('engines', null);
    // One that is left alone has the value of its parent.
    expect(getPriority(client.pid)).toBe(wanted === 0 ? getPriority() : wanted);
  });

  it('stops a cancelled fit and takes the next job', async () => {
    client = createComputeClient();
    const controller = new AbortController();
    const input = {
      training: observations(500),
      settings: fitSettings({ engine: 'portable' }),
      previous: null,
    };
    const cancelled = client.run('fit', input, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(cancelled).rejects.toThrow(/aborted/);
    const small = { training: observations(8), settings: fitSettings(), previous: null };
    expect(await client.run('fit', small)).toMatchObject([{ nHigh: 8 }]);
  });

  it('stops it in the middle of an evaluation of seconds, and goes on in the same process', async () => {
    client = createComputeClient();
    const small = { training: observations(8), settings: fitSettings(), previous: null };
    await client.run('fit', small);
    const { pid } = client;
    const controller = new AbortController();
    const input = {
      training: observations(3000),
      settings: fitSettings({ engine: 'onnxruntime', solver: 'dense' }),
      previous: null,
    };
    const cancelled = client.run('fit', input, { signal: controller.signal });
    await hasWorked(pid);
    controller.abort();
    await expect(cancelled).rejects.toThrow(/aborted/);
    await client.run('fit', small);
    // A process that had not answered would have been ended.
    expect(client.pid).toBe(pid);
  });

  it('lets go of a long prediction, in the process that keeps what it is made of', async () => {
    client = createComputeClient();
    const training = observations(120);
    const settings = fitSettings({ engine: 'portable' });
    const [model] = await client.run('fit', { training, settings, previous: null });
    const source = { training, model };
    await client.run('predict', { source, u: training.u, task: 'high' });
    const { pid } = client;
    const controller = new AbortController();
    const u = sobolPoints(3, 2 ** 18);
    const long = client.run(
      'predict',
      { source, u, task: 'high' },
      { signal: controller.signal, isPatient: true },
    );
    await hasWorked(pid);
    controller.abort();
    // Otherwise it would be answered, in a minute.
    await expect(long).rejects.toThrow(/aborted/);
    const { lnMu } = await client.run('predict', { source, u: training.u, task: 'high' });
    expect(lnMu?.mean).toHaveLength(120);
    expect(client.pid).toBe(pid);
  });

  it('fails the job with a clear error when the process dies, and starts a new one for the next', async () => {
    client = createComputeClient();
    const input = {
      training: observations(500),
      settings: fitSettings({ engine: 'portable' }),
      previous: null,
    };
    const killed = client.run('fit', input, {
      onProgress: () => process.kill(client.pid ?? 0, 'SIGKILL'),
    });
    await expect(killed).rejects.toMatchObject({ code: 'compute.died', blame: 'internal' });
    const small = { training: observations(8), settings: fitSettings(), previous: null };
    expect(await client.run('fit', small)).toMatchObject([{ nHigh: 8 }]);
  });

  it('hands an error of the input over with its code', async () => {
    client = createComputeClient();
    const training: TrainingSet = {
      ...observations(4),
      y: Float64Array.from([1, Number.NaN, 2, 3]),
    };
    await expect(
      client.run('fit', { training, settings: fitSettings(), previous: null }),
    ).rejects.toMatchObject({
      code: 'fit.no_optimum',
    });
  });
});
