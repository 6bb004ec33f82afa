import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** A text file as it was read. */
export interface TextFile {
  /** As the caller gave it: how messages name the file. */
  readonly path: string;
  readonly text: string;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** More than any table of limits; a larger file is something else. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Reads a file of UTF-8 text whole.
 *
 * @throws ContouristError `file.missing`, `file.is_directory`, `file.not_readable`, `file.too_large`, `file.encoding`
 *   (UTF-16, Latin-1 and the like, or no text at all: a ROOT file, an archive)
 */
export function readTextFile(path: string): TextFile {
  return asTextFile(path, readBytes(path));
}

/**
 * Bytes that came from elsewhere (a file dropped on a window) as the text file that they are.
 *
 * @param path how messages name the file
 * @throws ContouristError `file.too_large`, `file.encoding`
 */
export function asTextFile(path: string, bytes: Buffer): TextFile {
  const position = { file: path };
  if (bytes.length > MAX_BYTES) {
    throw new ContouristError('file.too_large', `${path} has more than ${MAX_BYTES / 2 ** 20} MiB.`, {
      position,
    });
  }
  const trouble = encodingTrouble(bytes);
  if (trouble !== null) {
    throw new ContouristError('file.encoding', `${path} ${trouble.message}.`, {
      position: trouble.line === undefined ? position : { ...position, line: trouble.line },
      hint: trouble.hint,
    });
  }
  return { path, text: bytes.toString('utf8'), sha256: createHash('sha256').update(bytes).digest('hex') };
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
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

interface EncodingTrouble {
  readonly message: string;
  readonly hint: string;
  readonly line?: number;
}

const BINARY_FORMATS: readonly (readonly [magic: string, name: string, hint: string])[] = [
  ['root', 'a ROOT file', 'Write its graph or tree as CSV first.'],
  ['PK\x03\x04', 'a ZIP archive or an Excel sheet', 'Unpack it, or save the sheet as CSV.'],
  ['\x1f\x8b', 'compressed (gzip)', 'Unpack it with gunzip first.'],
  [
    'SQLite format 3',
    'an SQLite database',
    'A campaign file is opened, not imported; wanted here is a table of text.',
  ],
];

const SAVE_AS_UTF8 = 'Save it as UTF-8 (iconv -f … -t UTF-8 converts it).';

/** Why bytes are no UTF-8 text; null where they are. */
function encodingTrouble(bytes: Buffer): EncodingTrouble | null {
  const start = bytes.subarray(0, 16).toString('latin1');
  if (start.startsWith('\xff\xfe') || start.startsWith('\xfe\xff')) {
    return { message: 'is text in UTF-16', hint: SAVE_AS_UTF8 };
  }
  for (const [magic, name, hint] of BINARY_FORMATS) {
    if (start.startsWith(magic) && bytes.includes(0)) return { message: `is ${name}, no text`, hint };
  }
  if (bytes.includes(0)) {
    // ASCII in UTF-16 without its mark has a zero in every second byte.
    const zeros = bytes.subarray(0, 4096).reduce((count, byte) => count + Number(byte === 0), 0);
    const isUtf16 = zeros / Math.min(bytes.length, 4096) > 0.4;
    if (isUtf16) return { message: 'is text in UTF-16', hint: SAVE_AS_UTF8 };
    return {
      message: 'is no text: it contains zero bytes',
      hint: 'CSV, TSV, JSON and YAML are read, in UTF-8.',
    };
  }
  return isUtf8(bytes) ? null : { ...locateForeignByte(bytes), hint: SAVE_AS_UTF8 };
}

function locateForeignByte(bytes: Buffer): Pick<EncodingTrouble, 'message' | 'line'> {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    const content = bytes.subarray(start, end);
    if (!isUtf8(content)) {
      return { message: `is no UTF-8: line ${line} reads ${quote(content)} if it is Latin-1`, line };
    }
    start = end;
  }
  return { message: 'is no UTF-8' };
}

function quote(line: Buffer): string {
  const text = line.toString('latin1').trim();
  const at = text.search(/[\x80-\xff]/);
  return `"${text.slice(Math.max(0, at - 20), at + 20)}"`;
}
