import type Database from 'better-sqlite3';
import type { Migration } from './migration.ts';

/**
 * Reasons become codes with their data, as JSON: why a point is left out, why a batch point failed, and why a batch is
 * short. Sentences that earlier builds made are recognised; any other is somebody's own words and stays as `text`.
 */
export const keepReasonsAsCodes: Migration = {
  version: 4,
  name: 'keep-reasons-as-codes',
  since: '0.1.0',
  up: (database) => {
    rewrite(database, 'points', 'excluded_reason', leftOutReason);
    rewrite(database, 'batch_points', 'failure_reason', failureReason);
    rewrite(database, 'batches', 'shortfall_reason', shortfall);
  },
};

type Recognised = { readonly code: string; readonly [key: string]: string | number };

/** Each text once: thousands of points share theirs. */
function rewrite(
  database: Database.Database,
  table: string,
  column: string,
  recognise: (text: string) => Recognised | null,
): void {
  const update = database.prepare(`UPDATE ${table} SET ${column} = @reason WHERE ${column} = @text`);
  const texts = database
    .prepare<[], { text: string }>(
      `SELECT DISTINCT ${column} AS text FROM ${table} WHERE ${column} IS NOT NULL`,
    )
    .all();
  for (const { text } of texts) {
    update.run({ text, reason: JSON.stringify(recognise(text) ?? { code: 'text', text }) });
  }
}

function leftOutReason(text: string): Recognised | null {
  const replaced = /^replaced by import (\d+)$/.exec(text);
  if (replaced) return { code: 'replaced', import: Number(replaced[1]) };
  const undone = /^import (\d+) was undone$/.exec(text);
  return undone ? { code: 'import-undone', import: Number(undone[1]) } : null;
}

function failureReason(text: string): Recognised | null {
  return text === 'no reason given' || text === '' ? { code: 'unexplained' } : null;
}

function shortfall(text: string): Recognised | null {
  if (text === 'No point within the bounds satisfies the constraints.') return { code: 'nothing-allowed' };
  const known = TOO_CLOSE.exec(text);
  if (known === null) return null;
  const [, found = 0, wanted = 0, distance = 0] = known;
  // "No point" does not say of how many, and the sentence made of it does without.
  return { code: 'too-close', found: Number(found), wanted: Number(wanted), distance: Number(distance) };
}

const TOO_CLOSE =
  /^(?:No point|Only (\d+) of (\d+) points) can be proposed: no other is (?:at least (\S+) \(of the unit cube\)|away) from all existing, pending and proposed points\.$/;
