import { ContouristError } from '#shared/domain/contourist-error.ts';
import { parseNumber } from '../cell.ts';
import type { ReadingNote } from '../reading-note.ts';
import type { RaggedRow, Table, TableRow } from '../table.ts';
import { isUnit } from '../written-numbers.ts';
import { findDelimiter, isDelimiter, SAMPLE_RECORDS } from './find-delimiter.ts';
import { restoreFormula } from './formula-cell.ts';
import { type Delimiter, QuoteError, splitFields } from './split-fields.ts';
import { commentMark, type TextRecord, textRecords } from './text-records.ts';

/** More columns than any table of limits has. */
const MAX_COLUMNS = 4096;

/**
 * Reads the tables of a text with a header line and a record a line, separated by commas, tabs, semicolons, bars or white
 * space. Lines that begin with a comment mark and blank lines are skipped; `\n`, `\r\n` and `\r` end lines; fields may be
 * quoted as in RFC 4180; a first line `sep=;` says the delimiter.
 *
 * A text may hold several tables: a `#:` block (HEPData) or another header begins the next. The same header once more, as
 * in files put together with cat, goes on with the same table.
 *
 * @param known the delimiter, where somebody knows it
 * @throws ContouristError `table.empty`, `table.no_rows`, `table.no_header`, `table.duplicate_column`, `table.too_wide`,
 *   `table.quote`, `table.long_line`
 */
export function readDelimited(text: string, fileName: string, known?: Delimiter): Table[] {
  const said = known ?? saidDelimiter(text);
  const hasSign = known === undefined && said !== null;
  const sample = sampleRecords(text, fileName).slice(hasSign ? 1 : 0);
  const { delimiter, columns } = findDelimiter(sample, said === null ? undefined : [said]);
  const reader = new BlockReader({ text, fileName, delimiter }, columns);
  for (const record of textRecords(text, fileName)) {
    if (record.line > 1 || !hasSign) reader.add(record);
  }
  return reader.tables();
}

/**
 * The table of a text that has one, as this program writes them.
 *
 * @throws ContouristError as `readDelimited`
 */
export function readDelimitedTable(text: string, fileName: string, known?: Delimiter): Table {
  const [table] = readDelimited(text, fileName, known);
  return table!;
}

/** `sep=;` in the first line, as spreadsheets write and want it. */
function saidDelimiter(text: string): Delimiter | null {
  const sign = /^"?sep=(.)"?[ \t]*(?:\r|\n|$)/i.exec(text.slice(0, 20))?.[1];
  return isDelimiter(sign) ? sign : null;
}

/** The first records of a text that are neither blank nor comments, up to the next `#:` block. */
export function sampleRecords(text: string, fileName: string): string[] {
  const sample: string[] = [];
  for (const { start, end } of textRecords(text, fileName)) {
    const mark = commentMark(text, start);
    if (mark === '#:' && sample.length > 0) break;
    if (mark !== null) continue;
    const record = text.slice(start, end);
    if (record.trim() !== '') sample.push(record);
    if (sample.length === SAMPLE_RECORDS) break;
  }
  return sample;
}

interface Source {
  readonly text: string;
  readonly fileName: string;
  readonly delimiter: Delimiter;
}

/** The fields of one block; the last row that was asked for is kept, since a reader asks for its cells one by one. */
class BlockSource {
  readonly text: string;
  readonly #delimiter: Delimiter;
  readonly #width: number;
  #lastStart = -1;
  #lastCells: readonly string[] = [];

  constructor({ text, delimiter }: Source, width: number) {
    this.text = text;
    this.#delimiter = delimiter;
    this.#width = width;
  }

  cellsOf(start: number, end: number): readonly string[] {
    if (start !== this.#lastStart) {
      this.#lastCells = splitFields(this.text.slice(start, end), this.#delimiter)
        .slice(0, this.#width)
        .map(restoreFormula);
      this.#lastStart = start;
    }
    return this.#lastCells;
  }
}

/** A row that knows where it stands, and is split when its cells are wanted: a large file needs little more than its text. */
class TextRow implements TableRow {
  readonly line: number;
  readonly #source: BlockSource;
  readonly #start: number;
  readonly #end: number;

  constructor(source: BlockSource, { start, end, line }: TextRecord) {
    this.#source = source;
    this.#start = start;
    this.#end = end;
    this.line = line;
  }

  get path(): null {
    return null;
  }

  get text(): string {
    return this.#source.text.slice(this.#start, this.#end);
  }

  get cells(): readonly string[] {
    return this.#source.cellsOf(this.#start, this.#end);
  }
}

interface Fields {
  readonly record: TextRecord;
  readonly cells: readonly string[];
}

/** A table as it grows. */
class Block {
  readonly givenName: string | null;
  columns: readonly string[];
  /** Of the first row: which columns hold numbers. */
  numeric: readonly boolean[] = [];
  units: readonly string[] | null = null;
  source: BlockSource;
  readonly line: number;
  readonly isHeaderInComment: boolean;
  readonly rows: TableRow[] = [];
  readonly ragged: RaggedRow[] = [];
  readonly notes: ReadingNote[] = [];
  comments = { count: 0, line: 0 };
  repeats = { count: 0, line: 0 };

  constructor(source: Source, header: Fields, givenName: string | null, isHeaderInComment: boolean) {
    this.givenName = givenName;
    this.columns = header.cells;
    this.line = header.record.line;
    this.source = new BlockSource(source, header.cells.length);
    this.isHeaderInComment = isHeaderInComment;
    if (isHeaderInComment) this.notes.push({ code: 'header-in-comment', line: header.record.line });
  }

  get isEmpty(): boolean {
    return this.rows.length + this.ragged.length === 0;
  }
}

const first = (tally: { count: number; line: number }, line: number): void => {
  if (tally.count++ === 0) tally.line = line;
};

const isNumber = (cell: string): boolean => parseNumber(cell) !== null || /^[+\-−<>]?\s?[.,]?\d/.test(cell);
const isName = (cell: string): boolean =>
  /\p{L}/u.test(cell) && !isNumber(cell) && !/^([-–—.*]+|n\/?a|none|null|true|false)$/i.test(cell);

/** Takes the records of a text one after the other, and finds where tables begin. */
class BlockReader {
  readonly #source: Source;
  /** As many fields as most records have. */
  readonly #usualWidth: number;
  readonly #blocks: Block[] = [];
  #current: Block | null = null;
  /** A record that may be a header: the next one tells. */
  #candidate: Fields | null = null;
  /** The last comment, while no record has come after it. */
  #comment: Fields | null = null;
  #givenName: string | null = null;
  readonly #title = { count: 0, line: 0 };

  constructor(source: Source, usualWidth: number) {
    this.#source = source;
    this.#usualWidth = usualWidth;
  }

  add(record: TextRecord): void {
    const { text } = this.#source;
    const mark = commentMark(text, record.start);
    if (mark === '#:') this.#addQualifier(text.slice(record.start, record.end).trim());
    else if (mark !== null) this.#addComment(record);
    else if (text.slice(record.start, record.end).trim() !== '') {
      this.#addRecord({ record, cells: this.#split(record) });
      this.#comment = null;
    }
  }

  tables(): Table[] {
    this.#settleCandidate(null);
    const { fileName, delimiter } = this.#source;
    const position = { file: fileName };
    if (this.#blocks.length === 0) {
      throw new ContouristError('table.empty', `${fileName} has comments but no header and no rows.`, {
        position,
      });
    }
    const blocks = this.#blocks.filter((block) => !block.isEmpty);
    if (blocks.length === 0)
      throw new ContouristError('table.no_rows', `${fileName} has no rows.`, { position });
    for (const { columns, line } of blocks) checkNames(columns, line, fileName);
    const names = blocks.length === 1 ? [null] : namesOf(blocks);
    return blocks.map(({ columns, rows, ragged, notes, comments, repeats, units }, index): Table => {
      const all: ReadingNote[] = [
        ...notes,
        ...(repeats.count > 0 ? [{ code: 'header-repeated', ...repeats } as const] : []),
        ...(comments.count > 0 ? [{ code: 'comments-skipped', ...comments } as const] : []),
      ];
      return {
        fileName,
        name: names[index] ?? null,
        format: { kind: 'delimited', delimiter },
        columns,
        rows,
        ragged,
        ...(units !== null && { units }),
        ...(all.length > 0 && { notes: all }),
      };
    });
  }

  #split({ start, end, line }: TextRecord): string[] {
    const { text, fileName, delimiter } = this.#source;
    try {
      return splitFields(text.slice(start, end), delimiter).map(restoreFormula);
    } catch (error) {
      if (!(error instanceof QuoteError)) throw error;
      throw new ContouristError(
        'table.quote',
        `A quote is opened or closed in the wrong place (${error.message} of the row).`,
        {
          position: { file: fileName, line },
          hint: 'A field with a quote in it is written "like ""this""".',
          cause: error,
        },
      );
    }
  }

  #addQualifier(text: string): void {
    this.#settleCandidate(null);
    const name = /^#:\s*(?:name|table|title)\s*:\s*(.*)$/i.exec(text)?.[1];
    if (name) this.#givenName = name;
    // What follows is a table of its own, header and all.
    this.#current = null;
    this.#comment = null;
  }

  #addComment(record: TextRecord): void {
    const { text, delimiter } = this.#source;
    if (this.#current !== null) first(this.#current.comments, record.line);
    const content = text
      .slice(record.start, record.end)
      .trim()
      .replace(/^[#%!/]+\s*/, '');
    try {
      this.#comment = { record, cells: splitFields(content, delimiter) };
    } catch {
      // A remark with an odd quote in it is no header.
      this.#comment = null;
    }
  }

  #addRecord(fields: Fields): void {
    this.#settleCandidate(fields);
    const current = this.#current;
    if (current === null) {
      this.#beginTable(fields);
      return;
    }
    if (isSame(fields.cells, current.columns)) {
      first(current.repeats, fields.record.line);
      return;
    }
    if (current.units !== null && isSame(fields.cells, current.units)) return;
    const header = this.#headerInComment(fields);
    if (header !== null && current.isHeaderInComment) {
      current.comments.count--;
      if (isSame(header.cells, current.columns)) first(current.repeats, header.record.line);
      else {
        this.#begin(header, true);
        this.#addRow(this.#current!, fields);
        return;
      }
    }
    if (mayBeHeader(fields.cells, current)) this.#candidate = fields;
    else this.#addRow(current, fields);
  }

  /** The first record of a table: its header, a title above it, or a row below a header that is a comment. */
  #beginTable(fields: Fields): void {
    const { cells, record } = fields;
    if (cells.length === 1 && this.#usualWidth > 1) {
      first(this.#title, record.line);
      return;
    }
    const header = cells.some((cell) => parseNumber(cell) !== null) ? this.#headerInComment(fields) : null;
    if (header !== null) {
      this.#begin(header, true);
      this.#addRow(this.#current!, fields);
    } else this.#begin(fields, false);
  }

  /** The comment right above a row that names its columns; null where there is none. */
  #headerInComment({ cells }: Fields): Fields | null {
    const comment = this.#comment;
    if (comment === null || comment.cells.length !== cells.length) return null;
    const areNames = comment.cells.every(isName) && new Set(comment.cells).size === cells.length;
    return areNames && cells.some(isNumber) ? comment : null;
  }

  #begin(header: Fields, isHeaderInComment: boolean): void {
    checkHeader(header, this.#source);
    this.#current = new Block(this.#source, header, this.#givenName, isHeaderInComment);
    if (this.#title.count > 0) this.#current.notes.push({ code: 'title-skipped', ...this.#title });
    this.#title.count = 0;
    this.#blocks.push(this.#current);
  }

  /** Decides on the record that may be a header by the one after it. */
  #settleCandidate(next: Fields | null): void {
    const candidate = this.#candidate;
    const current = this.#current;
    if (candidate === null || current === null) return;
    this.#candidate = null;
    const isFollowed =
      next !== null && next.cells.length === candidate.cells.length && next.cells.some(isNumber);
    if (!isFollowed) this.#addRow(current, candidate);
    else if (!current.isEmpty) this.#begin(candidate, false);
    else if (areUnits(candidate.cells)) {
      current.units = candidate.cells;
      current.notes.push({ code: 'units-row', line: candidate.record.line });
    } else {
      current.columns = joinNames(current.columns, candidate.cells);
      current.notes.push({ code: 'two-header-rows', line: candidate.record.line });
    }
  }

  #addRow(block: Block, { record, cells }: Fields): void {
    const width = block.columns.length;
    const isWide = cells.length > width && cells.slice(width).every((cell) => cell === '');
    if (cells.length === width || isWide) {
      if (block.rows.length === 0) block.numeric = cells.map(isNumber);
      block.rows.push(new TextRow(block.source, record));
      return;
    }
    const text = this.#source.text.slice(record.start, record.end);
    const reason = { code: 'ragged', fields: cells.length, columns: width } as const;
    block.ragged.push({ line: record.line, path: null, reason, text });
  }
}

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((cell, index) => cell === others[index]);

/**
 * Whether a record can be a header: below another header units or the second row of names, further down names in place of
 * numbers.
 */
function mayBeHeader(cells: readonly string[], block: Block): boolean {
  if (cells.length < 2 || cells.some(isNumber)) return false;
  if (block.isEmpty) {
    return cells.length === block.columns.length && (areUnits(cells) || needsSecondRow(block.columns, cells));
  }
  if (!cells.every(isName) || new Set(cells).size < cells.length) return false;
  if (cells.length !== block.columns.length) return true;
  const numeric = block.numeric.filter(Boolean).length;
  return numeric >= 2 || cells.some((cell, index) => cell === block.columns[index]);
}

/** `GeV,GeV,pb` or `[GeV],,-`. */
function areUnits(cells: readonly string[]): boolean {
  const isBracketed = (cell: string) => /^[[(].*[\])]$/.test(cell);
  const isUnitLike = (cell: string) => /^(|-|1|%)$/.test(cell) || isUnit(cell) || isBracketed(cell);
  return cells.every(isUnitLike) && cells.some((cell) => isUnit(cell) || isBracketed(cell));
}

/** Names that are missing or stand twice, as those of merged cells, are told apart by the row below them. */
function needsSecondRow(columns: readonly string[], cells: readonly string[]): boolean {
  const isIncomplete = columns.includes('') || new Set(columns).size < columns.length;
  return isIncomplete && cells.every(isName);
}

/** The second names alone where they tell the columns apart, else both. */
function joinNames(above: readonly string[], below: readonly string[]): string[] {
  if (new Set(below).size === below.length) return [...below];
  // A merged cell stands in its first column.
  let group = '';
  return below.map((name, index) => {
    group = above[index] || group;
    return group === '' || group === name ? name : `${group} ${name}`;
  });
}

/** Names for people and for mappings: what the file calls them, else their place. */
function namesOf(blocks: readonly Block[]): string[] {
  const count = (name: string | null) => blocks.filter(({ givenName }) => givenName === name).length;
  return blocks.map(({ givenName }, index) => {
    if (givenName === null) return `table ${index + 1}`;
    return count(givenName) === 1 ? givenName : `${givenName}, table ${index + 1}`;
  });
}

function checkHeader(header: Fields, { fileName }: Source): void {
  const { line } = header.record;
  // `150 : 1 : 0.33` has numbers and colons.
  if (header.cells.every((cell) => parseNumber(cell) !== null || /^[^\p{L}\p{N}]$/u.test(cell))) {
    throw new ContouristError(
      'table.no_header',
      `${fileName} has no header: its first row holds only numbers.`,
      {
        position: { file: fileName, line },
        hint: 'Put the names of the columns in the first line, or in a comment right above the rows (# m1 m2 mu).',
      },
    );
  }
  if (header.cells.length > MAX_COLUMNS) {
    throw new ContouristError('table.too_wide', `${fileName} has more than ${MAX_COLUMNS} columns.`, {
      position: { file: fileName, line },
      hint: 'A table has a record a line. Is this file something else?',
    });
  }
}

/** @throws ContouristError `table.duplicate_column` */
function checkNames(columns: readonly string[], line: number, file: string): void {
  const seen = new Set<string>();
  for (const name of columns) {
    if (name !== '' && seen.has(name)) {
      throw new ContouristError('table.duplicate_column', `Two columns are named \`${name}\`.`, {
        position: { file, line, column: name },
        hint: 'Rename one of them: which of the two is meant is never guessed.',
      });
    }
    seen.add(name);
  }
}
