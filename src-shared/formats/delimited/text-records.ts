import { ContouristError } from '#shared/domain/contourist-error.ts';

/** A record of a text: a line, or several where a quoted field goes on over their ends. */
export interface TextRecord {
  /** Where it begins and ends in the text, its line end excluded. */
  readonly start: number;
  readonly end: number;
  /** Counted from 1. */
  readonly line: number;
}

/** Longer than any honest row: a quote left open must not read on through a large file. */
const MAX_RECORD_CHARACTERS = 1_000_000;

const [LINE_FEED, RETURN, QUOTE] = [10, 13, 34];

/**
 * The records of a text, blank lines included, in one pass. `\n`, `\r\n` and `\r` end lines. Lines that begin with a
 * comment mark hold no quotes that count.
 *
 * @throws ContouristError `table.quote` for a quoted field that never ends, `table.long_line`
 */
export function* textRecords(text: string, fileName: string): Generator<TextRecord, void, undefined> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const start = at;
    const firstLine = line;
    const isComment = commentMark(text, start) !== null;
    let isQuoted = false;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE && !isComment) isQuoted = !isQuoted;
      else if (code === LINE_FEED || code === RETURN) {
        if (!isQuoted) break;
        if (code === LINE_FEED || text.charCodeAt(at + 1) !== LINE_FEED) line++;
      }
      if (at - start > MAX_RECORD_CHARACTERS) throw tooLong(fileName, firstLine, isQuoted);
    }
    if (isQuoted) throw openQuote(fileName, firstLine);
    yield { start, end: at, line: firstLine };
    at += text.charCodeAt(at) === RETURN && text.charCodeAt(at + 1) === LINE_FEED ? 2 : 1;
    line++;
  }
}

/** What begins a comment: `#:` is HEPData's, for the qualifiers of a table. */
const COMMENT_MARK = /[ \t]*(#:|#|%|\/\/|!)/y;

/** The comment mark that a line begins with; null for other lines. */
export function commentMark(text: string, start = 0): string | null {
  COMMENT_MARK.lastIndex = start;
  return COMMENT_MARK.exec(text)?.[1] ?? null;
}

function tooLong(fileName: string, line: number, isQuoted: boolean): ContouristError {
  if (isQuoted) return openQuote(fileName, line);
  return new ContouristError(
    'table.long_line',
    `Line ${line} of ${fileName} has more than ${MAX_RECORD_CHARACTERS} characters.`,
    { position: { file: fileName, line }, hint: 'A table has a record a line. Is this file something else?' },
  );
}

function openQuote(fileName: string, line: number): ContouristError {
  return new ContouristError(
    'table.quote',
    'A quote is opened or closed in the wrong place: a field that begins here never ends.',
    { position: { file: fileName, line }, hint: 'A field with a quote in it is written "like ""this""".' },
  );
}
