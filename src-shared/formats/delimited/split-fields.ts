/** What separates the fields of a record: a character, or white space. */
export type Delimiter = ',' | '\t' | ';' | '|' | 'spaces' | 'wide-spaces';

/** A quote that is opened or closed in the wrong place. */
export class QuoteError extends Error {
  /** Where, in characters from the start of the record. */
  readonly at: number;

  constructor(at: number) {
    super(`a quote at character ${at + 1}`);
    this.at = at;
  }
}

/**
 * The fields of a record, trimmed where they are not quoted; fields may be quoted as in RFC 4180, with line ends and delimiters in them.
 *
 * @param delimiter `spaces` is any white space, `wide-spaces` two blanks or more (names may hold single ones)
 * @throws QuoteError
 */
export function splitFields(record: string, delimiter: Delimiter): string[] {
  const isBlank = delimiter === 'spaces' || delimiter === 'wide-spaces';
  if (!record.includes('"')) {
    if (!isBlank) return record.split(delimiter).map((field) => field.trim());
    return record.trim().split(delimiter === 'spaces' ? /\s+/ : /\s{2,}|\t+/);
  }
  return isBlank ? splitQuoted(record.trim(), /\s/, true) : splitQuoted(record, delimiter, false);
}

function splitQuoted(record: string, delimiter: string | RegExp, mergesDelimiters: boolean): string[] {
  const isDelimiter = (character: string | undefined) =>
    character !== undefined &&
    (typeof delimiter === 'string' ? character === delimiter : delimiter.test(character));
  const isPadding = (character: string | undefined) =>
    character === ' ' || (character === '\t' && delimiter !== '\t');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    while (isPadding(record[at]) && !isDelimiter(record[at])) at++;
    if (record[at] === '"') {
      const { field, end } = quotedField(record, at);
      fields.push(field);
      at = end;
      while (isPadding(record[at]) && !isDelimiter(record[at])) at++;
      if (at < record.length && !isDelimiter(record[at])) throw new QuoteError(at);
    } else {
      const start = at;
      while (at < record.length && !isDelimiter(record[at])) {
        if (record[at] === '"') throw new QuoteError(at);
        at++;
      }
      fields.push(record.slice(start, at).trim());
    }
    if (at >= record.length) return fields;
    do at++;
    while (mergesDelimiters && isDelimiter(record[at]));
  }
}

/** A field from its opening quote on; `end` is behind the closing one. */
function quotedField(record: string, start: number): { field: string; end: number } {
  let field = '';
  let from = start + 1;
  for (;;) {
    const quote = record.indexOf('"', from);
    if (quote < 0) throw new QuoteError(start);
    field += record.slice(from, quote);
    if (record[quote + 1] !== '"') return { field, end: quote + 1 };
    field += '"';
    from = quote + 2;
  }
}
