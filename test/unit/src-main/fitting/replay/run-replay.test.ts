import { describe, expect, test } from 'vitest';
import { type ReplayPlan, runReplay } from '#main/fitting/replay/run-replay.ts';
import { createScan } from '#main/fitting/replay/scan.ts';
import { ACQUISITION_METHODS } from '#shared/domain/acquisition-method.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { smallScan } from './small-scan.ts';

const PLAN: ReplayPlan = {
  method: 'sur',
  seed: 1,
  initial: 6,
  batch: 4,
  until: 16,
  settings: fitSettings(),
};

describe('a replay', () => {
  test('has a step after the initial points and one after every batch, the last one cut to the end', async () => {
    const seen: number[] = [];
    const run = await runReplay(createScan(smallScan()), PLAN, {
      onStep: (step) => seen.push(step.evaluations),
    });
    expect(run).toMatchObject({ method: 'sur', seed: 1 });
    expect(run.steps.map(({ evaluations }) => evaluations)).toEqual([6, 10, 14, 16]);
    expect(seen).toEqual([6, 10, 14, 16]);
  });

  test('finds a simple contour, and knows that it has', async () => {
    const { steps } = await runReplay(createScan(smallScan()), PLAN);
    expect(steps.at(-1)?.accuracy).toBeGreaterThan(0.97);
    expect(steps.at(-1)?.meanEntropy).toBeLessThan(steps[0].meanEntropy / 2);
  });

  test.each(ACQUISITION_METHODS)('is the same again for the same plan: %s', async (method) => {
    const scan = createScan(smallScan());
    const plan = { ...PLAN, method, until: 10 };
    const first = await runReplay(scan, plan);
    expect(await runReplay(scan, plan)).toEqual(first);
    expect(first.steps.map(({ evaluations }) => evaluations)).toEqual([6, 10]);
  });

  test('begins every method at the same points', async () => {
    const scan = createScan(smallScan());
    const first = async (method: ReplayPlan['method']) =>
      (await runReplay(scan, { ...PLAN, method, until: 6 })).steps[0];
    expect(await first('random')).toEqual(await first('sur'));
  });

  test('ends when the scan is used up', async () => {
    const { steps } = await runReplay(createScan(smallScan(4)), { ...PLAN, until: 100 });
    expect(steps.at(-1)).toMatchObject({ evaluations: 16, coverage1: null, coverage2: null });
  });

  test('knows the cheap task from the start', async () => {
    const plan = { ...PLAN, until: 6 };
    const alone = await runReplay(createScan(smallScan()), plan);
    const both = await runReplay(createScan(smallScan(9, 7)), plan);
    const some = await runReplay(createScan(smallScan(9, 7)), { ...plan, lowCount: 20 });
    expect(both.steps[0].accuracy).toBeGreaterThan(alone.steps[0].accuracy);
    expect(some.steps[0]).not.toEqual(both.steps[0]);
  });

  test('stops when it is cancelled', async () => {
    const reason = new Error('enough');
    const run = runReplay(createScan(smallScan()), PLAN, { signal: AbortSignal.abort(reason) });
    await expect(run).rejects.toBe(reason);
  });
});
