import { closeSync, openSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { corrupt } from './sqlite-errors.ts';

/** SQLite's application_id of a campaign file: "CTou" in ASCII. */
export const APPLICATION_ID = 0x43546f75;

/**
 * The campaign file's absolute path with links resolved, when there is a file that could be one.
 *
 * @throws ContouristError `campaign.missing`, `campaign.not_a_file`, `campaign.empty`,
 *   `campaign.too_large`
 */
export function resolveCampaignPath(givenPath: string): string {
  const stats = fileStats(givenPath);
  if (stats.isDirectory()) {
    throw new ContouristError('campaign.not_a_file', `${givenPath} is a directory, not a campaign file.`, {
      hint: 'Name the .contourist file in it.',
    });
  }
  if (!stats.isFile()) {
    throw new ContouristError('campaign.not_a_file', `${givenPath} is no ordinary file.`);
  }
  if (stats.size === 0) {
    throw new ContouristError('campaign.empty', `${givenPath} is empty: it holds no campaign.`, {
      hint: 'Remove it and make a campaign with `contourist new`, or restore it from a copy.',
    });
  }
  refuseTooLarge(givenPath, stats.size);
  refuseTooLarge(`${givenPath}-wal`, statSync(`${givenPath}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  return realpathSync(givenPath);
}

/** Opening reads every page once, and some ways of opening take the whole file into memory. */
const MOST_BYTES = 2 ** 30;

function refuseTooLarge(path: string, bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  throw new ContouristError(
    'campaign.too_large',
    `${path} has ${Math.round(bytes / 2 ** 20)} MiB; campaign files of up to ${MOST_BYTES / 2 ** 20} MiB are opened.`,
    { hint: 'A million points take less. Check where the file is from.' },
  );
}

function fileStats(path: string): Stats {
  try {
    return statSync(path);
  } catch (cause) {
    throw new ContouristError('campaign.missing', `There is no file ${path}.`, {
      hint: 'Check the name, or make a campaign with `contourist new`.',
      cause,
    });
  }
}

/**
 * Looks at a file's first bytes before SQLite opens it, because SQLite may change files that are not ours by opening
 * them. The caller makes sure that this process has the file not open: closing any descriptor of a file drops the
 * locks that SQLite holds on it (POSIX).
 *
 * @see https://www.sqlite.org/fileformat.html#the_database_header
 * @returns whether the header asks for a write-ahead log
 * @throws ContouristError `campaign.not_a_database`, `campaign.foreign`, `campaign.corrupt`
 */
export function inspectHeader(path: string): { readonly usesWriteAheadLog: boolean } {
  const header = readStart(path, 100);
  if (!header.subarray(0, 16).equals(Buffer.from('SQLite format 3\0'))) {
    throw new ContouristError('campaign.not_a_database', `${path} is not a campaign file.`, {
      hint: 'A campaign is a .contourist file; limits and definitions are read with `contourist import` and `new`.',
    });
  }
  if (header.length < 100) throw corrupt(path, 'it ends within its header');
  if (header.readUInt32BE(68) !== APPLICATION_ID) {
    throw new ContouristError('campaign.foreign', `${path} is an SQLite database of another program.`, {
      hint: 'Name a .contourist file.',
    });
  }
  return { usesWriteAheadLog: header[18] === 2 };
}

function readStart(path: string, length: number): Buffer {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (cause) {
    throw new ContouristError('campaign.not_readable', `${path} cannot be read.`, {
      hint: 'Check that you may read it.',
      cause,
    });
  }
  try {
    const start = Buffer.alloc(length);
    return start.subarray(0, readSync(descriptor, start, 0, length, 0));
  } finally {
    closeSync(descriptor);
  }
}
