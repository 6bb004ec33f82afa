import { ContouristError } from '#shared/domain/contourist-error.ts';

/** A file for the user, not yet written anywhere. */
export interface OutputFile {
  /** Its path in the folder that is chosen for it, parts separated by `/`; see {@link checkOutputFiles}. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
  /** Permissions for systems that have them, such as 0o755 for a script, less what the process withholds (umask). */
  readonly mode?: number;
}

/** What making files goes by where it takes long. */
export interface OutputWork {
  /** Ends the work: it throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told how far it is, from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** A part of a path that every file system and every shell takes as it is. */
const PART = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Beyond it some systems refuse a path. */
const LONGEST_NAME = 150;

/**
 * Checks that files can be written on any system: at least one, with relative names of plain letters, digits, dots,
 * hyphens and underscores, no two of which differ in case alone, none inside another. Names of campaigns and parameters
 * may be any text and do not belong in them.
 *
 * @param maker what made the files, for the message: `The pack csv`
 * @throws ContouristError `output.bad_files`: a mistake of the maker, not of the user
 */
export function checkOutputFiles(maker: string, files: readonly OutputFile[]): void {
  const refuse = (why: string) => {
    throw new ContouristError('output.bad_files', `${maker} ${why}.`, { blame: 'internal' });
  };
  if (files.length === 0) refuse('made no file');
  const taken = new Set<string>();
  const folders = new Set<string>();
  for (const { name } of files) {
    const parts = name.split('/');
    if (name.length > LONGEST_NAME || !parts.every(isPlain)) refuse(`names a file ${JSON.stringify(name)}`);
    const key = name.toLowerCase();
    if (taken.has(key)) refuse(`makes ${name} twice`);
    taken.add(key);
    for (let end = 1; end < parts.length; end++) folders.add(parts.slice(0, end).join('/').toLowerCase());
  }
  for (const folder of folders) if (taken.has(folder)) refuse(`makes ${folder} a file and a folder`);
}

const isPlain = (part: string): boolean => PART.test(part) && !part.endsWith('.') && !DEVICE.test(part);
