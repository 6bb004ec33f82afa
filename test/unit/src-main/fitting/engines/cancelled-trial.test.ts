import { expect, it } from 'vitest';
import { chooseEngine } from '#main/fitting/engines/choose-engine.ts';
import { asJob } from '#main/fitting/pause.ts';

// Alone in its file: the trial runs once a process, and must run here.
it('a trial of the engines goes on where the job that asked for it first was cancelled', async () => {
  const controller = new AbortController();
  controller.abort();
  const during = await asJob(controller.signal, () => chooseEngine('auto', 2000));
  expect(await chooseEngine('auto', 2000)).toBe(during);
});
