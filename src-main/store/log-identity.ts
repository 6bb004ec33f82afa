import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/**
 * Ties a campaign file to its write-ahead log. SQLite replays any valid log that lies beside a file under the right
 * name, so a log left by a crash would be mixed into a backup that is put in the file's place.
 *
 * Every log has two random salts in its header. When SQLite starts the log anew after a whole checkpoint, it adds one
 * to the first and draws the second. The salts of the log are written into the file before each checkpoint, and nothing
 * else checkpoints, so the log of a file has either the salts that the file names or the first one plus one.
 *
 * @see https://www.sqlite.org/fileformat2.html#walformat
 */
interface Salts {
  readonly salt1: number;
  readonly salt2: number;
}

const WAL_HEADER_BYTES = 32;

const logPath = (path: string): string => `${path}-wal`;

/**
 * Refuses a campaign file beside which the log of another file, or of another state of the same file, lies. To be
 * called before SQLite opens the file, which would replay that log, and only while nobody has the file open.
 *
 * @throws ContouristError `campaign.foreign_log`
 */
export function refuseForeignLog(path: string): void {
  const log = readSalts(path);
  if (log === null) return;
  const content = readFileSync(path);
  // The write version. SQLite removes the log before it takes a file out of the mode that has one.
  const usesLog = content[18] === 2;
  if (usesLog && belongs(log, saltsInFile(content))) return;
  throw new ContouristError(
    'campaign.foreign_log',
    `${logPath(path)} is not the log of the file beside it: it is of another campaign, or of another time of this one. ` +
      'Nothing was read from it, and nothing was changed.',
    {
      hint:
        `If ${path} is a backup that was put back, move ${logPath(path)} and ${path}-shm to another folder and open it again. ` +
        'If the steps in the log are wanted, put the file beside the log that was there when Contourist ended.',
    },
  );
}

function belongs(log: Salts, file: Salts | null): boolean {
  if (file === null) return true;
  if (log.salt1 === file.salt1) return log.salt2 === file.salt2;
  return log.salt1 === (file.salt1 + 1) % 2 ** 32;
}

/** Forgets the log in a file that has none now. The next one has other salts, and no name in the file until it is tied. */
export function forgetLog(database: Database.Database): void {
  if (!hasIdentity(database)) return;
  database.exec(
    'UPDATE log_identity SET writes = writes + 1, salt1 = NULL, salt2 = NULL WHERE salt1 IS NOT NULL',
  );
}

/** Ties the log that an open campaign writes to its file. */
export function tieLog(database: Database.Database, path: string): void {
  // A log has its salts from the first write on.
  if (readSalts(path) === null && hasIdentity(database))
    database.exec('UPDATE log_identity SET writes = writes + 1');
  checkpoint(database, path, 'PASSIVE');
}

/**
 * Moves the log into the file, after the file was told which log it is.
 *
 * @param mode TRUNCATE waits for readers and empties the log; PASSIVE leaves what they still need
 */
export function checkpoint(database: Database.Database, path: string, mode: 'PASSIVE' | 'TRUNCATE'): void {
  const salts = readSalts(path);
  if (salts !== null && hasIdentity(database)) {
    const update =
      'UPDATE log_identity SET writes = writes + 1, salt1 = @salt1, salt2 = @salt2 ' +
      'WHERE salt1 IS NOT @salt1 OR salt2 IS NOT @salt2';
    const write = database.prepare<[Salts]>(update);
    write.run(salts);
    // The write itself started the log anew where everything had been moved already.
    const after = readSalts(path);
    if (after !== null && after.salt2 !== salts.salt2) write.run(after);
  }
  database.pragma(`wal_checkpoint(${mode})`);
}

/** Bytes of a file's log; 0 where there is none. */
export function logSize(path: string): number {
  return statSync(logPath(path), { throwIfNoEntry: false })?.size ?? 0;
}

/** @returns null where there is no log, or an empty one */
function readSalts(path: string): Salts | null {
  if (logSize(path) < WAL_HEADER_BYTES) return null;
  const header = Buffer.alloc(WAL_HEADER_BYTES);
  const descriptor = openSync(logPath(path), 'r');
  try {
    // No lock of SQLite is on the log, so closing a descriptor of it drops none.
    readSync(descriptor, header, 0, WAL_HEADER_BYTES, 0);
  } finally {
    closeSync(descriptor);
  }
  return { salt1: header.readUInt32BE(16), salt2: header.readUInt32BE(20) };
}

/** What the file itself says, without its log. @returns null where it says nothing: older formats, unreadable files */
function saltsInFile(content: Buffer): Salts | null {
  const plain = Buffer.from(content);
  // SQLite opens a database from memory only in the mode without a log.
  plain[18] = 1;
  plain[19] = 1;
  let database: Database.Database | undefined;
  try {
    database = new Database(plain, { readonly: true });
    database.pragma('trusted_schema = OFF');
    if (!hasIdentity(database)) return null;
    const row = database
      .prepare<[], { salt1: number | null; salt2: number | null }>('SELECT salt1, salt2 FROM log_identity')
      .get();
    if (row === undefined || row.salt1 === null || row.salt2 === null) return null;
    return { salt1: row.salt1, salt2: row.salt2 };
  } catch (error) {
    // A crash within a checkpoint leaves a file that is whole only with its log.
    if (error instanceof Database.SqliteError) return null;
    throw error;
  } finally {
    database?.close();
  }
}

/** Older formats have none. A view of the name could compute for ever. */
function hasIdentity(database: Database.Database): boolean {
  return (
    database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'log_identity'`).get() !==
    undefined
  );
}
