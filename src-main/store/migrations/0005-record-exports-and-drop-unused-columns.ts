import type { Migration } from './migration.ts';

/**
 * What a batch was exported as, each time: the pack with its options, and the points in its files. Exports of earlier
 * versions stand in the journal alone.
 *
 * `points.note` and `batches.settings` have never held anything: notes on points are in the table of notes, and what a
 * proposal needs to be repeated has columns of its own.
 */
export const recordExportsAndDropUnusedColumns: Migration = {
  version: 5,
  name: 'record-exports-and-drop-unused-columns',
  since: '0.1.0',
  up: `
    CREATE TABLE exports (
      id INTEGER PRIMARY KEY,
      batch INTEGER NOT NULL REFERENCES batches (number),
      pack TEXT NOT NULL CHECK (pack <> ''),
      options TEXT NOT NULL CHECK (json_type(options) = 'object'),
      destination TEXT NOT NULL,
      point_ids TEXT NOT NULL CHECK (json_type(point_ids) = 'array'),
      user TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX exports_by_batch ON exports (batch);

    ALTER TABLE points DROP COLUMN note;
    ALTER TABLE batches DROP COLUMN settings;
  `,
};
