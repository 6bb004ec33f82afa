import { type Document, LineCounter, parseDocument } from 'yaml';
import { ContouristError, type FilePosition } from './contourist-error.ts';

/** A YAML document that is small enough to be worked on, and where its parts stand in the text. */
export interface BoundedYaml {
  readonly document: Document.Parsed;
  /** @param offset characters from the start of the text */
  positionAt(offset: number): FilePosition;
  /** The content as plain values. @throws ContouristError `yaml.bad_alias` */
  toJS(): unknown;
}

/** More than any definition or mapping has; the library needs some microseconds for a character. */
const MOST_CHARACTERS = 500_000;

/** Nested collections. What we read has four levels. */
const MOST_LEVELS = 100;

/** Anchors and aliases. The library looks through the document for each alias, and what we read needs none. */
const MOST_ALIASES = 1000;

const HINT = 'Contourist reads no such file. Check that it is the file that you meant.';

/**
 * Parses YAML that anybody may have written: one that would take very long or very much memory is refused by its size
 * before it is parsed. A syntax error is in the document's `errors`.
 *
 * @param fileName for messages
 * @throws ContouristError `yaml.too_large`, `yaml.too_deep`
 */
export function parseBoundedYaml(
  text: string,
  fileName: string,
  { mostCharacters = MOST_CHARACTERS } = {},
): BoundedYaml {
  const lines = new LineCounter();
  const positionAt = (offset: number): FilePosition => {
    const { line, col } = lines.linePos(offset);
    return { file: fileName, line, column: col };
  };
  const refuse = (code: string, message: string, cause?: unknown): never => {
    throw new ContouristError(`yaml.${code}`, message, { position: { file: fileName }, hint: HINT, cause });
  };
  if (text.length > mostCharacters) {
    refuse('too_large', `${fileName} has ${text.length} characters; up to ${mostCharacters} are read.`);
  }
  const tooDeep = `${fileName} has more than ${MOST_LEVELS} levels of brackets or lists in each other.`;
  if (deepest(text) > MOST_LEVELS) refuse('too_deep', tooDeep);
  if (countAliases(text) > MOST_ALIASES) {
    refuse('bad_alias', `${fileName} has more than ${MOST_ALIASES} anchors and aliases (&name, *name).`);
  }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return {
    document,
    positionAt,
    toJS() {
      try {
        return document.toJS({ maxAliasCount: 100 });
      } catch (error) {
        // The library's error for aliases that multiply ("billion laughs") and for those that name nothing.
        if (!(error instanceof ReferenceError)) throw error;
        const message = `${fileName} has aliases (*name) that name nothing, or that repeat its parts too often.`;
        return refuse('bad_alias', message, error);
      }
    },
  };
}

/** Marks that can be anchors and aliases: at the beginning of a value, right before a name. */
function countAliases(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(/(?:^|[\s[{,:])[&*][^\s,[\]{}&*]/gm)) count++;
  return count;
}

/**
 * The most levels that the text can have, from its characters: brackets, and marks of lists and keys in one line.
 * Brackets in quotes count too, which makes no difference to a file that a person wrote.
 */
function deepest(text: string): number {
  let most = 0;
  let brackets = 0;
  let marks = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '[' || character === '{') brackets += 1;
    else if ((character === ']' || character === '}') && brackets > 0) brackets -= 1;
    else if (character === '\n') marks = 0;
    else if ((character === '-' || character === '?') && text[index + 1] === ' ') marks += 1;
    most = Math.max(most, brackets + marks);
  }
  return most;
}
