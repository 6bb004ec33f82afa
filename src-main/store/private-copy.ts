import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** What SQLite may keep beside a database that was not closed cleanly. */
const SIDE_FILES = ['-wal', '-journal'] as const;

const ATTEMPTS = 5;

/**
 * Reads a campaign file into memory by way of a temporary copy: for files that SQLite can open only by writing beside
 * them (left by a crash with their write-ahead log, on a read-only mount or not) and for older files that must be
 * migrated to be read. The temporary copy is gone when this returns.
 *
 * @param prepare changes the copy before it is read (migrates it)
 * @throws ContouristError `campaign.changing` when the file does not stand still
 */
export function readPrivateCopy(path: string, prepare: (copy: Database.Database) => void): Database.Database {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-read-'));
  try {
    const copyPath = join(folder, 'copy');
    copyWhileUnchanged(path, copyPath);
    const copy = new Database(copyPath, { fileMustExist: true });
    try {
      // SQLite opens a database from memory only when it has no write-ahead log.
      copy.pragma('journal_mode = DELETE');
      prepare(copy);
      const database = new Database(copy.serialize(), { readonly: true });
      database.pragma('trusted_schema = OFF');
      return database;
    } finally {
      copy.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A writer on another machine cannot be seen by its lock, only by its traces: then the copy is made again. */
function copyWhileUnchanged(path: string, copyPath: string): void {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = traces(path);
    copyFileSync(path, copyPath);
    for (const suffix of SIDE_FILES) {
      rmSync(copyPath + suffix, { force: true });
      if (existsSync(path + suffix)) copyFileSync(path + suffix, copyPath + suffix);
    }
    if (traces(path) === before) return;
  }
  throw new ContouristError('campaign.changing', `${path} is being written and does not stand still.`, {
    hint: 'Try again when the writer is idle.',
  });
}

function traces(path: string): string {
  return ['', ...SIDE_FILES]
    .map((suffix) => statSync(path + suffix, { bigint: true, throwIfNoEntry: false }))
    .map((stats) => (stats === undefined ? 'none' : `${stats.ino}:${stats.size}:${stats.mtimeNs}`))
    .join(' ');
}
