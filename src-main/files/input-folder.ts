import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { isIncidental } from '#shared/formats/containers/archive-members.ts';
import { Expansion } from '#shared/formats/containers/expansion.ts';
import type { FileBytes } from '#shared/formats/format.ts';

/** The files of a folder of results. */
export interface InputFolder {
  /** As the caller gave it. */
  readonly path: string;
  readonly bytes: Buffer;
  /** The files below the folder by their paths in it, with slashes, in the order of these. */
  readonly members: readonly FileBytes[];
  /** SHA-256 of paths and bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** More than any system of batches nests. */
const DEEPEST = 8;

const MOST_FILES = 20_000;

/**
 * Reads the files below a folder. Hidden files are passed over, and so are links, devices and pipes, which may lead out of
 * it or never end.
 *
 * @throws ContouristError `file.not_readable`, `archive.too_large`
 */
export function readInputFolder(path: string): InputFolder {
  const expansion = new Expansion(path);
  const members: FileBytes[] = [];
  const visit = (inside: string, depth: number): void => {
    for (const entry of entriesOf(join(path, inside))) {
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (isIncidental(name)) continue;
      if (entry.isDirectory() && depth < DEEPEST) visit(name, depth + 1);
      if (!entry.isFile()) continue;
      if (members.length === MOST_FILES) throw tooMany(path);
      members.push({ name, bytes: bytesOf(join(path, name), expansion) });
    }
  };
  visit('', 0);
  const hash = createHash('sha256');
  for (const { name, bytes } of members) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  return { path, bytes: Buffer.alloc(0), members, sha256: hash.digest('hex') };
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    throw notReadable(folder, cause);
  }
}

function bytesOf(path: string, expansion: Expansion): Buffer {
  try {
    expansion.take(statSync(path).size);
    return readFileSync(path);
  } catch (cause) {
    throw cause instanceof ContouristError ? cause : notReadable(path, cause);
  }
}

function notReadable(path: string, cause: unknown): ContouristError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  return new ContouristError('file.not_readable', `${path} cannot be read (${code}).`, {
    position: { file: path },
    hint: 'Check that you may read it.',
    cause,
  });
}

function tooMany(path: string): ContouristError {
  return new ContouristError('archive.too_large', `${path} has more than ${MOST_FILES} files.`, {
    position: { file: path },
    hint: 'Name the folder of the results alone.',
  });
}
