import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { FileBytes } from '../format.ts';
import { type Expansion, joinBytes } from './expansion.ts';
import { damaged } from './gunzip.ts';

/** Far more than the points of a campaign. */
const MOST_MEMBERS = 20_000;

/** Whether a file begins as a zip archive does; an empty one is none here. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;

/** Whether a file begins as a tar archive does: the magic of POSIX and GNU, and a right check sum for older ones. */
export function isTar(head: Uint8Array): boolean {
  if (head.length < 512) return false;
  const stated = Number.parseInt(String.fromCharCode(...head.subarray(148, 156)).trim(), 8);
  let sum = 0;
  for (let at = 0; at < 512; at++) sum += at >= 148 && at < 156 ? 0x20 : (head[at] ?? 0);
  return sum === stated;
}

/**
 * The files in a zip or tar archive, in its order. Nothing is written to disk. Paths that lead out of the archive, links and
 * devices are refused: an archive of results has none, and who packs them means something else.
 *
 * @throws ContouristError `archive.damaged`, `archive.too_large`, `archive.unsafe`, `archive.encrypted`
 */
export async function membersOf(file: FileBytes, expansion: Expansion): Promise<FileBytes[]> {
  const members = isZip(file.bytes) ? await unzip(file, expansion) : await untar(file, expansion);
  return members.filter(({ name }) => !isIncidental(name));
}

/** What systems leave in folders: hidden files, and what macOS adds to zips. */
export const isIncidental = (path: string): boolean =>
  path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

/**
 * A member's path as it is shown: with slashes, and without `./` at its beginning.
 *
 * @throws ContouristError `archive.unsafe`
 */
function checkedPath(path: string, archive: string): string {
  const parts = path.replaceAll('\\', '/').split('/');
  const isAbsolute = parts[0] === '' || /^[A-Za-z]:/.test(path);
  if (isAbsolute || parts.includes('..') || path.includes('\0')) {
    throw unsafe(archive, `the path ${JSON.stringify(path)} leads out of it`);
  }
  return parts.filter((part) => part !== '.' && part !== '').join('/');
}

function unsafe(archive: string, what: string): ContouristError {
  return new ContouristError('archive.unsafe', `${archive} is not read: ${what}.`, {
    position: { file: archive },
    hint: 'Pack the files of results alone, with paths below one folder.',
  });
}

function refuseCount(archive: string, count: number): void {
  if (count <= MOST_MEMBERS) return;
  throw new ContouristError('archive.too_large', `${archive} has more than ${MOST_MEMBERS} members.`, {
    position: { file: archive },
    hint: 'Pack the files of results alone.',
  });
}

const SYMBOLIC_LINK = 0o120000;
const FILE_TYPE = 0o170000;

async function unzip({ name, bytes }: FileBytes, expansion: Expansion): Promise<FileBytes[]> {
  const { ZipReader, Uint8ArrayReader, configure } = await import('@zip.js/zip.js');
  configure({ useWebWorkers: false });
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { checkSignature: true });
  const members: FileBytes[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      refuseCount(name, members.length);
      const path = checkedPath(entry.filename, name);
      if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK) {
        throw unsafe(name, `${path} is a symbolic link`);
      }
      if (entry.directory) continue;
      if (entry.encrypted) {
        throw new ContouristError('archive.encrypted', `${name} is encrypted.`, {
          position: { file: name },
          hint: 'Unpack it with its password, and import the files.',
        });
      }
      const pieces: Uint8Array[] = [];
      const sink = new WritableStream<Uint8Array>({
        write(piece) {
          expansion.take(piece.length);
          pieces.push(piece.slice());
        },
      });
      await entry.getData(sink, { checkSignature: true, checkOverlappingEntry: true });
      members.push({ name: path, bytes: joinBytes(pieces) });
    }
  } catch (cause) {
    if (cause instanceof ContouristError) throw cause;
    throw damaged(name, cause);
  } finally {
    await reader.close().catch(() => undefined);
  }
  return members;
}

async function untar({ name, bytes }: FileBytes, expansion: Expansion): Promise<FileBytes[]> {
  const { extract } = await import('tar-stream');
  const reader = extract();
  const members: FileBytes[] = [];
  reader.end(bytes);
  try {
    for await (const entry of reader) {
      refuseCount(name, members.length);
      const { name: given, type } = entry.header;
      const path = checkedPath(given, name);
      if (type === 'directory') {
        entry.resume();
        continue;
      }
      if (type !== 'file' && type !== 'contiguous-file') throw unsafe(name, `${path} is a ${type}`);
      const pieces: Uint8Array[] = [];
      for await (const piece of entry as AsyncIterable<Uint8Array>) {
        expansion.take(piece.length);
        pieces.push(piece);
      }
      members.push({ name: path, bytes: joinBytes(pieces) });
    }
  } catch (cause) {
    if (cause instanceof ContouristError) throw cause;
    throw damaged(name, cause);
  }
  return members;
}
