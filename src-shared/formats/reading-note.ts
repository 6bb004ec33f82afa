import { z } from 'zod';

/** Ways of writing a number that are not the plain one, each with one meaning. */
export const NUMBER_FORMS = [
  /** `0,53` */
  'decimal-comma',
  /** `1,234,567`, `1 234`, `1'234`; in files with decimal commas also `1.234,5` */
  'thousands',
  /** `1.2D-03`, as Fortran writes it */
  'fortran-exponent',
  /** `−1.2`, with the sign of typesetting */
  'unicode-minus',
  /** `1.2×10^-3` */
  'power-of-ten',
  /** `0.5 ± 0.1`, `0.5 +0.1 -0.2`: the value is read, its uncertainty is not */
  'uncertainty',
  /** `500 GeV` */
  'unit',
] as const;

export type NumberForm = (typeof NUMBER_FORMS)[number];

const cellSchema = z.object({ column: z.string(), line: z.int(), example: z.string() });

/** How a file was read where a person might have expected something else: facts, with a row to look at. */
export const readingNoteSchema = z.discriminatedUnion('code', [
  /** Rows below the header that begin with a comment mark; `line` is the first. */
  z.object({ code: z.literal('comments-skipped'), count: z.int(), line: z.int() }),
  /** Lines above the header that are no part of the table: a title. */
  z.object({ code: z.literal('title-skipped'), count: z.int(), line: z.int() }),
  /** The names of the columns stand in a comment: `# m1 m2 mu`. */
  z.object({ code: z.literal('header-in-comment'), line: z.int() }),
  /** The header comes again, as in files put together with cat. */
  z.object({ code: z.literal('header-repeated'), count: z.int(), line: z.int() }),
  /** The row below the header holds the units of the columns. */
  z.object({ code: z.literal('units-row'), line: z.int() }),
  /** The names are made of two rows. */
  z.object({ code: z.literal('two-header-rows'), line: z.int() }),
  /** The encoding was assumed; `example` is a piece of text that depends on it. */
  z.object({
    code: z.literal('encoding-assumed'),
    encoding: z.string(),
    line: z.int(),
    example: z.string(),
  }),
  /** Numbers of a column that are written otherwise; `value` is what the example was read as. */
  z.object({
    code: z.literal('number-form'),
    form: z.enum(NUMBER_FORMS),
    ...cellSchema.shape,
    value: z.number(),
    count: z.int(),
    /** Form `unit`: the unit, which all of the column's cells share; else null. */
    unit: z.string().nullable(),
  }),
  /** `<0.5`: bounds are no values, and are not read as such. */
  z.object({ code: z.literal('bounds'), ...cellSchema.shape, count: z.int() }),
  /** One table of several was read. */
  z.object({ code: z.literal('table-chosen'), table: z.string(), of: z.int() }),
]);

export type ReadingNote = Readonly<z.infer<typeof readingNoteSchema>>;

/** A reading note in a sentence. */
export function describeReadingNote(note: ReadingNote): string {
  switch (note.code) {
    case 'comments-skipped':
      return `${rows(note.count)} below the header ${note.count === 1 ? 'is a comment' : 'are comments'} and skipped (line ${note.line}${note.count === 1 ? '' : ' first'}).`;
    case 'title-skipped':
      return `${note.count === 1 ? 'A line' : `${note.count} lines`} above the header (line ${note.line}) ${note.count === 1 ? 'is' : 'are'} read as a title.`;
    case 'header-in-comment':
      return `The names of the columns are read from the comment on line ${note.line}.`;
    case 'header-repeated':
      return `The header comes again (${times(note.count)}, line ${note.line}${note.count === 1 ? '' : ' first'}): the rows below it belong to the same table.`;
    case 'units-row':
      return `Line ${note.line} is read as the units of the columns.`;
    case 'two-header-rows':
      return `The names of the columns are read from two rows (line ${note.line} is the second).`;
    case 'encoding-assumed':
      return `The text is read as ${note.encoding}: line ${note.line} has "${note.example}".`;
    case 'number-form':
      return describeForm(note);
    case 'bounds':
      return `${cells(note.count)} of \`${note.column}\` ${note.count === 1 ? 'is a bound and no value' : 'are bounds and no values'} ("${note.example}", line ${note.line}): not taken.`;
    case 'table-chosen':
      return `Of ${note.of} tables in the file this is ${note.table}.`;
  }
}

function describeForm(note: Extract<ReadingNote, { code: 'number-form' }>): string {
  const what: Readonly<Record<NumberForm, string>> = {
    'decimal-comma': 'a decimal comma',
    thousands: 'separated thousands',
    'fortran-exponent': 'an exponent D',
    'unicode-minus': 'a typographic minus',
    'power-of-ten': 'a written power of ten',
    uncertainty: 'an uncertainty, which is not read',
    unit: `the unit ${note.unit ?? ''}`,
  };
  return `${cells(note.count)} of \`${note.column}\` ${note.count === 1 ? 'has' : 'have'} ${what[note.form]}: "${note.example}" (line ${note.line}) is read as ${note.value}.`;
}

const rows = (count: number): string => (count === 1 ? '1 row' : `${count} rows`);
const cells = (count: number): string => (count === 1 ? '1 cell' : `${count} cells`);
const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** Whether a note is of a number, or of what stands for one, and not only of what was passed over. */
export function concernsValues({ code }: ReadingNote): boolean {
  return code === 'number-form' || code === 'bounds' || code === 'encoding-assumed';
}
