import { dirname, join } from 'node:path';
import { jsonFile } from '#main/files/json-file.ts';
import { configFolder, defaultCampaignFolder } from '#main/files/user-folder.ts';
import { type Settings, settingsSchema } from '#shared/contract/program/program-methods.ts';

const file = jsonFile(() => join(configFolder(), 'settings.json'), settingsSchema, settingsSchema.parse({}));

/** What the user has chosen for all campaigns. */
export function readSettings(): Settings {
  return file.read();
}

/** @param changes the choices to change; undefined ones stay */
export function changeSettings(
  changes: { readonly [Key in keyof Settings]?: Settings[Key] | undefined },
): Settings {
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
