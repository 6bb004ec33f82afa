import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { inspectHeader } from './campaign-path.ts';

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

/** How a campaign file stands to the log beside it, before SQLite looks at either. */
export interface LogInspection {
  /**
   * The file says that it was being written, and no log lies beside it: it was copied while it was open, or its log was
   * taken away. Steps that were in the log alone are not in it.
   */
  readonly isMissing: boolean;
}

/**
 * Refuses a campaign file beside which the log of another file, or of another state of the same file, lies, and notices
 * one that has lost its log. To be called before SQLite opens the file, which would replay that log, and only while
 * nobody has the file open.
 *
 * @throws ContouristError `campaign.foreign_log`
 */
export function inspectLog(path: string): LogInspection {
  const log = readSalts(path);
  const { usesWriteAheadLog } = inspectHeader(path);
  // SQLite removes the log before it takes a file out of the mode that has one.
  if (log === null && !usesWriteAheadLog) return { isMissing: false };
  const named = saltsInFile(readFileSync(path));
  if (log === null) return { isMissing: named !== 'none' };
  if (usesWriteAheadLog && belongs(log, named)) return { isMissing: false };
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

function belongs(log: Salts, file: NamedLog): boolean {
  if (file === 'none' || file === 'unknown') return true;
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
 * @returns whether the file holds everything now
 */
export function checkpoint(database: Database.Database, path: string, mode: 'PASSIVE' | 'TRUNCATE'): boolean {
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
  return moveLog(database, mode);
}

/** Empties the log of a file that a reader keeps in the mode that has one, and lets the file say that it has none. */
export function leaveEmptyLog(database: Database.Database): void {
  forgetLog(database);
  moveLog(database, 'TRUNCATE');
}

function moveLog(database: Database.Database, mode: 'PASSIVE' | 'TRUNCATE'): boolean {
  const [row] = z
    .tuple([z.object({ busy: z.number(), log: z.number(), checkpointed: z.number() })])
    .parse(database.pragma(`wal_checkpoint(${mode})`));
  return row.busy === 0 && row.log === row.checkpointed;
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

/** The log that a file names; `none` where it says that it has none, `unknown` in older formats and unreadable files. */
type NamedLog = Salts | 'none' | 'unknown';

/** What the file itself says, without its log. */
function saltsInFile(content: Buffer): NamedLog {
  const plain = Buffer.from(content);
  // SQLite opens a database from memory only in the mode without a log.
  plain[18] = 1;
  plain[19] = 1;
  let database: Database.Database | undefined;
  try {
    database = new Database(plain, { readonly: true });
    database.pragma('trusted_schema = OFF');
    if (!hasIdentity(database)) return 'unknown';
    const row = database
      .prepare<[], { salt1: number | null; salt2: number | null }>('SELECT salt1, salt2 FROM log_identity')
      .get();
    if (row === undefined || row.salt1 === null || row.salt2 === null) return 'none';
    return { salt1: row.salt1, salt2: row.salt2 };
  } catch (error) {
    // A crash within a checkpoint leaves a file that is whole only with its log.
    if (error instanceof Database.SqliteError) return 'unknown';
    throw error;
  } finally {
    database?.close();
  }
}

/** Older formats have none. A view of the name could compute for ever, and so could a generated column. */
function hasIdentity(database: Database.Database): boolean {
  const isTable = database.prepare(
    `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'log_identity'
     AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo('log_identity') WHERE hidden <> 0)`,
  );
  return isTable.get() !== undefined;
}
