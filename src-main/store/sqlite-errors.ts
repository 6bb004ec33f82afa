import Database from 'better-sqlite3';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/**
 * Turns what SQLite throws into an error that a person can act on; anything else comes back as it is.
 *
 * @param path the file that was worked on, for the message
 */
export function translateSqliteError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { code } = error;
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') {
    return new ContouristError(
      'campaign.disk_full',
      `The disk of ${path} is full: the step was not stored.`,
      {
        hint: 'The campaign stands at the last finished step. Make room and repeat the step.',
        cause: error,
      },
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return corrupt(path, error.message, error);
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_PERM') {
    return new ContouristError(
      'campaign.not_writable',
      `${path} cannot be written, or no file can be made beside it.`,
      {
        hint: 'Choose a folder where you may write; an existing campaign opens with --read-only.',
        cause: error,
      },
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new ContouristError('campaign.busy', `Another program is using ${path} and does not let go.`, {
      hint: 'Close that program, or copy the file and open the copy.',
      cause: error,
    });
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new ContouristError('campaign.io_error', `${path} could not be read or written (${code}).`, {
      hint: 'Check the disk or the network drive; the campaign stands at the last finished step.',
      cause: error,
    });
  }
  return new ContouristError(
    'store.statement_failed',
    `The campaign file refused a step: ${error.message} (${code}).`,
    {
      blame: 'internal',
      cause: error,
    },
  );
}

/** @param what what SQLite found wrong */
export function corrupt(path: string, what: string, cause?: unknown): ContouristError {
  return new ContouristError('campaign.corrupt', `${path} is damaged: ${what}.`, {
    hint:
      'Restore it from a copy, in a folder where no -wal of the damaged file lies. `sqlite3 COPY .recover`, on a copy of ' +
      'the file with its -wal, may save what can still be read.',
    cause,
  });
}
