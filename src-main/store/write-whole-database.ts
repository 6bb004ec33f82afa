import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';

/**
 * Writes a database's present content as one new file: it reaches the disk under a temporary name and takes its own
 * in one rename, so a kill or a full disk leaves no half file of that name.
 *
 * @param path must not exist
 */
export function writeWholeDatabase(database: Database.Database, path: string): void {
  const part = `${path}.part`;
  try {
    rmSync(part, { force: true });
    database.prepare('VACUUM INTO ?').run(part);
    persist(part);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function persist(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
