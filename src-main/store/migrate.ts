import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type Database from 'better-sqlite3';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Author } from './author.ts';
import { writableCampaign } from './connection.ts';
import { appendToJournal } from './journal-repository.ts';
import type { Migration } from './migrations/migration.ts';
import { corrupt } from './sqlite-errors.ts';
import { writeWholeDatabase } from './write-whole-database.ts';

/**
 * Brings a database to the newest schema, in one transaction: it ends up at the newest version, with a line in the
 * journal, or exactly as it was. A database that holds a campaign already is backed up beside itself before.
 *
 * @param path the campaign file, null for a database in memory, which needs no backup
 * @throws ContouristError `campaign.newer`, `campaign.corrupt`, `store.migrations_out_of_order`
 */
export function migrate(
  database: Database.Database,
  path: string | null,
  migrations: readonly Migration[],
  author: Author,
): void {
  checkOrder(migrations);
  const before = schemaVersion(database);
  refuseNewer(database, path, migrations);
  const pending = migrations.filter(({ version }) => version > before);
  if (pending.length === 0) return;
  const backup = before > 0 && path !== null ? backUp(database, path, before) : null;
  // Rebuilding a table breaks references to it for a moment; the check below replaces the enforcement.
  database.pragma('foreign_keys = OFF');
  try {
    database
      .transaction(() => {
        for (const migration of pending) apply(database, migration, author);
        refuseBrokenReferences(database, path);
        if (before === 0) return;
        appendToJournal(writableCampaign(database, path ?? '', author), 'migrate', {
          from: before,
          to: schemaVersion(database),
          // It lies beside the file; where that is on this machine does not concern who gets the file.
          backup: backup && basename(backup),
        });
      })
      .immediate();
  } finally {
    database.pragma('foreign_keys = ON');
  }
}

/** The schema version that the database stands at; 0 for a new one. */
export function schemaVersion(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** @throws ContouristError `campaign.newer`, naming the version of Contourist that reads the file */
export function refuseNewer(
  database: Database.Database,
  path: string | null,
  migrations: readonly Migration[],
): void {
  const version = schemaVersion(database);
  const newest = migrations.at(-1)?.version ?? 0;
  if (version <= newest) return;
  // A view of that name could compute for ever.
  const isTable = database
    .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_versions'`)
    .get();
  const needed = isTable === undefined ? undefined : versionThatReads(database, version);
  const tool = needed === undefined ? 'a newer Contourist' : `Contourist ${needed} or newer`;
  throw new ContouristError(
    'campaign.newer',
    `${path ?? 'The campaign'} was written by a newer version (format ${version}, this one reads up to ${newest}).`,
    { hint: `Install ${tool} to open it.` },
  );
}

function versionThatReads(database: Database.Database, version: number): string | undefined {
  return database
    .prepare<[number], { since: string }>('SELECT since FROM schema_versions WHERE version = ?')
    .get(version)?.since;
}

function apply(database: Database.Database, migration: Migration, author: Author): void {
  database.exec(
    `CREATE TABLE IF NOT EXISTS schema_versions (
       version INTEGER PRIMARY KEY, name TEXT NOT NULL, since TEXT NOT NULL,
       applied_at TEXT NOT NULL, applied_with TEXT NOT NULL
     ) STRICT`,
  );
  if (typeof migration.up === 'string') database.exec(migration.up);
  else migration.up(database);
  database
    .prepare('INSERT INTO schema_versions VALUES (@version, @name, @since, @appliedAt, @appliedWith)')
    .run({
      version: migration.version,
      name: migration.name,
      since: migration.since,
      appliedAt: author.now(),
      appliedWith: author.toolVersion,
    });
  database.pragma(`user_version = ${migration.version}`);
}

function checkOrder(migrations: readonly Migration[]): void {
  migrations.forEach(({ version, name }, index) => {
    if (version === index + 1) return;
    throw new ContouristError(
      'store.migrations_out_of_order',
      `Migration ${name} has version ${version}; at its place ${index + 1} is expected.`,
      { blame: 'internal' },
    );
  });
}

function refuseBrokenReferences(database: Database.Database, path: string | null): void {
  const [broken] = database.pragma('foreign_key_check') as { table: string; parent: string }[];
  if (broken === undefined) return;
  throw corrupt(
    path ?? 'The campaign',
    `rows of ${broken.table} refer to ${broken.parent} that do not exist`,
  );
}

/** @returns the backup's path: `name.contourist.v1-backup`, numbered where that name is taken */
function backUp(database: Database.Database, path: string, version: number): string {
  const first = `${path}.v${version}-backup`;
  let backup = first;
  for (let number = 2; existsSync(backup); number += 1) backup = `${first}-${number}`;
  writeWholeDatabase(database, backup);
  return backup;
}
