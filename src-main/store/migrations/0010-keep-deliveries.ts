import type { Migration } from './migration.ts';

/**
 * What was submitted: the handle by which a pack finds its jobs again after a restart, how often each point was tried
 * again, and what it cost.
 */
export const keepDeliveries: Migration = {
  version: 10,
  name: 'keep-deliveries',
  since: '0.2.0',
  up: `
    CREATE TABLE deliveries (
      export INTEGER PRIMARY KEY REFERENCES exports (id),
      handle TEXT NOT NULL CHECK (json_type(handle) = 'object'),
      retries TEXT NOT NULL CHECK (json_type(retries) = 'object'),
      core_seconds TEXT NOT NULL CHECK (json_type(core_seconds) = 'object'),
      submitted_at TEXT NOT NULL,
      ended_at TEXT
    ) STRICT;
  `,
};
