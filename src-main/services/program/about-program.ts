import { availableParallelism } from 'node:os';
import { createComputeClient } from '#main/fitting/compute/compute-client.ts';
import { engineStatuses } from '#main/fitting/engines/choose-engine.ts';
import { currentAuthor } from '#main/store/author.ts';
import { type EnginesResult, enginesResultSchema } from '#shared/contract/surrogates/engines.ts';

/** The program's version, the person who uses it, and the cores that they have. */
export function aboutProgram(): { version: string; user: string; cores: number } {
  const { user, toolVersion } = currentAuthor();
  return { version: toolVersion, user, cores: availableParallelism() };
}

/** What can compute on this machine, and what `auto` takes. Loads the native libraries to find out. */
export async function listEngines(): Promise<EnginesResult> {
  return enginesResultSchema.parse(await engineStatuses());
}

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
