import { parse } from 'csv-parse/browser/esm/sync';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { parseNumber } from '../cell.ts';
import type { RaggedReason, RaggedRow, Table, TableRow } from '../table.ts';
import { restoreFormula } from './formula-cell.ts';

const DELIMITERS = [',', '\t', ';'] as const;

type Delimiter = (typeof DELIMITERS)[number];

export const isDelimiter = (text: unknown): text is Delimiter => DELIMITERS.some((known) => known === text);

// Longer than any honest row: a quote left open must not read on through a large file.
const MAX_RECORD_CHARACTERS = 1_000_000;

/**
 * Reads comma-, tab- or semicolon-separated text with one header line. Comment lines (#) and blank lines before the
 * header are skipped, blank lines after it too; \n, \r\n and \r end lines; fields may be quoted as in RFC 4180.
 *
 * @throws ContouristError `table.empty`, `table.no_rows`, `table.no_header`, `table.no_delimiter`, `table.duplicate_column`, `table.quote`
 */
export function readDelimited(text: string, fileName: string): Table {
  const body = skipComments(text);
  const { delimiter } = sniffDelimiter(body.header);
  const records = parseRecords(body.text, delimiter, fileName, body.skippedLines);
  const [header, ...rest] = records;
  if (header === undefined) {
    throw new ContouristError('table.empty', `${fileName} has comments but no header and no rows.`, {
      position: { file: fileName },
    });
  }
  checkHeader(header, fileName);

  const columns = header.cells;
  const rows: TableRow[] = [];
  const ragged: RaggedRow[] = [];
  for (const row of rest) {
    if (row.cells.length === columns.length) rows.push(row);
    else ragged.push({ line: row.line, path: null, reason: raggedReason(row, columns), text: row.text });
  }
  if (rest.length === 0) {
    throw new ContouristError('table.no_rows', `${fileName} has no rows.`, { position: { file: fileName } });
  }
  return { fileName, name: null, format: { kind: 'delimited', delimiter }, columns, rows, ragged };
}

/** Drops the comment and blank lines before the header, remembering how many they were. */
function skipComments(text: string): { text: string; header: string; skippedLines: number } {
  const lines = /([^\r\n]*)(\r\n|\n|\r|$)/gy;
  let skippedLines = 0;
  let start = 0;
  while (start < text.length) {
    lines.lastIndex = start;
    const line = lines.exec(text)?.[1] ?? '';
    if (line.trim() !== '' && !line.trimStart().startsWith('#'))
      return { text: text.slice(start), header: line, skippedLines };
    start = lines.lastIndex;
    skippedLines++;
  }
  return { text: '', header: '', skippedLines };
}

/** The first line that is no comment and not blank. */
export function headerLine(text: string): string {
  return skipComments(text).header;
}

/** The delimiter that the header uses most, quoted fields aside, and how often; a single column needs none. */
export function sniffDelimiter(header: string): { delimiter: Delimiter; count: number } {
  const unquoted = header.replace(/"(?:[^"]|"")*"/g, '');
  const counts = DELIMITERS.map((delimiter) => unquoted.split(delimiter).length - 1);
  const count = Math.max(...counts);
  return { delimiter: DELIMITERS[counts.indexOf(count)] ?? ',', count };
}

/** Every cell of a text is text. */
interface TextRow extends TableRow {
  readonly cells: readonly string[];
}

function parseRecords(text: string, delimiter: Delimiter, fileName: string, skippedLines: number): TextRow[] {
  try {
    return parse(text, {
      delimiter,
      info: true,
      raw: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: MAX_RECORD_CHARACTERS,
    }).map(({ info, record, raw }) => ({
      line: skippedLines + info.lines - newlinesWithin(record),
      path: null,
      cells: record.map(restoreFormula),
      text: raw.replace(/^[\r\n]+|[\r\n]+$/g, ''),
    }));
  } catch (error) {
    throw describeParserError(error, fileName, skippedLines);
  }
}

/** csv-parse counts a record at its last line; a quoted field may span several. */
function newlinesWithin(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function describeParserError(error: unknown, fileName: string, skippedLines: number): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('lines' in error)) return error;
  return new ContouristError(
    'table.quote',
    `A quote is opened or closed in the wrong place (${error.message}).`,
    {
      position: { file: fileName, line: skippedLines + Number(error.lines) },
      hint: 'A field with a quote in it is written "like ""this""".',
      cause: error,
    },
  );
}

function checkHeader(header: TextRow, fileName: string): void {
  const position = { file: fileName, line: header.line };
  if (header.cells.every((cell) => parseNumber(cell) !== null)) {
    throw new ContouristError(
      'table.no_header',
      `${fileName} has no header: its first row holds only numbers.`,
      {
        position,
        hint: 'Put the names of the columns in the first line. A header behind # counts as a comment: remove the #.',
      },
    );
  }
  const isQuoted = header.text.trimStart().startsWith('"');
  if (header.cells.length === 1 && !isQuoted && /\S\s+\S/.test(header.cells[0] ?? '')) {
    throw new ContouristError('table.no_delimiter', `${fileName} separates its columns by spaces.`, {
      position,
      hint: 'Separate them by commas, semicolons or tabs.',
    });
  }
  const seen = new Set<string>();
  for (const name of header.cells) {
    if (name !== '' && seen.has(name)) {
      throw new ContouristError('table.duplicate_column', `Two columns are named \`${name}\`.`, {
        position: { ...position, column: name },
        hint: 'Rename one of them: which of the two is meant is never guessed.',
      });
    }
    seen.add(name);
  }
}

function raggedReason({ cells }: TextRow, columns: readonly string[]): RaggedReason {
  if (cells[0]?.startsWith('#')) return { code: 'comment-after-header' };
  return { code: 'ragged', fields: cells.length, columns: columns.length };
}
