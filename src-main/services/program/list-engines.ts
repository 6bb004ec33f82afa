import { engineStatuses } from '#main/fitting/engines/choose-engine.ts';
import { type EnginesResult, enginesResultSchema } from '#shared/contract/surrogates/engines.ts';

/** What can compute on this machine, and what `auto` takes. Loads the native libraries to find out. */
export async function listEngines(): Promise<EnginesResult> {
  return enginesResultSchema.parse(await engineStatuses());
}
