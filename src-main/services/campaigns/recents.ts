import { join } from 'node:path';
import { z } from 'zod';
import { jsonFile } from '#main/files/json-file.ts';
import { configFolder } from '#main/files/user-folder.ts';
import { type Recent, recentSchema } from '#shared/contract/campaigns/campaigns-methods.ts';

/** More than anyone looks through; the oldest fall off the list. */
const MOST = 24;

const file = jsonFile(() => join(configFolder(), 'recent-campaigns.json'), z.array(recentSchema), []);

/** The campaigns opened last, newest first. */
export function listRecents(): Recent[] {
  return file.read();
}

/** Puts a campaign at the head of the list. */
export function rememberRecent(path: string, readOnly: boolean): void {
  const recent = { path, readOnly, openedAt: new Date().toISOString() };
  file.change((recents) => [recent, ...recents.filter((other) => other.path !== path)].slice(0, MOST));
}

/** Takes a campaign off the list; its file stays. */
export function forgetRecent(path: string): void {
  file.change((recents) => recents.filter((other) => other.path !== path));
}
