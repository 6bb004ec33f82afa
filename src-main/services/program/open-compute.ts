import {
  type ComputeClient,
  type ComputeClientOptions,
  createComputeClient,
} from '#main/fitting/compute/compute-client.ts';
import { readSettings } from './settings.ts';

/** A compute process under the user's settings: the threads that they allow, and the engine that they prefer. */
export function openCompute(options: Omit<ComputeClientOptions, 'preferredEngine'> = {}): ComputeClient {
  const { threads } = readSettings();
  return createComputeClient({
    ...(threads !== null && { threads }),
    preferredEngine: () => readSettings().engine,
    ...options,
  });
}
