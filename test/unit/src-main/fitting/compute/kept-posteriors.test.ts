import { describe, expect, it } from 'vitest';
import { keptPosterior } from '#main/fitting/compute/kept-posteriors.ts';
import { createPosterior, fitModel } from '#main/fitting/fit-model.ts';
import { asJob } from '#main/fitting/pause.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { referenceCases, trainingSetOf } from '../reference-cases.ts';

describe('the posteriors that are kept', () => {
  it('are the same object for the same content, and another for another', async () => {
    const training = trainingSetOf(referenceCases[1]);
    const model = await fitModel(training, fitSettings({ engine: 'portable' }), { randomStarts: 0 });
    const first = await keptPosterior({ training, model });
    // What travels between processes is a copy.
    expect(await keptPosterior(structuredClone({ training, model }))).toBe(first);

    const changed = { ...training, y: training.y.with(0, training.y[0] + 1) };
    const other = await keptPosterior({ training: changed, model });
    expect(other).not.toBe(first);
    const at = Float64Array.of(0.3, 0.6);
    expect(await other.predict(at)).toEqual(await (await createPosterior(changed, model)).predict(at));
  });

  it('are opened again for whoever waited for a job that was cancelled', async () => {
    const training = trainingSetOf(referenceCases[2]);
    const model = await fitModel(training, fitSettings({ engine: 'portable' }), { randomStarts: 0 });
    const [given, kept] = [new AbortController(), new AbortController()];
    // Long enough that the first pause of its conditioning gives way, and hears of it.
    const realNow = performance.now.bind(performance);
    let calls = 0;
    performance.now = () => realNow() + 100 * calls++;
    try {
      const first = asJob(given.signal, () => keptPosterior({ training, model }));
      const second = asJob(kept.signal, () => keptPosterior({ training, model }));
      given.abort();
      await expect(first).rejects.toThrow('aborted');
      expect(await second).toBe(await keptPosterior({ training, model }));
    } finally {
      performance.now = realNow;
    }
  });

  it('are not kept where conditioning failed', async () => {
    const training = trainingSetOf(referenceCases[1]);
    const model = await fitModel(training, fitSettings({ engine: 'portable' }), { randomStarts: 0 });
    const broken = {
      training,
      model: { ...model, hyperparameters: { ...model.hyperparameters, noiseHigh: -9 } },
    };
    await expect(keptPosterior(broken)).rejects.toThrow('positive definite');
    await expect(keptPosterior(broken)).rejects.toThrow('positive definite');
  });
});
