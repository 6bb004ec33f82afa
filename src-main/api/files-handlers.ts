import { listFolder } from '#main/files/list-folder.ts';
import type { filesMethods } from '#shared/contract/files-methods.ts';
import type { Handlers } from './handlers.ts';

export const filesHandlers: Handlers<typeof filesMethods> = {
  'files.list': ({ folder }) => listFolder(folder),
};
