import type { Page } from '@playwright/test';

/** A task of the thread that a window's page runs and is drawn on. */
export interface WindowTask {
  /** From its begin to its end, in milliseconds: what the system gave to other processes meanwhile is in it. */
  readonly wallMs: number;
  /** What the processor spent on it, in milliseconds. */
  readonly cpuMs: number;
}

/** Out of the trace event format; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/**
 * Watches the tasks of a window's page. The page's own long-task observer knows only how long a task took, which on a
 * busy machine is mostly waiting for the processor; the browser's trace knows both.
 *
 * @returns how to stop, with the tasks seen
 */
export async function watchWindowTasks(page: Page): Promise<() => Promise<WindowTask[]>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'] },
    transferMode: 'ReportEvents',
  });
  return async () => {
    const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    const [own] = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
    return events
      .filter(
        ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === own?.pid && tid === own.tid,
      )
      .map(({ dur = 0, tdur = 0 }) => ({ wallMs: dur / 1000, cpuMs: tdur / 1000 }));
  };
}
