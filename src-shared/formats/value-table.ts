import { type Cell, cellText } from './cell.ts';
import type { KnownColumns, Origin, Table, TableRow } from './table.ts';

/** One record of a format that has values rather than lines of text. */
export interface ValueRecord extends Origin {
  /** In the order of the columns. */
  readonly cells: readonly Cell[];
}

/** What a format has found, before it is a table. */
export interface ValueTable {
  readonly fileName: string;
  /** Null where it is the file's only one. */
  readonly name: string | null;
  /** The id of the format. */
  readonly kind: string;
  readonly columns: readonly string[];
  /** Left out where the file says none. */
  readonly units?: readonly string[];
  readonly known?: KnownColumns | undefined;
  readonly records: readonly ValueRecord[];
}

/** A table whose records are no text: each is quarantined as an object of its cells. */
export function tableOfValues(table: ValueTable): Table {
  const { fileName, name, kind, columns, units, known, records } = table;
  return {
    fileName,
    name,
    format: { kind },
    columns,
    rows: records.map((record) => new ValueRow(record, columns)),
    ragged: [],
    ...(units !== undefined && { units }),
    ...(known !== undefined && { known }),
  };
}

class ValueRow implements TableRow {
  readonly #record: ValueRecord;
  readonly #columns: readonly string[];

  constructor(record: ValueRecord, columns: readonly string[]) {
    this.#record = record;
    this.#columns = columns;
  }

  get line(): number {
    return this.#record.line;
  }

  get path(): string | null {
    return this.#record.path;
  }

  get cells(): readonly Cell[] {
    return this.#record.cells;
  }

  get text(): string {
    const { cells } = this.#record;
    const named = this.#columns.map((column, index) => `${column}: ${cellText(cells[index] ?? '')}`);
    return `{${named.join(', ')}}`;
  }
}

/** Names made different by numbers, so that each column can be named. */
export function differentNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/** The largest of some numbers, 0 for none; lists of a file are too long for the arguments of Math.max. */
export const largest = (numbers: Iterable<number>): number => {
  let most = 0;
  for (const number of numbers) most = Math.max(most, number);
  return most;
};
