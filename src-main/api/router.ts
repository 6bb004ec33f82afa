import { z } from 'zod';
import { type MethodName, methods } from '#shared/contract/methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { batchHandlers } from './batch-handlers.ts';
import { campaignHandlers } from './campaign-handlers.ts';
import { coreHandlers } from './core-handlers.ts';
import { filesHandlers } from './files-handlers.ts';
import { fitHandlers } from './fit-handlers.ts';
import type { ApiContext, Handlers } from './handlers.ts';
import { importHandlers } from './import-handlers.ts';
import { jobHandlers } from './job-handlers.ts';
import { journalHandlers } from './journal-handlers.ts';
import { modelHandlers } from './model-handlers.ts';
import { newCampaignHandlers } from './new-campaign-handlers.ts';
import { pointsHandlers } from './points-handlers.ts';
import { progressHandlers } from './progress-handlers.ts';
import { quarantineHandlers } from './quarantine-handlers.ts';
import { recentsHandlers } from './recents-handlers.ts';
import { samplesHandlers } from './samples-handlers.ts';
import { settingsHandlers } from './settings-handlers.ts';
import { sliceHandlers } from './slice-handlers.ts';
import { spaceHandlers } from './space-handlers.ts';
import { viewHandlers } from './view-handlers.ts';

/** Every method of the contract has its handler here; the type says which one is missing. */
const handlers: Handlers<typeof methods> = {
  ...coreHandlers,
  ...campaignHandlers,
  ...jobHandlers,
  ...filesHandlers,
  ...fitHandlers,
  ...journalHandlers,
  ...modelHandlers,
  ...batchHandlers,
  ...pointsHandlers,
  ...importHandlers,
  ...quarantineHandlers,
  ...progressHandlers,
  ...settingsHandlers,
  ...sliceHandlers,
  ...recentsHandlers,
  ...samplesHandlers,
  ...newCampaignHandlers,
  ...spaceHandlers,
  ...viewHandlers,
};

/** Set in tests: every answer is checked against the contract too. */
const CHECKS_OUTPUT = process.env.CONTOURIST_CHECK_OUTPUT === '1';

/**
 * Answers one call: checks what came against the contract and hands it to the method's handler.
 *
 * @throws ContouristError `call.unknown_method`, `call.bad_input` with the place in the input, and those of the handler
 */
export async function answer(method: string, input: unknown, context: ApiContext): Promise<unknown> {
  if (!isMethod(method)) {
    throw new ContouristError('call.unknown_method', `There is no method ${method}.`, { blame: 'internal' });
  }
  const { input: inputSchema, output: outputSchema } = methods[method];
  const checked = inputSchema.safeParse(input);
  if (!checked.success) {
    throw new ContouristError('call.bad_input', `${method}: ${z.prettifyError(checked.error)}`, {
      blame: 'internal',
    });
  }
  const handle = handlers[method] as (input: unknown, context: ApiContext) => unknown;
  const output = await handle(checked.data, context);
  return CHECKS_OUTPUT ? outputSchema.parse(output) : output;
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}
