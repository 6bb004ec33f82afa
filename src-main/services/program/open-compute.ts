import {
  type ComputeClient,
  type ComputeClientOptions,
  createComputeClient,
} from '#main/fitting/compute/compute-client.ts';
import type { Settings } from '#shared/contract/program/program-methods.ts';
import { readSettings } from './settings.ts';

/**
 * Nice values by the setting. `polite` keeps windows responsive while every core fits, and still gets a fair share beside
 * other work: at 19 an 8-point fit on a busy machine took 101 s instead of 1.3 s.
 */
const NICENESS: Readonly<Record<Settings['priority'], number>> = { normal: 0, polite: 5, idle: 19 };

/** A compute process under the user's settings: threads, priority and preferred engine. */
export function openCompute(options: Omit<ComputeClientOptions, 'preferredEngine'> = {}): ComputeClient {
  const { threads, priority } = readSettings();
  return createComputeClient({
    ...(threads !== null && { threads }),
    niceness: NICENESS[priority],
    preferredEngine: () => readSettings().engine,
    ...options,
  });
}
