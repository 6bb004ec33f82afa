import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { type Author, currentAuthor } from './author.ts';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { APPLICATION_ID, inspectHeader, resolveCampaignPath } from './campaign-path.ts';
import { readableCampaign, writableCampaign } from './connection.ts';
import { writeDefinition } from './definition-repository.ts';
import { identityForWriting, requireSameFile } from './file-identity.ts';
import { refuseForeignSchema } from './foreign-schema.ts';
import { appendToJournal, lastLine, MISSING_LOG } from './journal-repository.ts';
import { checkpoint, forgetLog, inspectLog, leaveEmptyLog, logSize, tieLog } from './log-identity.ts';
import { migrate, refuseNewer, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { isOpenHere, registerOpen } from './open-in-this-process.ts';
import { readPrivateCopy } from './private-copy.ts';
import { refuseHugeSchema } from './schema-size.ts';
import { corrupt, translateSqliteError } from './sqlite-errors.ts';
import { transaction } from './transaction.ts';
import { writeWholeDatabase } from './write-whole-database.ts';
import { hasLiveWriter, takeWriterLock } from './writer-lock.ts';

/** What opening uses; the default is the person logged in and this program. */
export interface OpenOptions {
  readonly author?: Author;
  /** Whether steps can be undone for as long as the campaign is open. */
  readonly keepsHistory?: boolean;
  /** For tests of migrations to come. */
  readonly migrations?: readonly Migration[];
}

/** How long a statement waits for another connection's short lock (a reader's, a checkpoint's). */
const PATIENCE_MS = 5000;

/**
 * Makes a new campaign file and opens it for writing. The file appears whole, with its definition, or not at all.
 *
 * @throws ContouristError `campaign.exists`, `campaign.locked`, `file.not_writable`, `file.disk_full`
 */
export function createCampaign(
  givenPath: string,
  definition: CampaignDefinition,
  options: OpenOptions = {},
): WritableCampaign {
  const { author = currentAuthor(), migrations = MIGRATIONS } = options;
  const path = join(existingFolder(givenPath), basename(givenPath));
  const lock = takeWriterLock(path, author);
  try {
    refuseExisting(path, givenPath);
    const database = new Database(':memory:');
    database.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(database, null, migrations, author);
    const campaign = writableCampaign(database, path, author);
    transaction(
      campaign,
      'new',
      () => writeDefinition(campaign, definition),
      () => ({ name: definition.name }),
    );
    writeWholeDatabase(database, path);
    database.close();
  } catch (error) {
    throw translateSqliteError(error, path);
  } finally {
    lock.release();
  }
  return openCampaign(path, options);
}

/**
 * Writes a campaign as it is now into a new file, whatever state its own file is in: to go on with one that is
 * read-only, or to keep one as it was.
 *
 * @returns the copy's absolute path
 * @throws ContouristError `campaign.exists`, `file.not_writable`, `file.disk_full`
 */
export function copyCampaign(campaign: ReadableCampaign, givenPath: string): string {
  const path = join(existingFolder(givenPath), basename(givenPath));
  refuseExisting(path, givenPath);
  campaign.copyTo(path);
  return path;
}

function refuseExisting(path: string, givenPath: string): void {
  if (!existsSync(path)) return;
  throw new ContouristError('campaign.exists', `${givenPath} exists already; it stays as it is.`, {
    hint: 'Choose another name, or change that campaign with `contourist edit`.',
  });
}

/**
 * Opens a campaign file for writing; one process at a time may. A file left by a crash comes back at its last finished
 * step, an older one is migrated, with a backup beside it.
 *
 * @throws ContouristError `campaign.missing`, `.not_a_file`, `.empty`, `.not_a_database`, `.foreign`, `.newer`,
 *   `.corrupt`, `.locked`, `.hard_linked`, `.foreign_schema`, `.not_writable`, `.disk_full`
 */
export function openCampaign(givenPath: string, options: OpenOptions = {}): WritableCampaign {
  const { author = currentAuthor(), migrations = MIGRATIONS, keepsHistory = false } = options;
  const path = resolveCampaignPath(givenPath);
  if (!isOpenHere(path)) inspectFile(path);
  const lock = takeWriterLock(path, author);
  try {
    const identity = identityForWriting(path);
    // A reader here may have the file open, with the log that it saw.
    const lacksLog = !isOpenHere(path) && inspectLog(path).isMissing;
    const database = openLocked(path, { migrations, author, lacksLog });
    const unregister = registerOpen(path);
    const idle = checkpointWhenIdle(database, path);
    const onClose = () => {
      idle.cancel();
      closeAsOneFile(database, path);
      unregister();
      lock.release();
    };
    const beforeStep = () => requireSameFile(identity);
    return writableCampaign(database, path, author, {
      keepsHistory,
      lacksLog,
      beforeStep,
      afterStep: idle.afterStep,
      onClose,
    });
  } catch (error) {
    lock.release();
    throw translateSqliteError(error, path);
  }
}

interface OpeningFacts {
  readonly migrations: readonly Migration[];
  readonly author: Author;
  readonly lacksLog: boolean;
}

/** What can be known of a file before SQLite opens it; only while this process has it not open. */
function inspectFile(path: string): ReturnType<typeof inspectHeader> {
  const header = inspectHeader(path);
  refuseHugeSchema(path);
  return header;
}

function openLocked(path: string, { migrations, author, lacksLog }: OpeningFacts): Database.Database {
  const database = new Database(path, { fileMustExist: true, timeout: PATIENCE_MS });
  try {
    refuseUnfit(database, path, migrations, author);
    leaveLog(database);
    database.pragma('journal_mode = WAL');
    // Every checkpoint is ours: the file must know its log before one (see `log-identity.ts`).
    database.pragma('wal_autocheckpoint = 0');
    // FULL puts every finished step on the disk before it is announced: a kill loses nothing under NORMAL either (the
    // system has the bytes), a power cut would. Steps are rare, and one costs a single fsync of the log.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // REPLACE deletes; without this it would slip past the triggers that keep the journal append-only.
    database.pragma('recursive_triggers = ON');
    migrate(database, path, migrations, author);
    if (lacksLog) recordMissingLog(database, path, author);
    tieLog(database, path);
    return database;
  } catch (error) {
    closeAsOneFile(database, path);
    throw error;
  }
}

/** From now on the file looks like any other, so the journal keeps that steps may be missing before this line. */
function recordMissingLog(database: Database.Database, path: string, author: Author): void {
  const campaign = writableCampaign(database, path, author);
  database
    .transaction(() => {
      const { id, time } = lastLine(campaign);
      appendToJournal(campaign, MISSING_LOG, { lastStep: id, lastStepAt: time });
    })
    .immediate();
}

/** Starts without a log where no reader is there, so that the file can forget the one that it had. */
function leaveLog(database: Database.Database): void {
  try {
    database.pragma('busy_timeout = 0');
    database.pragma('journal_mode = DELETE');
    forgetLog(database);
  } catch (error) {
    if (!isBusy(error)) throw error;
  } finally {
    database.pragma(`busy_timeout = ${PATIENCE_MS}`);
  }
}

/**
 * Opens a campaign file to read it, whatever state it is in, and writes nothing beside it: a cleanly closed file and
 * one with a live writer as they stand (the latter follows what the writer does); one left by a crash, on a read-only
 * mount too, and one of an older version through a private copy.
 *
 * @throws ContouristError as `openCampaign`, except that neither a lock nor a read-only mount stops it
 */
export function openCampaignReadOnly(givenPath: string, options: OpenOptions = {}): ReadableCampaign {
  const path = resolveCampaignPath(givenPath);
  try {
    const { inPlace, lacksLog } = lookBeforeReading(path);
    const campaign = inPlace ? openInPlace(path, options) : undefined;
    return campaign ?? openPrivately(path, options, lacksLog);
  } catch (error) {
    throw translateSqliteError(error, path);
  }
}

function lookBeforeReading(path: string): { readonly inPlace: boolean; readonly lacksLog: boolean } {
  if (isOpenHere(path)) return { inPlace: true, lacksLog: false };
  const { usesWriteAheadLog } = inspectFile(path);
  if (hasLiveWriter(path)) return { inPlace: true, lacksLog: false };
  const { isMissing } = inspectLog(path);
  return { inPlace: !usesWriteAheadLog && !existsSync(`${path}-journal`), lacksLog: isMissing };
}

/** @returns undefined when the file is of an older version, which can be read only after migrating a copy */
function openInPlace(path: string, options: OpenOptions): ReadableCampaign | undefined {
  const { author = currentAuthor(), migrations = MIGRATIONS } = options;
  const database = new Database(path, { readonly: true, timeout: PATIENCE_MS });
  try {
    refuseUnfit(database, path, migrations, author);
    if (schemaVersion(database) === migrations.length) {
      const unregister = registerOpen(path);
      return readableCampaign(database, path, {
        onClose: () => {
          database.close();
          unregister();
        },
      });
    }
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  return undefined;
}

function openPrivately(path: string, options: OpenOptions, lacksLog: boolean): ReadableCampaign {
  const { author = currentAuthor(), migrations = MIGRATIONS } = options;
  const database = readPrivateCopy(path, (copy) => {
    refuseUnfit(copy, path, migrations, author);
    migrate(copy, null, migrations, author);
  });
  return readableCampaign(database, path, { lacksLog });
}

/** Everything that is looked at before a file is used. What it holds may come from anybody. */
function refuseUnfit(
  database: Database.Database,
  path: string,
  migrations: readonly Migration[],
  author: Author,
): void {
  database.pragma('trusted_schema = OFF');
  refuseNewer(database, path, migrations);
  refuseForeignSchema(database, path, migrations, author);
  refuseCorrupt(database, path);
}

/** Quick: 30 ms for 20,000 points with six limits each. */
function refuseCorrupt(database: Database.Database, path: string): void {
  const finding = String(database.pragma('quick_check(1)', { simple: true }));
  if (finding !== 'ok') throw corrupt(path, finding);
}

/** How long a campaign rests before its log is moved into the file. */
const IDLE_MS = 500;

/** A log that grows over this is moved at once: steps without a rest would let it grow for ever. */
const MOST_LOG_BYTES = 4 * 2 ** 20;

/**
 * Moves the log into the file when no step has come for a moment, so that the file alone is whole: a copy made with `cp`
 * while the campaign is open holds everything up to then. What readers still need stays in the log until the next time.
 */
function checkpointWhenIdle(
  database: Database.Database,
  path: string,
): { afterStep(): void; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const attempt = (): void => {
    try {
      if (!checkpoint(database, path, 'PASSIVE')) tryLater();
    } catch (error) {
      // On a full disk, say: the steps are safe in the log.
      if (!(error instanceof Database.SqliteError)) throw error;
      tryLater();
    }
  };
  const tryLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(attempt, IDLE_MS).unref();
  };
  return {
    afterStep() {
      if (logSize(path) > MOST_LOG_BYTES) attempt();
      else tryLater();
    },
    cancel: () => clearTimeout(timer),
  };
}

/**
 * A closed campaign is one file without a write-ahead log: only that can be opened from a read-only mount as it is.
 * Where it cannot be done (a reader is still there, the disk is full) the log stays beside the file and the next
 * opening goes on from it; nothing is lost.
 */
function closeAsOneFile(database: Database.Database, path: string): void {
  try {
    database.pragma('busy_timeout = 0');
    if (checkpoint(database, path, 'TRUNCATE')) leaveLogMode(database);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  } finally {
    database.close();
  }
}

function leaveLogMode(database: Database.Database): void {
  try {
    database.pragma('journal_mode = DELETE');
  } catch (error) {
    if (!isBusy(error)) throw error;
    // A reader is there. A copy of the file alone is whole all the same.
    leaveEmptyLog(database);
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

function existingFolder(path: string): string {
  const folder = dirname(path);
  try {
    return realpathSync(folder);
  } catch (cause) {
    throw new ContouristError('file.not_writable', `There is no folder ${folder}.`, {
      hint: 'Make it first, or choose another place.',
      cause,
    });
  }
}
