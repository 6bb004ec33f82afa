import { z } from 'zod';
import { type MethodName, methods } from '#shared/contract/methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { batchesHandlers } from './batches-handlers.ts';
import { campaignsHandlers } from './campaigns-handlers.ts';
import type { ApiContext, Handlers } from './handlers.ts';
import { importsHandlers } from './imports-handlers.ts';
import { iterationsHandlers } from './iterations-handlers.ts';
import { journalHandlers } from './journal-handlers.ts';
import { pointsHandlers } from './points-handlers.ts';
import { programHandlers } from './program-handlers.ts';
import { slicesHandlers } from './slices-handlers.ts';
import { spaceHandlers } from './space-handlers.ts';
import { surrogatesHandlers } from './surrogates-handlers.ts';

/** Every method of the contract has its handler here; the type says which one is missing. */
const handlers: Handlers<typeof methods> = {
  ...campaignsHandlers,
  ...spaceHandlers,
  ...importsHandlers,
  ...pointsHandlers,
  ...surrogatesHandlers,
  ...iterationsHandlers,
  ...batchesHandlers,
  ...slicesHandlers,
  ...journalHandlers,
  ...programHandlers,
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
