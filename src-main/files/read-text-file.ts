import { decodeText } from '#shared/formats/decode-text.ts';
import { readInputFile } from './input-file.ts';

/** A text file as it was read. */
export interface TextFile {
  /** As the caller gave it: how messages name the file. */
  readonly path: string;
  readonly text: string;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}

/**
 * Reads a file of text whole: UTF-8, or UTF-16 where its bytes show it.
 *
 * @throws ContouristError `file.missing`, `file.is_directory`, `file.not_readable`, `file.too_large`, `file.encoding`
 *   (Latin-1 and the like, or no text at all: a ROOT file, an archive)
 */
export function readTextFile(path: string): TextFile {
  const { bytes, sha256 } = readInputFile(path);
  return { path, text: decodeText(bytes, path), sha256 };
}
