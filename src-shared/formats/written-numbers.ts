import { type Cell, parseNumber } from './cell.ts';
import type { NumberForm, ReadingNote } from './reading-note.ts';
import type { Table, TableRow, UnclearColumn } from './table.ts';

// Numbers as people write them. A cell has its own meaning where its form leaves one; `1,350` and `1.350` do not, and are
// read as the unmistakable cells of the same column, else of the same file, are. Where those contradict each other or are
// not there, the column is unclear, and nobody reads it.

/** What a point or a comma is in numbers that hold one of them and may be either. */
interface Notation {
  readonly comma: 'decimal' | 'thousands' | null;
  readonly point: 'decimal' | 'thousands' | null;
}

/** What a cell can be, digits only: its sign, exponent, unit and uncertainty are taken off. */
type Mantissa =
  | 'plain'
  | 'comma-decimal'
  | 'comma-grouped'
  | 'comma-thousands'
  | 'comma-either'
  | 'point-decimal'
  | 'point-thousands'
  | 'point-either'
  | 'spaced-thousands';

interface WrittenNumber {
  readonly mantissa: Mantissa;
  readonly digits: string;
  readonly exponent: string;
  readonly unit: string | null;
  readonly forms: readonly NumberForm[];
}

const SEPARATOR = "[ \\u00a0\\u2009\\u202f'’_]";
const MANTISSAS: readonly (readonly [Mantissa, RegExp])[] = [
  ['plain', /^\d+$/],
  ['comma-either', /^[1-9]\d{0,2},\d{3}$/],
  ['comma-thousands', /^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/],
  ['comma-grouped', /^\d{1,3}(\.\d{3})+,\d*$/],
  ['comma-decimal', /^\d*,\d+$|^\d+,$/],
  ['point-either', /^[1-9]\d{0,2}\.\d{3}$/],
  ['point-thousands', /^[1-9]\d{0,2}(\.\d{3}){2,}$/],
  ['point-decimal', /^\d+\.\d*$|^\.\d+$/],
  ['spaced-thousands', new RegExp(`^[1-9]\\d{0,2}(${SEPARATOR}\\d{3})+([.,]\\d*)?$`)],
];

const UNITS = new Set(
  'eV keV MeV GeV TeV ab fb pb nb μb µb mb b 1/fb fb-1 fb^-1 mm cm m μm µm ns ps s rad deg ° K'.split(' '),
);

/** Whether a text is a unit that limit files have: of masses, cross sections, lengths, times and angles. */
export const isUnit = (text: string): boolean => UNITS.has(text);

const NUMBER = String.raw`(?:\d[\d.,'’_\u00a0\u2009\u202f]*(?: \d{3})*(?:[.,]\d*)?|[.,]\d+)(?:\s?(?:[eEdD][+\-−]?\d+|[×x*·]\s?10\s?\^?\s?[+\-−]?\d+))?`;
const WRITTEN = new RegExp(
  String.raw`^([+\-−–]?)(${NUMBER})(?:\s*(?:±|\+\/?-|\+\/−)\s*${NUMBER}|\s+\+\s?${NUMBER}\s*[\/,]?\s*[-−]\s?${NUMBER})?(?:\s*([^\d\s.,±+<>=].*))?$`,
);
const BOUND = /^(?:[<>≤≥]=?|=<|=>)\s*[+\-−]?[\d.,]/;

/** Longer than any number with a unit: what is longer is text. */
const LONGEST = 60;

/** Whether a cell is a bound, `<0.5`, and no value. */
export const isBound = (cell: Cell): boolean => typeof cell === 'string' && BOUND.test(cell);

/** The parts of a number in another notation than the plain one; null where a cell is something else. */
function takeApart(cell: string): WrittenNumber | null {
  const simple = takeApartSimple(cell);
  if (simple !== null) return simple;
  if (cell.length > LONGEST || !/\d/.test(cell)) return null;
  const found = WRITTEN.exec(cell);
  if (found === null) return null;
  const [, sign = '', number = '', rest] = found;
  const unit = rest?.replace(/^\[(.*)\]$/, '$1').trim() ?? null;
  if (unit !== null && !UNITS.has(unit)) return null;
  const [, body = '', letter = '', power = ''] =
    /^(.*?)(?:\s?([eEdD]|[×x*·]\s?10\s?\^?)\s?([+\-−]?\d+))?$/.exec(number) ?? [];
  const shape = MANTISSAS.find(([, pattern]) => pattern.test(body))?.[0];
  if (shape === undefined) return null;
  // Nobody groups digits before an exponent.
  const mantissa = power !== '' ? (shape.replace('-either', '-decimal') as Mantissa) : shape;
  const hasUncertainty =
    cell.slice(sign.length + number.length, cell.length - (rest?.length ?? 0)).trim() !== '';
  const forms: NumberForm[] = [];
  if (/[−–]/.test(sign + power)) forms.push('unicode-minus');
  if (/[dD]/.test(letter)) forms.push('fortran-exponent');
  if (letter.includes('10')) forms.push('power-of-ten');
  if (hasUncertainty) forms.push('uncertainty');
  if (unit !== null) forms.push('unit');
  if (mantissa === 'spaced-thousands') forms.push('thousands');
  return {
    mantissa,
    digits: `${/[-−–]/.test(sign) ? '-' : ''}${body}`,
    exponent: power === '' ? '' : `e${power.replace('−', '-')}`,
    unit,
    forms,
  };
}

/** The same of a number with a decimal comma and nothing else, which a large file may have in every cell. */
function takeApartSimple(cell: string): WrittenNumber | null {
  if (!/^-?\d{1,20},\d{1,20}$/.test(cell)) return null;
  const mantissa = /^-?[1-9]\d{0,2},\d{3}$/.test(cell) ? 'comma-either' : 'comma-decimal';
  return { mantissa, digits: cell, exponent: '', unit: null, forms: [] };
}

/** The value under a notation; null where that leaves it open. */
function valueAt(written: WrittenNumber, notation: Notation): { value: number; forms: NumberForm[] } | null {
  const { mantissa, digits, exponent, forms } = written;
  const number = (text: string) => Number(`${text}${exponent}`);
  const commaIsDecimal = () => ({
    value: number(digits.replaceAll('.', '').replace(',', '.')),
    forms: [...forms, 'decimal-comma' as const],
  });
  const without = (separator: string) => ({
    value: number(digits.replaceAll(separator, '')),
    forms: [...forms, 'thousands' as const],
  });
  switch (mantissa) {
    case 'plain':
    case 'point-decimal':
      return { value: number(digits), forms: [...forms] };
    case 'comma-decimal':
    case 'comma-grouped':
      return commaIsDecimal();
    case 'comma-thousands':
      return without(',');
    case 'point-thousands':
      return without('.');
    case 'spaced-thousands':
      return {
        value: number(digits.replace(new RegExp(SEPARATOR, 'g'), '').replace(',', '.')),
        forms: [...forms],
      };
    case 'comma-either':
      if (notation.comma === 'decimal') return commaIsDecimal();
      return notation.comma === 'thousands' ? without(',') : null;
    case 'point-either':
      if (notation.point === 'thousands') return without('.');
      return notation.point === 'decimal' ? { value: number(digits), forms: [...forms] } : null;
  }
}

/** The same of a number that is written plainly, which most are. */
const POINT_EITHER = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

interface Example {
  readonly line: number;
  readonly text: string;
}

/** What was seen in a column. */
class ColumnSurvey {
  numbers = 0;
  others = 0;
  bounds = 0;
  firstBound: Example | null = null;
  /** Whether any number is not written plainly. */
  isSpecial = false;
  /** The first cell of each form of mantissa and of each unit. */
  readonly mantissas = new Map<Mantissa, Example>();
  readonly units = new Map<string | null, Example>();

  add(cell: Cell, line: number): void {
    if (typeof cell === 'number') {
      this.numbers++;
      return;
    }
    if (isMissing(cell)) return;
    if (parseNumber(cell) !== null) {
      this.numbers++;
      if (!this.units.has(null)) this.units.set(null, { line, text: cell });
      if (cell.includes('.')) {
        const mantissa = POINT_EITHER.test(cell) ? 'point-either' : 'point-decimal';
        if (!this.mantissas.has(mantissa)) this.mantissas.set(mantissa, { line, text: cell });
      }
      return;
    }
    if (isBound(cell)) {
      this.bounds++;
      this.firstBound ??= { line, text: cell };
      return;
    }
    if (this.#note(cell, line)) {
      this.numbers++;
      this.isSpecial = true;
    } else this.others++;
  }

  #note(cell: string, line: number): boolean {
    const written = takeApart(cell);
    if (written === null) return false;
    if (!this.mantissas.has(written.mantissa)) this.mantissas.set(written.mantissa, { line, text: cell });
    if (!this.units.has(written.unit)) this.units.set(written.unit, { line, text: cell });
    return true;
  }

  /** Text that happens to hold numbers (remarks, names) is left alone. */
  get isNumeric(): boolean {
    return this.numbers > this.others;
  }
}

const MISSING = new Set(['', '-', '--', 'n/a', 'na', 'nan', 'none', 'null']);
const isMissing = (cell: string): boolean => MISSING.has(cell.toLowerCase());

/**
 * The tables of a file with the numbers that are not written plainly (`0,53`, `1.2D-03`, `−1`, `1 234`, `0.5 ± 0.1`,
 * `500 GeV`) as numbers, and a note of each form by column. Bounds (`<0.5`) stay text. Columns whose notation leaves two
 * meanings are named in `unclear` and stay as they are. What was decided stands in the table's format (`comma`, `point`),
 * so that a corrected row is read in the same way.
 */
export function readWrittenNumbers(tables: readonly Table[]): Table[] {
  const surveys = tables.map(survey);
  const numeric = surveys.flat().filter(({ isNumeric }) => isNumeric);
  const inFile = (...forms: Mantissa[]) =>
    numeric.some(({ mantissas }) => forms.some((form) => mantissas.has(form)));
  const file: Notation = {
    comma: oneOf(inFile('comma-decimal', 'comma-grouped'), inFile('comma-thousands', 'point-decimal')),
    point: inFile('comma-decimal', 'comma-grouped') ? null : 'decimal',
  };
  return tables.map((table, index) => convertTable(table, surveys[index] ?? [], withKnown(file, table)));
}

const oneOf = (isDecimal: boolean, isThousands: boolean): Notation['comma'] =>
  isDecimal === isThousands ? null : isDecimal ? 'decimal' : 'thousands';

/** What the file of a corrected row said. */
function withKnown(file: Notation, { format }: Table): Notation {
  const known = (value: unknown) => (value === 'decimal' || value === 'thousands' ? value : null);
  return { comma: file.comma ?? known(format.comma), point: known(format.point) ?? file.point };
}

function survey({ columns, rows }: Table): ColumnSurvey[] {
  const surveys = columns.map(() => new ColumnSurvey());
  for (const row of rows) {
    const { cells, line } = row;
    for (const [index, column] of surveys.entries()) column.add(cells[index] ?? '', line);
  }
  return surveys;
}

/** How the cells of a column are converted; null where they are left as they are. */
type Converter = (cell: Cell) => { readonly value: number; readonly forms: readonly NumberForm[] } | null;

function convertTable(table: Table, surveys: readonly ColumnSurvey[], file: Notation): Table {
  const unclear: UnclearColumn[] = [];
  const notes: ReadingNote[] = [];
  const decided = new Map<'comma' | 'point', string>();
  const converters = surveys.map((column, index): Converter | null => {
    const name = table.columns[index] ?? '';
    if (column.firstBound !== null && column.bounds + column.numbers > column.others) {
      const { line, text } = column.firstBound;
      notes.push({ code: 'bounds', column: name, line, example: text, count: column.bounds });
    }
    if (!column.isNumeric) return null;
    const notation = notationOf(column, file);
    const trouble = troubleOf(name, column, notation);
    if (trouble !== null) {
      unclear.push(trouble);
      return null;
    }
    const hasGroupsByPoint = notation.point === 'thousands' && column.mantissas.has('point-either');
    if (!column.isSpecial && !hasGroupsByPoint) return null;
    for (const sign of ['comma', 'point'] as const) {
      const meaning = notation[sign];
      if (meaning !== null && !(sign === 'point' && meaning === 'decimal')) decided.set(sign, meaning);
    }
    return (cell) => {
      if (typeof cell === 'number' || (!hasGroupsByPoint && parseNumber(cell) !== null)) return null;
      const written = takeApart(cell);
      return written && valueAt(written, notation);
    };
  });
  const isConverted = converters.some((convert) => convert !== null);
  if (isConverted) notes.push(...formNotes(table, converters));
  if (notes.length === 0 && unclear.length === 0) return table;
  const converter = new RowConverter(converters);
  return {
    ...table,
    ...(isConverted && {
      format: { ...table.format, ...Object.fromEntries(decided) },
      rows: table.rows.map((row) => new ConvertedRow(row, converter)),
    }),
    notes: [...(table.notes ?? []), ...notes],
    ...(unclear.length > 0 && { unclear }),
  };
}

/** The column's own unmistakable cells say it, else the file's. */
function notationOf({ mantissas }: ColumnSurvey, file: Notation): Notation {
  const has = (...forms: Mantissa[]) => forms.some((form) => mantissas.has(form));
  const hasDecimalCommas = has('comma-decimal', 'comma-grouped');
  return {
    comma: oneOf(hasDecimalCommas, has('comma-thousands', 'point-decimal')) ?? file.comma,
    point:
      oneOf(has('point-decimal', 'comma-thousands'), has('point-thousands', 'comma-grouped')) ??
      (hasDecimalCommas ? null : file.point),
  };
}

function troubleOf(
  column: string,
  { mantissas, units }: ColumnSurvey,
  notation: Notation,
): UnclearColumn | null {
  const seen = (...forms: Mantissa[]) => forms.flatMap((form) => mantissas.get(form) ?? []).slice(0, 1);
  const contradictions = [
    [seen('comma-decimal', 'comma-grouped'), seen('point-decimal', 'comma-thousands')],
    [seen('point-thousands'), seen('point-decimal', 'comma-thousands')],
  ] as const;
  for (const [some, others] of contradictions) {
    if (some.length > 0 && others.length > 0) {
      return { column, reason: 'mixed-notation', cells: [...some, ...others] };
    }
  }
  const open = [
    ...(notation.comma === null ? seen('comma-either') : []),
    ...(notation.point === null ? seen('point-either') : []),
  ];
  if (open.length > 0) return { column, reason: 'comma-or-thousands', cells: open.slice(0, 1) };
  const own = [...units.keys()].filter((unit) => unit !== null);
  // The unit of a name holds for the cells below it.
  const named = /[[(]\s*([^\])]+?)\s*[\])]\s*$/.exec(column)?.[1];
  const other = own.find((unit) => named !== undefined && UNITS.has(named) && unit !== named);
  const mixed = own.length > 1 ? own.slice(0, 2) : other === undefined ? [] : [other];
  if (mixed.length === 0) return null;
  return { column, reason: 'mixed-units', cells: mixed.map((unit) => units.get(unit)!) };
}

/** How often each form stands in a column, with its first cell. */
function formNotes({ columns, rows }: Table, converters: readonly (Converter | null)[]): ReadingNote[] {
  const found = new Map<string, { note: Extract<ReadingNote, { code: 'number-form' }>; count: number }>();
  for (const row of rows) {
    const { cells } = row;
    for (const [index, convert] of converters.entries()) {
      const cell = cells[index];
      if (convert === null || typeof cell !== 'string') continue;
      const read = convert(cell);
      for (const form of read?.forms ?? []) {
        const key = `${index} ${form}`;
        const known = found.get(key);
        if (known !== undefined) known.count++;
        else
          found.set(key, { note: noteOf(form, columns[index] ?? '', row.line, cell, read!.value), count: 1 });
      }
    }
  }
  return [...found.values()].map(({ note, count }) => ({ ...note, count }));
}

function noteOf(form: NumberForm, column: string, line: number, example: string, value: number) {
  const unit = form === 'unit' ? (takeApart(example)?.unit ?? null) : null;
  return { code: 'number-form', form, column, line, example, value, unit, count: 1 } as const;
}

/** Converts the cells of rows; the last row is kept, since a reader asks for its cells one by one. */
class RowConverter {
  readonly #converters: readonly (Converter | null)[];
  #lastRow: TableRow | null = null;
  #lastCells: readonly Cell[] = [];

  constructor(converters: readonly (Converter | null)[]) {
    this.#converters = converters;
  }

  cellsOf(row: TableRow): readonly Cell[] {
    if (row !== this.#lastRow) {
      this.#lastCells = row.cells.map((cell, index) => this.#converters[index]?.(cell)?.value ?? cell);
      this.#lastRow = row;
    }
    return this.#lastCells;
  }
}

/** A row whose cells are converted when they are read. */
class ConvertedRow implements TableRow {
  readonly #row: TableRow;
  readonly #converter: RowConverter;

  constructor(row: TableRow, converter: RowConverter) {
    this.#row = row;
    this.#converter = converter;
  }

  get line(): number {
    return this.#row.line;
  }

  get path(): string | null {
    return this.#row.path;
  }

  get text(): string {
    return this.#row.text;
  }

  get cells(): readonly Cell[] {
    return this.#converter.cellsOf(this.#row);
  }
}
