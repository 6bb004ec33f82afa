import type { Migration } from './migration.ts';
import { recogniseQuarantineReason } from './recognise-quarantine-reason.ts';

/**
 * Why a row was kept aside, as a code with its data in JSON where it was a sentence; and where the row stands in files
 * that have no lines.
 */
export const keepQuarantineReasonsAsCodes: Migration = {
  version: 6,
  name: 'keep-quarantine-reasons-as-codes',
  since: '0.1.0',
  up: (database) => {
    database.exec('ALTER TABLE quarantine ADD COLUMN path TEXT');
    const rows = database
      .prepare<[], { id: number; reason: string }>('SELECT id, reason FROM quarantine')
      .all();
    const update = database.prepare('UPDATE quarantine SET reason = @reason WHERE id = @id');
    for (const { id, reason } of rows) {
      update.run({ id, reason: JSON.stringify(recogniseQuarantineReason(reason)) });
    }
  },
};
