import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** A file that is to be read, as its bytes are. */
export interface InputFile {
  /** As the caller gave it: how messages name the file. */
  readonly path: string;
  readonly bytes: Buffer;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** More than any table of limits; a larger file is something else. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Reads the bytes of a file whole.
 *
 * @throws ContouristError `file.missing`, `file.is_directory`, `file.not_regular`, `file.not_readable`,
 *   `file.too_large`
 */
export function readInputFile(path: string): InputFile {
  return asInputFile(path, readBytes(path));
}

/**
 * Bytes that came from elsewhere (a file dropped on a window) as the file that they are.
 *
 * @param path how messages name the file
 * @throws ContouristError `file.too_large`
 */
export function asInputFile(path: string, bytes: Buffer): InputFile {
  refuseSize(path, bytes.length);
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function refuseSize(path: string, size: number): void {
  if (size <= MAX_BYTES) return;
  throw new ContouristError('file.too_large', `${path} has more than ${MAX_BYTES / 2 ** 20} MiB.`, {
    position: { file: path },
    hint: 'Split it, or leave out what is not needed.',
  });
}

/** A device such as /dev/zero never ends, and a pipe may never begin. */
function refuseEndless(path: string): void {
  const stats = statSync(path);
  if (!stats.isFile() && !stats.isDirectory()) {
    throw new ContouristError('file.not_regular', `${path} is a device or a pipe, not a file.`, {
      position: { file: path },
      hint: 'Write its content into a file first, and name that.',
    });
  }
  refuseSize(path, stats.size);
}

function readBytes(path: string): Buffer {
  try {
    refuseEndless(path);
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof ContouristError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    const describe: Record<string, [code: string, message: string, hint: string]> = {
      ENOENT: ['file.missing', `There is no file ${path}.`, 'Check its name and folder.'],
      ENOTDIR: ['file.missing', `There is no file ${path}.`, 'Check its name and folder.'],
      EISDIR: ['file.is_directory', `${path} is a directory, not a file.`, 'Name the file in it.'],
    };
    const [errorCode, message, hint] = describe[code] ?? [
      'file.not_readable',
      `${path} cannot be read (${code}).`,
      'Check that you may read it.',
    ];
    throw new ContouristError(errorCode, message, { position: { file: path }, hint, cause });
  }
}
