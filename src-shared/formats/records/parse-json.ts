import { ContouristError } from '#shared/domain/contourist-error.ts';

/** A JSON value. Objects are maps: a key of a file may be `__proto__`. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object with the line on which its brace opens. */
export class JsonObject extends Map<string, JsonValue> {
  readonly line: number;

  constructor(line: number) {
    super();
    this.line = line;
  }
}

/** Deeper than any table; deeper ones would end in a stack overflow. */
const MAX_DEPTH = 200;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /-?[A-Za-z]{1,10}/y;
/** Python's json writes the last three. */
const WORDS: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/**
 * The values of a text: one, or with JSON Lines one after the other. NaN and Infinity, which Python writes and JSON does
 * not know, are numbers. It takes time in proportion to the text.
 *
 * `JSON.parse` takes the last of two values under one key without a word, and knows no lines.
 *
 * @param options.joinObjects where a key stands twice with objects that share no key, they are one object; else refused
 * @throws ContouristError `json.syntax`, `json.duplicate_key`, `json.too_deep`, with line and column
 */
export function parseJson(text: string, fileName: string, { joinObjects = false } = {}): JsonValue[] {
  return new JsonParser(text, fileName, joinObjects).values();
}

class JsonParser {
  readonly #text: string;
  readonly #fileName: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;
  #depth = 0;
  readonly #path: (string | number)[] = [];

  readonly #joinObjects: boolean;

  constructor(text: string, fileName: string, joinObjects: boolean) {
    this.#text = text;
    this.#fileName = fileName;
    this.#joinObjects = joinObjects;
  }

  values(): JsonValue[] {
    const values: JsonValue[] = [];
    this.#skipSpace();
    do {
      values.push(this.#value());
      const line = this.#line;
      this.#skipSpace();
      // What follows in the same line is no other record.
      if (this.#at < this.#text.length && this.#line === line) throw this.#syntax('an end is wanted');
    } while (this.#at < this.#text.length);
    return values;
  }

  #value(): JsonValue {
    const character = this.#text[this.#at];
    if (character === '{') return this.#object();
    if (character === '[') return this.#list();
    if (character === '"') return this.#string();
    NUMBER.lastIndex = this.#at;
    const number = NUMBER.exec(this.#text)?.[0];
    if (number !== undefined) {
      this.#at += number.length;
      return Number(number);
    }
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0] ?? '';
    const value = WORDS.get(word);
    if (value === undefined) throw this.#syntax('a value is wanted');
    this.#at += word.length;
    return value;
  }

  #object(): JsonObject {
    const object = new JsonObject(this.#line);
    this.#open();
    this.#skipSpace();
    if (this.#take('}')) return this.#close(object);
    for (;;) {
      if (this.#text[this.#at] !== '"') throw this.#syntax('a key in double quotes is wanted');
      const [line, column] = [this.#line, this.#at - this.#lineStart + 1];
      const key = this.#string();
      this.#path.push(key);
      const earlier = object.get(key);
      if (earlier !== undefined && !this.#joinObjects) throw this.#duplicate(key, line, column);
      this.#skipSpace();
      if (!this.#take(':')) throw this.#syntax('a colon is wanted');
      this.#skipSpace();
      const value = this.#value();
      if (earlier === undefined) object.set(key, value);
      else if (!joinInto(earlier, value)) throw this.#duplicate(key, line, column);
      this.#path.pop();
      this.#skipSpace();
      if (this.#take('}')) return this.#close(object);
      if (!this.#take(',')) throw this.#syntax('a comma or } is wanted');
      this.#skipSpace();
    }
  }

  #list(): JsonValue[] {
    const list: JsonValue[] = [];
    this.#open();
    this.#skipSpace();
    if (this.#take(']')) return this.#close(list);
    for (;;) {
      this.#path.push(list.length);
      list.push(this.#value());
      this.#path.pop();
      this.#skipSpace();
      if (this.#take(']')) return this.#close(list);
      if (!this.#take(',')) throw this.#syntax('a comma or ] is wanted');
      this.#skipSpace();
    }
  }

  #open(): void {
    this.#at++;
    if (++this.#depth > MAX_DEPTH) {
      throw new ContouristError(
        'json.too_deep',
        `${this.#fileName} nests its values more than ${MAX_DEPTH} deep.`,
        { position: this.#position(), hint: 'A list of records is wanted.' },
      );
    }
  }

  #close<Value>(value: Value): Value {
    this.#depth--;
    return value;
  }

  #string(): string {
    const start = this.#at;
    for (let at = start + 1; ; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 34) {
        this.#at = at + 1;
        const raw = this.#text.slice(start + 1, at);
        return raw.includes('\\') ? this.#unescape(start, at + 1) : raw;
      }
      if (code === 92) at++;
      else if (code < 32 || Number.isNaN(code)) throw this.#syntax('a closing quote is wanted', at);
    }
  }

  #unescape(start: number, end: number): string {
    try {
      return String(JSON.parse(this.#text.slice(start, end)));
    } catch {
      throw this.#syntax('a backslash stands before a character that it has no meaning for', start);
    }
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 10) {
        this.#line++;
        this.#lineStart = this.#at + 1;
      } else if (code !== 32 && code !== 9 && code !== 13) return;
    }
  }

  #position(at = this.#at) {
    return { file: this.#fileName, line: this.#line, column: at - this.#lineStart + 1 };
  }

  #syntax(wanted: string, at = this.#at): ContouristError {
    const isAtEnd = at >= this.#text.length;
    const found = isAtEnd ? 'it ends' : `it has ${JSON.stringify(this.#text[at])}`;
    return new ContouristError(
      'json.syntax',
      `${this.#fileName} is not valid JSON: ${found} where ${wanted}.`,
      {
        position: this.#position(at),
        hint: isAtEnd
          ? 'A file cut short by a full disk or a killed job looks like this.'
          : 'Python writes valid JSON by json.dump, pandas by to_json.',
      },
    );
  }

  #duplicate(key: string, line: number, column: number): ContouristError {
    const path = this.#path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
    return new ContouristError(
      'json.duplicate_key',
      `The key ${JSON.stringify(key)} is there twice, at ${path.replace(/^\./, '')}.`,
      {
        position: { file: this.#fileName, line, column },
        hint: 'Remove one of the two: which is meant is never guessed.',
      },
    );
  }
}

/** Adds the entries of one object to another; false, and nothing done, where they share a key or are no objects. */
function joinInto(object: JsonValue, other: JsonValue): boolean {
  if (!(object instanceof JsonObject) || !(other instanceof JsonObject)) return false;
  if ([...other.keys()].some((key) => object.has(key))) return false;
  for (const [key, value] of other) object.set(key, value);
  return true;
}

/**
 * A value as plain objects, for schemas. Objects have no prototype, so that no key of a file means more than itself.
 */
export function plainValue(value: JsonValue): unknown {
  if (value instanceof JsonObject) {
    const plain: Record<string, unknown> = Object.create(null);
    for (const [key, part] of value) plain[key] = plainValue(part);
    return plain;
  }
  return Array.isArray(value) ? value.map(plainValue) : value;
}
