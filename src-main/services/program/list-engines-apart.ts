import { createComputeClient } from '#main/fitting/compute/compute-client.ts';
import { type EnginesResult, enginesResultSchema } from '#shared/contract/surrogates/engines.ts';

let found: Promise<EnginesResult> | undefined;

/**
 * What can compute on this machine, and what `auto` takes, found out once and in a process of its own: loading the
 * native libraries and trying them holds up whoever does it for seconds.
 */
export function listEnginesApart(): Promise<EnginesResult> {
  found ??= findOut();
  // What went wrong may not the next time.
  found.catch(() => {
    found = undefined;
  });
  return found;
}

async function findOut(): Promise<EnginesResult> {
  const compute = createComputeClient();
  try {
    return enginesResultSchema.parse(await compute.run('engines', null));
  } finally {
    compute.close();
  }
}
