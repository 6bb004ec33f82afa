import type { Client } from '#shared/contract/client.ts';
import type { Job } from '#shared/contract/program/program-methods.ts';

/** A job in its last state: done, failed or cancelled. Ask in the same turn in which it was started. */
export function endOfJob(client: Client, jobId: string): Promise<Job> {
  return new Promise((resolve) => {
    const stop = client.subscribe((event) => {
      if (event.name !== 'job.changed' || event.job.id !== jobId || event.job.state === 'running') return;
      stop();
      resolve(event.job);
    });
  });
}
