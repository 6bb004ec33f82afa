import type { Migration } from './migration.ts';

/**
 * What an imported file was beyond its mapping (columns, delimiter, test points or not), so that one of its quarantined
 * rows can be read again alone, and when an import was taken back.
 */
export const keepHowFilesWereRead: Migration = {
  version: 3,
  name: 'keep-how-files-were-read',
  since: '0.1.0',
  up: `
    ALTER TABLE imports ADD COLUMN reading TEXT CHECK (json_type(reading) = 'object');
    ALTER TABLE imports ADD COLUMN undone_at TEXT;
  `,
};
