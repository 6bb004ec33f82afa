import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { translateSqliteError } from '#main/store/sqlite-errors.ts';

test.each([
  ['SQLITE_FULL', 'campaign.disk_full', 'input'],
  ['SQLITE_IOERR_SHMSIZE', 'campaign.disk_full', 'input'],
  ['SQLITE_CORRUPT_INDEX', 'campaign.corrupt', 'input'],
  ['SQLITE_NOTADB', 'campaign.corrupt', 'input'],
  ['SQLITE_READONLY_DIRECTORY', 'campaign.not_writable', 'input'],
  ['SQLITE_CANTOPEN', 'campaign.not_writable', 'input'],
  ['SQLITE_BUSY_SNAPSHOT', 'campaign.busy', 'input'],
  ['SQLITE_IOERR_FSYNC', 'campaign.io_error', 'input'],
  ['SQLITE_CONSTRAINT_CHECK', 'store.statement_failed', 'internal'],
])('%s becomes %s', (sqliteCode, code, blame) => {
  const cause = new Database.SqliteError('what SQLite says', sqliteCode);
  expect(translateSqliteError(cause, '/scans/a.contourist')).toMatchObject({ code, blame, cause });
});

test('whatever is not of SQLite comes back as it is', () => {
  const error = new RangeError('of ours');
  expect(translateSqliteError(error, '/scans/a.contourist')).toBe(error);
});
