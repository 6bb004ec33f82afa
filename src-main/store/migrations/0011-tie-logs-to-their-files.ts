import type { Migration } from './migration.ts';

/**
 * Which write-ahead log belongs to the file; see `log-identity.ts`. One row, with the count of its changes; the salts are null
 * while no log belongs to the file.
 */
export const tieLogsToTheirFiles: Migration = {
  version: 11,
  name: 'tie-logs-to-their-files',
  since: '0.2.0',
  up: `
    CREATE TABLE log_identity (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      writes INTEGER NOT NULL,
      salt1 INTEGER,
      salt2 INTEGER
    ) STRICT;
    INSERT INTO log_identity VALUES (1, 0, NULL, NULL);
  `,
};
