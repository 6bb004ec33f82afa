import { join } from 'node:path';
import { z } from 'zod';
import { jsonFile } from '#main/files/json-file.ts';
import { configFolder } from '#main/files/user-folder.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

const viewsSchema = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

/** By screen, by campaign. */
export type Views = z.infer<typeof viewsSchema>;

const file = jsonFile(() => join(configFolder(), 'views.json'), viewsSchema, {});

/** Campaigns whose view of a screen is kept; those that were looked at longest ago are forgotten. */
const MOST_CAMPAIGNS = 100;

/** How the user left the screens. */
export function readViews(): Views {
  return file.read();
}

/** Characters of a view as JSON; a screen's own is a few hundred. */
const LONGEST_VIEW = 2 ** 18;

/** @throws ContouristError `view.too_large` */
export function writeView(screen: string, campaignId: string, view: Views[string][string]): void {
  if (JSON.stringify(view).length > LONGEST_VIEW) {
    throw new ContouristError('view.too_large', `The view of ${screen} is too large to be kept.`, {
      blame: 'internal',
    });
  }
  file.change((views) => {
    const { [campaignId]: _, ...others } = views[screen] ?? {};
    const kept = Object.entries(others).slice(-(MOST_CAMPAIGNS - 1));
    return { ...views, [screen]: { ...Object.fromEntries(kept), [campaignId]: view } };
  });
}
