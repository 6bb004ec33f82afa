/**
 * The compute process: fits, proposals, metrics and predictions, away from whoever holds the campaign file or a window.
 * It is forked by compute-client.ts and ends with its parent.
 */
import { toWireError } from '#shared/contract/errors.ts';
import { preferEngine } from '../engines/choose-engine.ts';
import { asJob } from '../pause.ts';
import { jobHandlers } from './job-handlers.ts';
import { BACKGROUND_JOBS, type JobName, type Jobs, type Reply, type Request } from './job-protocol.ts';

const running = new Map<number, AbortController>();

process.on('message', (request: Request) => {
  if (request.kind === 'cancel') running.get(request.id)?.abort();
  else {
    preferEngine(request.preferredEngine);
    void run(request.id, request.job, request.input);
  }
});

// Whoever forked this process is gone: nobody is left to take a result.
process.on('disconnect', () => process.exit(0));

// Ctrl+C in a terminal reaches the whole process group; the parent decides what a job's end means.
process.on('SIGINT', () => {});

async function run<Name extends JobName>(id: number, job: Name, input: Jobs[Name]['input']): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  const { signal } = controller;
  try {
    const report = (progress: Jobs[Name]['progress']) => reply({ kind: 'progress', id, progress });
    const isBackground = BACKGROUND_JOBS.includes(job);
    const output = await asJob(signal, () => jobHandlers[job](input, { signal, report }), { isBackground });
    reply({ kind: 'done', id, output });
  } catch (error) {
    reply(
      signal.aborted
        ? { kind: 'cancelled', id }
        : { kind: 'failed', id, error: toWireError(error, 'compute.failed') },
    );
  } finally {
    running.delete(id);
  }
}

function reply(message: Reply): void {
  // A parent that ends while a result is on its way needs it no more.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}
