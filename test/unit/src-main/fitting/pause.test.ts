import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asJob, besideJobs, createPause } from '#main/fitting/pause.ts';

let clockMs = 0;
beforeEach(() => {
  clockMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clockMs);
});
afterEach(() => vi.restoreAllMocks());

/** Takes longer, by the clock of these tests, than a stretch of work that a pause lets pass. */
function work(): void {
  clockMs += 60;
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

  it('makes a job in the background rest while another one runs, and go on after it', async () => {
    const order: string[] = [];
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const front = asJob(new AbortController().signal, async () => {
      await ended;
      order.push('front');
    });
    const behind = asJob(
      new AbortController().signal,
      async () => {
        const pause = createPause();
        work();
        await pause();
        order.push('behind');
      },
      { isBackground: true },
    );
    // Time enough for the pause to have given way.
    await new Promise((resolve) => setImmediate(resolve));
    end();
    await Promise.all([front, behind]);
    expect(order).toEqual(['front', 'behind']);
  });

  it('ends a job in the background that rests when it is cancelled', async () => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const front = asJob(new AbortController().signal, () => ended);
    const controller = new AbortController();
    const behind = asJob(
      controller.signal,
      async () => {
        const pause = createPause();
        work();
        await pause();
      },
      { isBackground: true },
    );
    setImmediate(() => controller.abort());
    await expect(behind).rejects.toThrow('aborted');
    end();
    await front;
  });

  it('lets short work pass', async () => {
    const controller = new AbortController();
    controller.abort();
    await createPause(controller.signal)();
  });
});
