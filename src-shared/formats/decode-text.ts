import { ContouristError } from '#shared/domain/contourist-error.ts';

/**
 * The text of a file in UTF-8, without a byte order mark.
 *
 * @param name how messages name the file
 * @throws ContouristError `file.encoding`: UTF-16, Latin-1 and the like, or no text at all (a ROOT file, an archive)
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const trouble = encodingTrouble(bytes);
  if (trouble === null) return new TextDecoder('utf-8').decode(bytes);
  throw new ContouristError('file.encoding', `${name} ${trouble.message}.`, {
    position: trouble.line === undefined ? { file: name } : { file: name, line: trouble.line },
    hint: trouble.hint,
  });
}

/** The beginning of a file as text, whatever its bytes are: to look at, not to read. */
export function glimpse(head: Uint8Array): string {
  return new TextDecoder('utf-8').decode(head);
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
function encodingTrouble(bytes: Uint8Array): EncodingTrouble | null {
  const start = latin1(bytes.subarray(0, 16));
  if (start.startsWith('\xff\xfe') || start.startsWith('\xfe\xff')) {
    return { message: 'is text in UTF-16', hint: SAVE_AS_UTF8 };
  }
  const hasZero = bytes.includes(0);
  for (const [magic, name, hint] of BINARY_FORMATS) {
    if (start.startsWith(magic) && hasZero) return { message: `is ${name}, no text`, hint };
  }
  if (hasZero) {
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

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function locateForeignByte(bytes: Uint8Array): Pick<EncodingTrouble, 'message' | 'line'> {
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

function quote(line: Uint8Array): string {
  const foreign = line.findIndex((byte) => byte >= 0x80);
  return `"${latin1(line.subarray(Math.max(0, foreign - 20), foreign + 20)).trim()}"`;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
