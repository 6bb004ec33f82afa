import Database from 'better-sqlite3';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Author } from './author.ts';
import { migrate, schemaVersion } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';

/** Objects named in a message; a hostile file may have thousands. */
const MOST_NAMED = 5;

/** The schema of each version, by the migrations that make it. */
const known = new WeakMap<readonly Migration[], Map<number, ReadonlyMap<string, string>>>();

/**
 * Refuses a file whose tables, indexes, triggers or views are not those that its version has. A trigger of a stranger
 * would run inside our own steps, and a view in the place of a table can compute for ever; neither can get in by
 * Contourist's own means. To be called before anything else is read.
 *
 * @throws ContouristError `campaign.foreign_schema`, naming what differs
 */
export function refuseForeignSchema(
  database: Database.Database,
  path: string,
  migrations: readonly Migration[],
  author: Author,
): void {
  const version = schemaVersion(database);
  // A newer version's schema is unknown: `refuseNewer` speaks of it.
  if (version < 1 || version > migrations.length) return;
  const expected = schemaAt(version, migrations, author);
  const found = schemaOf(database);
  const differing = [...new Set([...expected.keys(), ...found.keys()])].filter(
    (name) => expected.get(name) !== found.get(name),
  );
  if (differing.length === 0) return;
  const more = differing.length > MOST_NAMED ? ` and ${differing.length - MOST_NAMED} more` : '';
  throw new ContouristError(
    'campaign.foreign_schema',
    `${path} was changed by another program: ${differing.slice(0, MOST_NAMED).join(', ')}${more} ` +
      `${differing.length === 1 ? 'is' : 'are'} not as format ${version} has ${differing.length === 1 ? 'it' : 'them'}.`,
    { hint: 'Open a copy from before that change; nothing in this file was run.' },
  );
}

function schemaAt(
  version: number,
  migrations: readonly Migration[],
  author: Author,
): ReadonlyMap<string, string> {
  const versions = known.get(migrations) ?? new Map<number, ReadonlyMap<string, string>>();
  known.set(migrations, versions);
  const made = versions.get(version);
  if (made !== undefined) return made;
  const database = new Database(':memory:');
  try {
    migrate(database, null, migrations.slice(0, version), author);
    const schema = schemaOf(database);
    versions.set(version, schema);
    return schema;
  } finally {
    database.close();
  }
}

/** `table points` → its SQL; without what SQLite keeps for itself. */
function schemaOf(database: Database.Database): ReadonlyMap<string, string> {
  const rows = database
    .prepare<[], { type: string; name: string; sql: string }>(
      `SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .all();
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, sql]));
}
