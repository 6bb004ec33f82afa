import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/**
 * Writes a whole file or nothing: the bytes go to a hidden file beside it, reach the disk, and take the name in one
 * rename. Whoever reads the name sees the old content or the new, never half of it; a full disk leaves the old one.
 *
 * @throws ContouristError `file.disk_full`, `file.not_writable`
 */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  try {
    const file = openSync(temporary, 'wx');
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cannotWrite(path, cause);
  }
  persistFolder(dirname(path));
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
