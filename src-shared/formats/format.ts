import type { Expansion } from './containers/expansion.ts';
import type { PathPattern } from './containers/path-values.ts';
import type { Table, TableFormat } from './table.ts';

/** A file as it was given. */
export interface FileBytes {
  /** How messages name it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What a folder holds, by paths in it; a folder has no bytes. Left out for files. */
  readonly members?: readonly FileBytes[];
}

/** What a format that holds other files reads them with. */
export interface Reading {
  /** What the file may still unpack to. */
  readonly expansion: Expansion;
  /** Where parameters stand in the paths of its files; null where nobody said. */
  readonly pattern: PathPattern | null;
  /**
   * Reads a file that the format has unpacked, by the format that its content speaks for; archives in archives are refused.
   *
   * @throws ContouristError those of `readFile`
   */
  readMember(member: FileBytes): Promise<FormatContent>;
}

/** Whether a file is of a format. */
export interface Detection {
  /** From 0 (it is not) to 1 (it can be nothing else). */
  readonly confidence: number;
  /** What was seen, in a few words: `starts with [`. A person reads it, no code does. */
  readonly reason: string;
}

/** A line in the plane of two parameters, to lie over a slice. */
export interface FormatContour {
  /** What the file calls it; empty where it has no name. */
  readonly label: string;
  /** The names of the two parameters; null where the file does not say. */
  readonly axes: readonly [x: string, y: string] | null;
  readonly lines: [x: number, y: number][][];
}

/** Everything that a file of a format holds. */
export interface FormatContent {
  readonly tables: readonly Table[];
  /** Left out by formats that have none. */
  readonly contours?: readonly FormatContour[];
  /** What was left out or is doubtful, in sentences for a person. */
  readonly warnings?: readonly string[];
}

/** One format of files. A new one is a folder with one of these, and a line in the registry; README.md here says how. */
export interface Format {
  /** Stays as it is: campaign files and scripts name it. */
  readonly id: string;
  /** For people: `CSV or TSV`. */
  readonly name: string;
  /** What is read, in a sentence. */
  readonly description: string;
  /** Usual endings of file names, with the dot. They are hints: a file is known by its content. */
  readonly extensions: readonly string[];
  /**
   * Whether a file is of this format. It must be cheap: it is asked of every file.
   *
   * @param name of the file
   * @param head the first bytes, up to {@link HEAD_BYTES}
   */
  detect(name: string, head: Uint8Array): Detection;
  /**
   * Reads a file whole. Large libraries are imported here, when the first such file comes.
   *
   * @throws ContouristError with file, line and column where it can
   */
  read(file: FileBytes, reading: Reading): FormatContent | Promise<FormatContent>;
  /** What a file of this format was in detail, in a word or two: `comma`; empty where there is nothing to say. */
  describe(format: TableFormat): string;
  /**
   * Reads a row again that somebody has corrected. Left out by formats whose rows are no text: their files are corrected.
   *
   * @returns the tables of a file that holds this row alone, its cells by the names of the columns
   */
  readonly rereadRow?: (row: string, format: TableFormat, columns: readonly string[], name: string) => Table;
}

/** As many bytes as `detect` may want. */
export const HEAD_BYTES = 65_536;
