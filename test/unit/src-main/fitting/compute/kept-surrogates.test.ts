import { describe, expect, it } from 'vitest';
import { keptSurrogate } from '#main/fitting/compute/kept-surrogates.ts';
import { createPosterior, fitModel } from '#main/fitting/fit-model.ts';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { asJob } from '#main/fitting/pause.ts';
import { storedProcess } from '#main/surrogates/gaussian-process/gaussian-process.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { referenceCases, trainingSetOf } from '../reference-cases.ts';

/** Every look at the clock is a tenth of a second later, so that every pause gives way; the result sets it right. */
function hurriedClock(): () => void {
  const realNow = performance.now;
  let looks = 0;
  performance.now = () => realNow.call(performance) + 100 * looks++;
  return () => {
    performance.now = realNow;
  };
}

describe('the surrogates that are kept', () => {
  it('are the same object for the same content, and another for another', async () => {
    const training = trainingSetOf(referenceCases[1]);
    const fitted = await fitModel(training, fitSettings({ engine: 'portable' }), { randomStarts: 0 });
    const model = storedProcess(fitted);
    const first = await keptSurrogate({ training, model });
    // What travels between processes is a copy.
    expect(await keptSurrogate(structuredClone({ training, model }))).toBe(first);

    const changed = { ...training, y: training.y.with(0, training.y[0] + 1) };
    const other = await keptSurrogate({ training: changed, model });
    expect(other).not.toBe(first);
    const at = Float64Array.of(0.3, 0.6);
    const { lnMu } = await other.predict(at, 'high');
    expect(lnMu).toEqual(await (await createPosterior(changed, fitted)).predict(at));
  });

  it('are opened to the end where the job that asked first was cancelled', async () => {
    const training = trainingSetOf(referenceCases[2]);
    const fitted = await fitModel(training, fitSettings({ engine: 'portable' }), { randomStarts: 0 });
    const model = storedProcess(fitted);
    const [given, kept] = [new AbortController(), new AbortController()];
    const atOurPace = hurriedClock();
    try {
      const first = asJob(given.signal, () => keptSurrogate({ training, model }));
      const second = asJob(kept.signal, () => keptSurrogate({ training, model }));
      given.abort();
      expect(await second).toBe(await keptSurrogate({ training, model }));
      expect(await first).toBe(await second);
    } finally {
      atOurPace();
    }
  });

  it('answer the next job as if there had been none before that was cancelled', async () => {
    // 300 cells and 8 other points: the grid solver is the cheapest.
    const grid = Float64Array.from({ length: 600 }, (_, k) =>
      k % 2 === 0 ? Math.floor(k / 40) / 14 : Math.floor((k % 40) / 2) / 19,
    );
    const high = Float64Array.from({ length: 16 }, (_, k) => (0.37 * k) % 1);
    const limitAt = (u: Float64Array) => (_: unknown, i: number) => Math.sin(3 * u[2 * i]) + u[2 * i + 1];
    const training = createTrainingSet(2, {
      low: { u: grid, y: Float64Array.from({ length: 300 }, limitAt(grid)) },
      high: { u: high, y: Float64Array.from({ length: 8 }, limitAt(high)) },
    });
    const settings = fitSettings({ engine: 'portable', solver: 'grid' });
    const fitted = await fitModel(training, settings, { randomStarts: 0 });
    const model = storedProcess(fitted);
    const nodes = Float64Array.from({ length: 2 * 15 * 15 }, (_, k) =>
      k % 2 === 0 ? Math.floor(k / 30) / 14 : (((k - 1) / 2) % 15) / 14,
    );
    const expected = await (await createPosterior(training, fitted)).predict(nodes);
    const surrogate = await keptSurrogate({ training, model });
    const gone = new AbortController();
    gone.abort();
    const atOurPace = hurriedClock();
    try {
      await expect(asJob(gone.signal, () => surrogate.predict(nodes, 'high'))).rejects.toThrow('aborted');
    } finally {
      atOurPace();
    }
    expect((await surrogate.predict(nodes, 'high')).lnMu).toEqual(expected);
  });

  it('are not kept where conditioning failed', async () => {
    const training = trainingSetOf(referenceCases[1]);
    const fitted = await fitModel(training, fitSettings({ engine: 'portable' }), { randomStarts: 0 });
    const model = storedProcess(fitted);
    const broken = {
      training,
      model: { ...model, hyperparameters: { ...fitted.hyperparameters, noiseHigh: -9 } },
    };
    await expect(keptSurrogate(broken)).rejects.toThrow('positive definite');
    await expect(keptSurrogate(broken)).rejects.toThrow('positive definite');
  });
});
