import { z } from 'zod';
import type { Cell } from './cell.ts';
import type { ReadingNote } from './reading-note.ts';

/**
 * Where a record stands in its file. `line` counts from 1: the line of a text, else the number of the record. `path` is
 * what people are shown instead where a line says nothing: `Sheet1!A7`, `regions[3]`; null in text.
 */
export const originSchema = z.object({ line: z.int(), path: z.string().nullable() });

export type Origin = Readonly<z.infer<typeof originSchema>>;

/** One record of a table. */
export interface TableRow extends Origin {
  /** In the order of the columns. */
  readonly cells: readonly Cell[];
  /** The record as the file has it. */
  readonly text: string;
}

/** Why a record has no cells for the columns. */
export const raggedReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('ragged'), fields: z.int(), columns: z.int() }),
  /** Kept by earlier versions, which did not skip comments below the header. */
  z.object({ code: z.literal('comment-after-header') }),
]);

export type RaggedReason = Readonly<z.infer<typeof raggedReasonSchema>>;

/** A record that does not have the table's columns. */
export interface RaggedRow extends Origin {
  readonly reason: RaggedReason;
  readonly text: string;
}

/**
 * How a table was written: the id of its format, and what that format wants to know again to read one of the rows alone.
 */
export const tableFormatSchema = z
  .object({ kind: z.string() })
  .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()]));

export type TableFormat = Readonly<z.infer<typeof tableFormatSchema>>;

/** Why the numbers of a column cannot be read: their notation leaves two meanings, shown by one or two cells. */
export interface UnclearColumn {
  readonly column: string;
  /** `1,350` alone may be 1350 or 1.35; `0,5` and `0.5` in one column; `500 GeV` and `0.5 TeV` in one. */
  readonly reason: 'comma-or-thousands' | 'mixed-notation' | 'mixed-units';
  readonly cells: readonly { readonly line: number; readonly text: string }[];
}

/** What a format knows of its columns, so that nobody needs to guess: a start for the mapping, in its terms. */
export interface KnownColumns {
  /** Quantity → column of its limit. */
  readonly quantities: Readonly<Record<string, string>>;
  /** The columns that are parameters; left out where the format does not know. */
  readonly parameters?: readonly string[];
  readonly limit:
    | { readonly kind: 'mu' }
    | {
        readonly kind: 'sigma';
        readonly unit: 'pb' | 'fb';
        readonly theory: { readonly column: string; readonly unit: 'pb' | 'fb' };
      };
}

/** A table of a file, whatever its format was. Every row has as many cells as there are columns. */
export interface Table {
  readonly fileName: string;
  /** What the file calls it, unique among its tables; null where it is the only one. */
  readonly name: string | null;
  readonly format: TableFormat;
  /** Names are unique, but for columns without one (''), which can only be skipped. */
  readonly columns: readonly string[];
  /**
   * Rows may work out their cells each time that they are asked, so that a large file needs little memory: read them from
   * the row, and do not spread it.
   */
  readonly rows: readonly TableRow[];
  readonly ragged: readonly RaggedRow[];
  /** Units of the columns where the file has a row of them, as it writes them ('' for none); left out without. */
  readonly units?: readonly string[];
  /** How it was read; left out where there is nothing to say. */
  readonly notes?: readonly ReadingNote[];
  /** Left out where the format knows no more of its columns than their names. */
  readonly known?: KnownColumns;
  /** Columns that must not be read as numbers: `requireColumn` refuses them. Found by `readWrittenNumbers`. */
  readonly unclear?: readonly UnclearColumn[];
}
