import { describe, expect, it } from 'vitest';
import { asJob, besideJobs, createPause } from '#main/fitting/pause.ts';

/** Longer than a stretch of work that a pause lets pass. */
function work(): void {
  const until = performance.now() + 60;
  while (performance.now() < until);
}

describe('a pause', () => {
  it('ends the job that is at work, also where it was made before that job', async () => {
    const pause = createPause();
    const [first, second] = [new AbortController(), new AbortController()];
    first.abort();
    const run = async () => {
      work();
      await pause();
      return 'done';
    };
    await expect(asJob(first.signal, run)).rejects.toThrow('aborted');
    expect(await asJob(second.signal, run)).toBe('done');
    expect(await run()).toBe('done');
  });

  it('hears a cancellation that arrives while it gives way', async () => {
    const controller = new AbortController();
    const job = asJob(controller.signal, async () => {
      const pause = createPause();
      setImmediate(() => controller.abort());
      work();
      await pause();
    });
    await expect(job).rejects.toThrow('aborted');
  });

  it('does not hear the job in work that outlives it', async () => {
    const controller = new AbortController();
    controller.abort();
    const kept = asJob(controller.signal, () =>
      besideJobs(async () => {
        work();
        await createPause()();
        return 'kept';
      }),
    );
    expect(await kept).toBe('kept');
  });

  it('lets short work pass', async () => {
    const controller = new AbortController();
    controller.abort();
    await createPause(controller.signal)();
  });
});
