import { resolve } from 'node:path';

/** What a command line asks to show. */
export interface CampaignToShow {
  readonly path: string;
  readonly readOnly: boolean;
}

/**
 * The campaign file that an application was started with, if any: by a double click, from a terminal, or by a second
 * launch. Electron and Chromium put switches of their own between.
 *
 * @param folder what a relative path is relative to
 */
export function campaignInArguments(args: readonly string[], folder: string): CampaignToShow | null {
  const path = args
    .slice(1)
    .find((argument) => !argument.startsWith('-') && argument.endsWith('.contourist'));
  return path === undefined ? null : { path: resolve(folder, path), readOnly: args.includes('--read-only') };
}
