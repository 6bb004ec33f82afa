import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import { openCompute } from './open-compute.ts';

/**
 * Gives work a compute process and a signal that Ctrl+C raises, and ends the process whatever happens. What was stored
 * until then stays.
 */
export async function withCompute<T>(
  work: (compute: ComputeClient, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const compute = openCompute();
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await work(compute, controller.signal);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    compute.close();
  }
}
