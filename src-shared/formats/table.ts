import { z } from 'zod';
import type { Cell } from './cell.ts';

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

/** A table of a file, whatever its format was. Every row has as many cells as there are columns. */
export interface Table {
  readonly fileName: string;
  /** What the file calls it; null where it is the only one. */
  readonly name: string | null;
  readonly format: TableFormat;
  /** Names are unique, but for columns without one (''), which can only be skipped. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  readonly ragged: readonly RaggedRow[];
}
