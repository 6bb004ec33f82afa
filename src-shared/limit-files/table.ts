/** One record of a limit file: `line` (from 1) is where it begins; `cells` are trimmed, in the order of the columns. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** The record as the file has it. */
  readonly text: string;
}

/**
 * What could not be taken from a limit file: a whole row, or one limit of it. `column` and `value` are the cell at
 * fault as the file has it; both are empty where no single cell is (a ragged row).
 */
export interface RejectedCell {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
  /** The whole row as the file has it, so that it can be repaired. */
  readonly rowText: string;
}

/** How a table was written, so that one of its rows can be read again on its own. */
export type TableFormat =
  | { readonly kind: 'delimited'; readonly delimiter: Delimiter }
  | { readonly kind: 'records' };

export const DELIMITERS = [',', '\t', ';'] as const;

export type Delimiter = (typeof DELIMITERS)[number];

/** A limit file as columns and rows of text, whatever its format was. Every row has as many cells as columns. */
export interface Table {
  readonly fileName: string;
  readonly format: TableFormat;
  /** Names are unique, but for columns without one (''), which can only be skipped. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** Rows that do not have the header's number of fields. */
  readonly ragged: readonly RejectedCell[];
}
