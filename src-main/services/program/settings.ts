import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { jsonFile } from '#main/files/json-file.ts';
import { configFolder, defaultCampaignFolder } from '#main/files/user-folder.ts';
import { type Settings, settingsSchema } from '#shared/contract/program/program-methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

const file = jsonFile(() => join(configFolder(), 'settings.json'), settingsSchema, settingsSchema.parse({}));

/** What the user has chosen for all campaigns. */
export function readSettings(): Settings {
  return file.read();
}

/**
 * @param changes the choices to change; undefined ones stay
 * @throws ContouristError `settings.too_many_threads`, `settings.no_folder`
 */
export function changeSettings(
  changes: { readonly [Key in keyof Settings]?: Settings[Key] | undefined },
): Settings {
  refuseImpossible(changes);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return file.change((settings) => settingsSchema.parse({ ...settings, ...given }));
}

/** Where files of a campaign are written unless the user says otherwise. */
export function exportFolder(campaignPath: string): string {
  return readSettings().exportFolder ?? dirname(campaignPath);
}

/** Where new campaigns and copies of samples go. */
export function campaignFolder(): string {
  return readSettings().campaignFolder ?? defaultCampaignFolder();
}

function refuseImpossible({
  threads,
  campaignFolder: campaigns,
  exportFolder: exports,
}: Parameters<typeof changeSettings>[0]): void {
  const cores = availableParallelism();
  if (threads != null && threads > cores) {
    throw new ContouristError(
      'settings.too_many_threads',
      `${threads} threads are more than this machine runs at once: ${cores}.`,
      { hint: `Choose 1 to ${cores}.` },
    );
  }
  for (const folder of [campaigns, exports]) {
    if (folder == null || (isAbsolute(folder) && isFolder(folder))) continue;
    throw new ContouristError('settings.no_folder', `There is no folder ${folder}.`, {
      hint: 'Make it first, or choose another one by its whole path.',
    });
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
