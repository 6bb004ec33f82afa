import { aboutProgram } from '#main/services/about-program.ts';
import { listEnginesApart } from '#main/services/list-engines-apart.ts';
import type { coreMethods } from '#shared/contract/core-methods.ts';
import type { Handlers } from './handlers.ts';

export const coreHandlers: Handlers<typeof coreMethods> = {
  'core.about': async () => ({ ...aboutProgram(), engines: await listEnginesApart() }),
};
