import { toWireError, type WireError } from '#shared/contract/errors.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { cellText } from '#shared/formats/cell.ts';
import type { Detection, FormatContour } from '#shared/formats/format.ts';
import type { ReadingNote } from '#shared/formats/reading-note.ts';
import type { ReadFile } from '#shared/formats/registry.ts';
import type { Table, UnclearColumn } from '#shared/formats/table.ts';
import { readInput, readTables } from './table-file.ts';

/** A column with a few of its values. */
export interface ColumnInspection {
  readonly name: string;
  /** As the file writes it; null where it says none. */
  readonly unit: string | null;
  readonly samples: readonly string[];
}

/** One table of a file. */
export interface TableInspection {
  /** Null where it is the file's only one. */
  readonly name: string | null;
  readonly rows: number;
  /** Rows that do not have the columns of the table, or that it cannot give. */
  readonly unreadable: number;
  readonly columns: readonly ColumnInspection[];
  readonly notes: readonly ReadingNote[];
  readonly unclear: readonly UnclearColumn[];
}

/** What a file is, without any campaign. */
export interface FileInspection {
  readonly file: string;
  /** Null where the file cannot be read. */
  readonly content: {
    readonly format: ReadFile['format'];
    readonly detail: string;
    /** Null where somebody said which format it is. */
    readonly detection: Detection | null;
    readonly tables: readonly TableInspection[];
    readonly contours: readonly Pick<FormatContour, 'label' | 'axes' | 'lines'>[];
    readonly warnings: readonly string[];
  } | null;
  /** Why it cannot be read; else null. */
  readonly error: WireError | null;
}

const SAMPLES = 3;

/**
 * Says what a file is: its format and why it is taken for that, its tables, columns and contours, and how its numbers are
 * read. No campaign is needed and nothing is stored.
 *
 * @param format the id of its format; null to recognise it
 */
export async function inspectFile(path: string, format: string | null): Promise<FileInspection> {
  try {
    const { read } = await readTables(readInput(path), format);
    const [first] = read.tables;
    return {
      file: path,
      content: {
        format: read.format,
        detail: first === undefined ? '' : read.format.describe(first.format),
        detection: read.detection,
        tables: read.tables.map(inspectTable),
        contours: read.contours ?? [],
        warnings: read.warnings ?? [],
      },
      error: null,
    };
  } catch (error) {
    if (!(error instanceof ContouristError)) throw error;
    return { file: path, content: null, error: toWireError(error, error.code) };
  }
}

function inspectTable(table: Table): TableInspection {
  const { name, rows, ragged, columns, units, notes = [], unclear = [] } = table;
  return {
    name,
    rows: rows.length,
    unreadable: ragged.length,
    columns: columns.map((column, index) => ({
      name: column,
      unit: units?.[index] || null,
      samples: samplesOf(table, index),
    })),
    notes,
    unclear,
  };
}

/** The first different values of a column. */
export function samplesOf({ rows }: Pick<Table, 'rows'>, column: number): string[] {
  const samples = new Set<string>();
  for (const { cells } of rows) {
    const cell = cellText(cells[column] ?? '');
    if (cell !== '') samples.add(cell);
    if (samples.size === SAMPLES) break;
  }
  return [...samples];
}
