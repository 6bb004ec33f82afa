/**
 * The part of csv-parse used here. Its own types pull in @types/node, which would let `process` and `Buffer` into
 * src-shared unnoticed; tsconfig.json points the import at this file instead.
 */
export interface RecordWithInfo {
  /** The record as the text has it, with its line ending and blank lines before it. */
  readonly raw: string;
  /** `lines` is the line on which the record ends, counted from 1. */
  readonly info: { readonly lines: number };
  readonly record: string[];
}

export function parse(
  text: string,
  options: {
    readonly delimiter: string;
    readonly info: true;
    readonly raw: true;
    readonly record_delimiter: string[];
    readonly relax_column_count: boolean;
    readonly skip_empty_lines: boolean;
    readonly trim: boolean;
    readonly max_record_size: number;
  },
): RecordWithInfo[];
