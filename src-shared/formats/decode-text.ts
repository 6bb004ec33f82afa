import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { ReadingNote } from './reading-note.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The text of a file, and a note where its encoding had to be assumed. */
export interface DecodedText {
  readonly text: string;
  readonly notes: readonly ReadingNote[];
}

/**
 * The text of a file without a byte order mark: UTF-8, UTF-16 where a mark or the zeros of its letters say so, else
 * Windows-1252, which includes Latin-1. The last is an assumption, and is noted.
 *
 * @param name how messages name the file
 * @throws ContouristError `file.encoding`: no text at all (a ROOT file, an archive)
 */
export function decodeTable(bytes: Uint8Array, name: string): DecodedText {
  const encoding = encodingOf(bytes);
  if (encoding === null) throw noText(bytes, name);
  const text = decodeAs(bytes, encoding);
  return { text, notes: encoding === 'windows-1252' ? [assumptionNote(bytes)] : [] };
}

/**
 * The text of a file in which every character counts (a mapping, a campaign): UTF-8 or UTF-16.
 *
 * @throws ContouristError `file.encoding`: Latin-1 and the like, or no text at all
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const { text, notes } = decodeTable(bytes, name);
  const [assumed] = notes;
  if (assumed?.code !== 'encoding-assumed') return text;
  const { line, example } = assumed;
  throw new ContouristError(
    'file.encoding',
    `${name} is no UTF-8: line ${line} reads "${example}" if it is Latin-1.`,
    { position: { file: name, line }, hint: 'Save it as UTF-8 (iconv -f … -t UTF-8 converts it).' },
  );
}

/** The beginning of a file as text, whatever its bytes are: to look at, not to read. */
export function glimpse(head: Uint8Array): string {
  return decodeAs(head, encodingOf(head) ?? 'utf-8');
}

/** Whether the beginning of a file is text in a known encoding. */
export const looksLikeText = (head: Uint8Array): boolean => encodingOf(head, true) !== null;

function decodeAs(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * The encoding that bytes are written in; null for what is no text.
 *
 * @param isHead whether a character may be cut at the end
 */
function encodingOf(bytes: Uint8Array, isHead = false): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.includes(0)) return utf16Of(bytes);
  if (isUtf8(isHead ? withoutCutCharacter(bytes) : bytes)) return 'utf-8';
  return bytes.some(isNoLetter) ? null : 'windows-1252';
}

/** Control characters that no text has, and what Windows-1252 leaves free. */
const isNoLetter = (byte: number): boolean =>
  (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) ||
  byte === 0x7f ||
  [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte);

const SAMPLE_BYTES = 4096;

/** UTF-16 without its mark: nearly all letters of a table have a zero, and all on the same side. */
function utf16Of(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]!++;
  const [even = 0, odd = 0] = zeros.map((count) => count / (sample.length / 2));
  if (odd > 0.8 && even === 0) return 'utf-16le';
  return even > 0.8 && odd === 0 ? 'utf-16be' : null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Without the last three bytes where they are the beginning of a longer character. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  const end = bytes.length;
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back] ?? 0;
    if (byte >= 0xc0) return bytes.subarray(0, end - back);
    if (byte < 0x80) break;
  }
  return bytes;
}

function assumptionNote(bytes: Uint8Array): ReadingNote {
  const foreign = locateForeignByte(bytes);
  const lineStart = bytes.lastIndexOf(0x0a, foreign) + 1;
  const lineEnd = bytes.indexOf(0x0a, foreign);
  const around = bytes.subarray(
    Math.max(lineStart, foreign - 20),
    Math.min(lineEnd < 0 ? bytes.length : lineEnd, foreign + 20),
  );
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < foreign; at = bytes.indexOf(0x0a, at + 1)) line++;
  return {
    code: 'encoding-assumed',
    encoding: 'Windows-1252',
    line,
    example: decodeAs(around, 'windows-1252').trim(),
  };
}

/** The first byte that is no UTF-8, found by halves. */
function locateForeignByte(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(withoutCutCharacter(bytes.subarray(0, middle)))) good = middle;
    else bad = middle;
  }
  // A character may be cut at `good`: it begins behind the last letter of ASCII.
  const before = bytes.subarray(0, good).findLastIndex((byte) => byte < 0x80);
  const next = bytes.findIndex((byte, index) => index > before && byte >= 0x80);
  return next < 0 ? good : next;
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

function noText(bytes: Uint8Array, name: string): ContouristError {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const known = BINARY_FORMATS.find(([magic]) => start.startsWith(magic));
  const what = bytes.includes(0) ? 'it contains zero bytes' : 'it contains control characters';
  return new ContouristError(
    'file.encoding',
    known ? `${name} is ${known[1]}, no text.` : `${name} is no text: ${what}.`,
    { position: { file: name }, hint: known?.[2] ?? 'CSV, TSV, JSON and YAML are read, in UTF-8.' },
  );
}
