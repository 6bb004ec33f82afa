import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** A file to be written. */
export interface FileToWrite {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Permissions, less what the process withholds (umask); by default 0o666. */
  readonly mode?: number | undefined;
}

/**
 * Writes a whole file or nothing: the bytes go to a hidden file beside it, reach the disk, and take the name in one
 * rename. Whoever reads the name sees the old content or the new, never half of it; a full disk leaves the old one.
 *
 * @throws ContouristError `file.disk_full`, `file.not_writable`
 */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  writeFilesAtomically([{ path, content }]);
}

/**
 * The same for files that belong together: all of them reach the disk before the first takes its name, so that a full
 * disk or a name that cannot be written leaves all old ones.
 *
 * @throws ContouristError `file.disk_full`, `file.not_writable`
 */
export function writeFilesAtomically(files: readonly FileToWrite[]): void {
  const staged: { readonly path: string; readonly temporary: string }[] = [];
  try {
    for (const file of files) staged.push({ path: file.path, temporary: stage(file) });
    for (const { path, temporary } of staged) {
      try {
        renameSync(temporary, path);
      } catch (cause) {
        throw cannotWrite(path, cause);
      }
    }
  } catch (error) {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    throw error;
  }
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) persistFolder(folder);
}

/** Writes the bytes beside their name. @returns where they are */
function stage({ path, content, mode = 0o666 }: FileToWrite): string {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  try {
    refuseFolder(path);
    const file = openSync(temporary, 'wx', mode);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return temporary;
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cannotWrite(path, cause);
  }
}

/** Before anything is written: the rename would fail when the files before it have their names already. */
function refuseFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' });
}

/** The rename itself survives a power cut only when the folder has reached the disk too. */
function persistFolder(folder: string): void {
  // Windows cannot open a folder as a file, and needs no such thing.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function cannotWrite(path: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ContouristError('file.disk_full', `The disk is full: ${path} was not written.`, {
      hint: 'Make room or write to another disk.',
      cause,
    });
  }
  if (code === undefined) return cause;
  return new ContouristError('file.not_writable', `${path} cannot be written (${String(code)}).`, {
    hint: 'Check that the folder exists and that you may write there.',
    cause,
  });
}
