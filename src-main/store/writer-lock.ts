import { randomUUID } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import Database from 'better-sqlite3';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Author } from './author.ts';
import { translateSqliteError } from './sqlite-errors.ts';

/**
 * One writer at a time. Node offers no file locks, SQLite does: a small database beside the campaign
 * (`name.contourist-lock`) in which the writer leaves a transaction open for as long as it writes. The operating
 * system drops that lock when the process ends, however it ends, so there is no stale lock to clean up; who holds it
 * is committed in the same database before, for the message to the next one. The campaign's own locks will not do:
 * readers beside the writer need them.
 */
export interface WriterLock {
  /** Lets the next writer in and removes the lock file. */
  release(): void;
}

/** How long to wait for a writer that is just closing, or a reader that is just looking whether there is one. */
const PATIENCE_MS = 1000;

/** A disk that fails does so again; a file that another process removed is there anew at the next attempt. */
const MOST_ATTEMPTS = 50;

interface Holder {
  readonly nonce: string;
  readonly pid: number;
  readonly host: string;
  readonly user: string;
  readonly since: string;
}

const lockPath = (campaignPath: string): string => `${campaignPath}-lock`;

/**
 * Takes the writer's lock of a campaign.
 *
 * @param campaignPath absolute, links resolved: two names of one file must meet at one lock
 * @throws ContouristError `campaign.locked` (says who holds it), `campaign.lock_damaged`, `campaign.not_writable`,
 *   `campaign.disk_full`
 */
export function takeWriterLock(campaignPath: string, author: Author): WriterLock {
  const path = lockPath(campaignPath);
  for (let attempt = 1; ; attempt++) {
    const holder: Holder = {
      nonce: randomUUID(),
      pid: process.pid,
      host: hostname(),
      user: author.user,
      since: author.now(),
    };
    let database: Database.Database | undefined;
    try {
      database = openLock(path);
      database.exec('BEGIN IMMEDIATE');
      database.exec(
        'CREATE TABLE IF NOT EXISTS holder (nonce TEXT, pid INTEGER, host TEXT, user TEXT, since TEXT) STRICT; DELETE FROM holder',
      );
      database.prepare('INSERT INTO holder VALUES (@nonce, @pid, @host, @user, @since)').run(holder);
      database.exec('COMMIT; BEGIN IMMEDIATE');
      // The writer before may have removed the file between our opening and our locking it: then what we hold has no
      // name any more, and somebody else may hold the new file of that name.
      if (namedHolder(path)?.nonce === holder.nonce) return heldLock(database, path);
      database.close();
    } catch (error) {
      database?.close();
      if (isOfRemovedFile(error) && attempt < MOST_ATTEMPTS) continue;
      if (isDamage(error)) throw damagedLock(campaignPath, path, error);
      throw isBusy(error) ? locked(campaignPath, path) : translateSqliteError(error, campaignPath);
    }
  }
}

/** Whether some process holds the writer's lock now. Neither makes nor changes any file. */
export function hasLiveWriter(campaignPath: string): boolean {
  let database: Database.Database | undefined;
  try {
    database = new Database(lockPath(campaignPath), { fileMustExist: true, timeout: 0 });
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch (error) {
    // No lock file, or one that cannot be read: nobody on this machine writes.
    return isBusy(error);
  } finally {
    database?.close();
  }
}

function openLock(path: string): Database.Database {
  const database = new Database(path, { timeout: PATIENCE_MS });
  try {
    // The lock has no use after a power cut, so nothing in it needs to reach the disk.
    database.pragma('synchronous = OFF');
    // A journal on disk would have the name of the lock, not of the file: that of a removed lock was played back into
    // the next one.
    database.pragma('journal_mode = MEMORY');
    database.pragma('trusted_schema = OFF');
    refuseForeignLock(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Some kB. SQLite parses a schema as a whole, however large it is. */
const MOST_LOCK_BYTES = 2 ** 20;

/** A trigger or a view that somebody put into a lock file would run, for ever, when the lock is taken. */
function refuseForeignLock(database: Database.Database, path: string): void {
  const isForeign =
    (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MOST_LOCK_BYTES ||
    database
      .prepare(`SELECT 1 FROM sqlite_schema WHERE type <> 'table' OR name <> 'holder' OR sql LIKE '%AS (%'`)
      .get() !== undefined;
  if (isForeign) throw new Database.SqliteError('not the lock file of a campaign', 'SQLITE_CORRUPT');
}

const heldLock = (database: Database.Database, path: string): WriterLock => ({
  release: () => release(database, path),
});

function release(database: Database.Database, path: string): void {
  // Removed while still held, so that nobody can take a lock that is about to lose its name. Windows refuses to
  // remove an open file: there it goes after closing, unless the next writer has it open already.
  removeQuietly(path);
  database.close();
  if (process.platform === 'win32') removeQuietly(path);
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A lock file left behind does no harm: the lock is the transaction, not the file.
  }
}

function namedHolder(path: string): Holder | undefined {
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { readonly: true, timeout: PATIENCE_MS });
    refuseForeignLock(database, path);
    return database.prepare<[], Holder>('SELECT nonce, pid, host, user, since FROM holder').get();
  } catch {
    return undefined;
  } finally {
    database?.close();
  }
}

function locked(campaignPath: string, path: string): ContouristError {
  const holder = namedHolder(path);
  const who =
    holder === undefined
      ? 'another process'
      : `${holder.user} (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
  return new ContouristError('campaign.locked', `${campaignPath} is open for writing by ${who}.`, {
    hint: 'Close it there, or open it here with --read-only.',
  });
}

/** The campaign itself is fine. The file stays: a writer that opened it before the damage may still hold its lock. */
function damagedLock(campaignPath: string, path: string, cause: unknown): ContouristError {
  return new ContouristError(
    'campaign.lock_damaged',
    `${path}, which keeps other writers out, is damaged. The campaign file itself is not affected.`,
    { hint: `Close ${campaignPath} everywhere else, delete ${path}, and open the campaign again.`, cause },
  );
}

/** Whether the content is at fault: no database, a damaged one, or one with other tables (SQLITE_ERROR). */
function isDamage(error: unknown): boolean {
  return ['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_ERROR', 'SQLITE_CONSTRAINT', 'SQLITE_MISMATCH'].some(
    (code) => hasCode(error, code),
  );
}

/**
 * Whether the writer before may have removed the file while we opened it: SQLite says then that it has moved, or cannot
 * open or read it. The next turn finds the new file. A folder that cannot be written says the same every time.
 */
function isOfRemovedFile(error: unknown): boolean {
  return ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_IOERR'].some((code) => hasCode(error, code));
}

function isBusy(error: unknown): boolean {
  return hasCode(error, 'SQLITE_BUSY');
}

/** @param code the beginning of SQLite's extended code */
function hasCode(error: unknown, code: string): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith(code);
}
