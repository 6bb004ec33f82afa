import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import { openCompute } from './open-compute.ts';
import { withInterrupt } from './with-interrupt.ts';

/**
 * Gives work a compute process and a signal that Ctrl+C raises, and ends the process whatever happens. What was stored
 * until then stays.
 */
export async function withCompute<T>(
  work: (compute: ComputeClient, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const compute = openCompute();
  try {
    return await withInterrupt((signal) => work(compute, signal));
  } finally {
    compute.close();
  }
}
