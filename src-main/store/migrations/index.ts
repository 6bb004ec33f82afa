import { createCampaignTables } from './0001-create-campaign-tables.ts';
import type { Migration } from './migration.ts';

/** Every migration there is, oldest first; imported statically, so that a build cannot lose one. */
export const MIGRATIONS: readonly Migration[] = [createCampaignTables];
