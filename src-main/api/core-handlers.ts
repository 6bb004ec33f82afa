import { availableParallelism } from 'node:os';
import { listEnginesApart } from '#main/services/list-engines-apart.ts';
import { currentAuthor } from '#main/store/author.ts';
import type { coreMethods } from '#shared/contract/core-methods.ts';
import type { Handlers } from './handlers.ts';

export const coreHandlers: Handlers<typeof coreMethods> = {
  'core.about': async () => {
    const { user, toolVersion } = currentAuthor();
    return { version: toolVersion, user, cores: availableParallelism(), engines: await listEnginesApart() };
  },
};
