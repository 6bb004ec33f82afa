import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Cell } from '../cell.ts';
import type { Origin, Table, TableRow } from '../table.ts';
import { JsonObject, type JsonValue, parseJson } from './parse-json.ts';

/** More columns than any table of limits has. */
const MAX_COLUMNS = 4096;

/** Keys under which a file may wrap its records, with other things (a schema, a comment) beside them. */
const WRAPPERS = ['records', 'rows', 'data'] as const;

/** The column for what a file has as keys of its records: ids, masses, or the index of pandas. */
const KEY_COLUMN = 'key';

/**
 * Reads the tables of JSON, in the shapes in which people write them:
 *
 * - a list of objects, by itself or under `records`, `rows` or `data`, or objects one a line (JSON Lines);
 * - objects by key: `{"point-1": {…}, …}`; the keys become the column `key`;
 * - the shapes of pandas (`split`, `index`, `columns`, `list`, `table`), and a list of lists below a list of names;
 * - several lists of objects under other keys: a table each, by the names of their keys.
 *
 * Objects within a record are flattened: `{"point": {"m1": 1}}` has a column `point.m1`. The columns are all keys in the
 * order of their first appearance; a key that a record lacks, or null, is an empty cell. The line of a row is where its
 * record begins.
 *
 * @throws ContouristError `json.…`, `table.no_rows`, `table.too_wide`, `table.duplicate_column`
 */
export function readJsonRecords(text: string, fileName: string): Table[] {
  const values = parseJson(text, fileName);
  const [document = null] = values;
  const found = values.length > 1 ? linesOfObjects(values, fileName) : tablesOf(document, fileName);
  const tables = found.filter(({ rows }) => rows.length > 0);
  if (tables.length === 0) {
    throw new ContouristError('table.no_rows', `${fileName} has no rows.`, { position: { file: fileName } });
  }
  return tables.map(({ name, columns, rows }) => ({
    fileName,
    name: tables.length === 1 ? null : name,
    format: { kind: 'records' },
    columns,
    rows,
    ragged: [],
  }));
}

interface FoundTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** JSON Lines. */
function linesOfObjects(values: readonly JsonValue[], fileName: string): FoundTable[] {
  if (isObjectList(values)) return [ofObjects('', values, fileName)];
  const other = values.findIndex((value) => !(value instanceof JsonObject));
  throw new ContouristError(
    'json.not_records',
    `${fileName} has ${values.length} values one after the other, and value ${other + 1} is ${describe(values[other] ?? null)}.`,
    { position: { file: fileName }, hint: 'JSON Lines has an object a line.' },
  );
}

function tablesOf(document: JsonValue, fileName: string): FoundTable[] {
  if (Array.isArray(document)) return [ofList('', document, fileName)];
  if (!(document instanceof JsonObject)) throw notRecords(document, fileName);
  const split = ofSplit(document, fileName);
  if (split !== null) return [split];
  for (const wrapper of WRAPPERS) {
    const records = document.get(wrapper);
    if (Array.isArray(records) && isObjectList(records)) return [ofObjects('', records, fileName)];
  }
  const entries = [...document];
  const lists = entries.filter(
    ([, value]) => Array.isArray(value) && value.length > 0 && isObjectList(value),
  );
  if (lists.length > 0) {
    return lists.map(([name, list]) => ofObjects(name, list as readonly JsonObject[], fileName));
  }
  const isEveryEntry = (test: (value: JsonValue) => boolean) =>
    entries.length > 0 && entries.every(([, value]) => test(value));
  if (
    isEveryEntry((value) => value instanceof JsonObject) &&
    shareKeys(document as Map<string, JsonObject>)
  ) {
    return [ofKeyedObjects(document as Map<string, JsonObject>, fileName)];
  }
  // A record by itself, nested or flat.
  if (isEveryEntry((value) => !Array.isArray(value))) return [ofObjects('', [document], fileName)];
  if (isEveryEntry((value) => Array.isArray(value) && value.every(isScalar))) {
    return [ofColumns(document as Map<string, readonly JsonValue[]>, fileName)];
  }
  throw notRecords(document, fileName);
}

/** A list of objects, or of lists of which the first holds the names. */
function ofList(name: string, list: readonly JsonValue[], fileName: string): FoundTable {
  if (isObjectList(list)) return ofObjects(name, list, fileName);
  const [names, ...records] = list;
  const isHeader = Array.isArray(names) && names.every((entry) => typeof entry === 'string');
  if (isHeader && records.every(Array.isArray)) {
    return ofLists(name, names as string[], records as JsonValue[][], fileName);
  }
  throw notRecords(list, fileName);
}

/** `{"columns": […], "data": [[…], …]}`, with an index or without. */
function ofSplit(document: JsonObject, fileName: string): FoundTable | null {
  const [columns, data, index] = [document.get('columns'), document.get('data'), document.get('index')];
  if (!Array.isArray(columns) || !Array.isArray(data) || !data.every(Array.isArray)) return null;
  const names = columns.map((name: JsonValue) => (Array.isArray(name) ? name.join(' ') : String(name)));
  const table = ofLists('', names, data as JsonValue[][], fileName);
  // An index that only counts says nothing.
  const counts = !Array.isArray(index) || index.every((entry, row) => entry === row);
  if (counts || index.length !== data.length) return table;
  return ofLists(
    '',
    [KEY_COLUMN, ...names],
    data.map((row, at) => [index[at] ?? null, ...(row as JsonValue[])]),
    fileName,
  );
}

function ofLists(
  name: string,
  columns: readonly string[],
  records: readonly (readonly JsonValue[])[],
  fileName: string,
): FoundTable {
  checkColumns(columns, fileName);
  const wrong = records.findIndex(({ length }) => length !== columns.length);
  if (wrong >= 0) {
    throw new ContouristError(
      'json.not_records',
      `Row ${wrong + 1} of ${fileName} has ${records[wrong]?.length} values, and there are ${columns.length} columns.`,
      { position: { file: fileName } },
    );
  }
  const at = new Map(columns.map((column, index) => [column, index]));
  const rows = records.map((record, index) => {
    const valueAt = (column: string) => record[at.get(column) ?? -1];
    return new JsonRow({ line: index + 1, path: null }, columns, valueAt);
  });
  return { name, columns, rows };
}

/** `{"m1": [1, 2], "exp": [0.5, 0.7]}` */
function ofColumns(columns: ReadonlyMap<string, readonly JsonValue[]>, fileName: string): FoundTable {
  const names = [...columns.keys()];
  checkColumns(names, fileName);
  const lengths = new Set([...columns.values()].map(({ length }) => length));
  const [length = 0] = lengths;
  if (lengths.size > 1) {
    const shown = [...columns].slice(0, 5).map(([name, { length: count }]) => `${name} ${count}`);
    throw new ContouristError(
      'json.not_records',
      `${fileName} is an object of lists of different lengths (${shown.join(', ')}).`,
      {
        position: { file: fileName },
        hint: 'Lists are read as the columns of a table, and must be equally long.',
      },
    );
  }
  const rows = Array.from(
    { length },
    (_, index) =>
      new JsonRow({ line: index + 1, path: null }, names, (column) => columns.get(column)?.[index]),
  );
  return { name: '', columns: names, rows };
}

/** Records have keys in common; the parts of one record, a point and its limits, have not. */
function shareKeys(document: ReadonlyMap<string, JsonObject>): boolean {
  const seen = new Set<string>();
  for (const object of document.values()) {
    for (const key of object.keys()) {
      if (seen.has(key)) return true;
    }
    for (const key of object.keys()) seen.add(key);
  }
  return document.size === 1;
}

const isCount = (text: string): boolean => /^\d+$/.test(text);

/** Objects by key: records by their ids or masses, or, as pandas writes by itself, columns of values by index. */
function ofKeyedObjects(document: ReadonlyMap<string, JsonObject>, fileName: string): FoundTable {
  const keys = [...document.keys()];
  const inner = [...document.values()].flatMap((object) => [...object.keys()]);
  const areColumns = inner.length > 0 && inner.every(isCount) && !keys.every(isCount);
  if (areColumns) {
    checkColumns(keys, fileName);
    const indices = [...new Set(inner)];
    const rows = indices.map(
      (index, at) =>
        new JsonRow({ line: at + 1, path: null }, keys, (column) => document.get(column)?.get(index)),
    );
    return { name: '', columns: keys, rows };
  }
  const records = [...document].map(([key, object]) => {
    const record = new JsonObject(object.line);
    record.set(object.has(KEY_COLUMN) ? `${KEY_COLUMN} of record` : KEY_COLUMN, key);
    for (const [name, value] of object) record.set(name, value);
    return record;
  });
  return ofObjects('', records, fileName);
}

function ofObjects(name: string, objects: readonly JsonObject[], fileName: string): FoundTable {
  const columns = new Set<string>();
  const flat = objects.map((object) => {
    const record = hasObject(object) ? flatten(object, fileName) : object;
    for (const key of record.keys()) columns.add(key);
    if (columns.size > MAX_COLUMNS) checkColumns([...columns], fileName);
    return record;
  });
  const names = [...columns];
  // Without line breaks between them records are found by their number.
  const isOneLine = objects.length > 1 && objects[0]?.line === objects.at(-1)?.line;
  const rows = flat.map((record, index) => {
    const path = isOneLine ? `record ${index + 1}` : null;
    return new JsonRow({ line: objects[index]?.line ?? 1, path }, names, (key) => record.get(key));
  });
  return { name, columns: names, rows };
}

const hasObject = (object: JsonObject): boolean =>
  [...object.values()].some((value) => value instanceof JsonObject);

/** Objects within an object by the path of their keys. */
function flatten(object: JsonObject, fileName: string): ReadonlyMap<string, JsonValue> {
  const flat = new Map<string, JsonValue>();
  const add = (path: string, value: JsonValue) => {
    if (value instanceof JsonObject) {
      for (const [key, part] of value) add(`${path}.${key}`, part);
    } else if (flat.has(path)) {
      throw new ContouristError('table.duplicate_column', `Two values of a record are named \`${path}\`.`, {
        position: { file: fileName, line: object.line, column: path },
        hint: 'Rename one of them: which of the two is meant is never guessed.',
      });
    } else flat.set(path, value);
  };
  for (const [key, value] of object) add(key, value);
  return flat;
}

/** A row whose cells are made when they are wanted: records that share no keys would fill a table with nothing. */
class JsonRow implements TableRow {
  readonly line: number;
  readonly path: string | null;
  readonly #columns: readonly string[];
  readonly #valueAt: (column: string) => JsonValue | undefined;

  constructor(
    { line, path }: Origin,
    columns: readonly string[],
    valueAt: (column: string) => JsonValue | undefined,
  ) {
    this.line = line;
    this.path = path;
    this.#columns = columns;
    this.#valueAt = valueAt;
  }

  get cells(): readonly Cell[] {
    return this.#columns.map((column) => cellOf(this.#valueAt(column)));
  }

  /** As one flat object, which can be read again by itself. */
  get text(): string {
    const entries = this.#columns.flatMap((column) => {
      const value = this.#valueAt(column);
      return value === undefined ? [] : [`${JSON.stringify(column)}:${jsonText(value)}`];
    });
    return `{${entries.join(',')}}`;
  }
}

/** What is no number or text (a nested list) stays readable for the rejection. */
function cellOf(value: JsonValue | undefined): Cell {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' ? value : jsonText(value);
}

function jsonText(value: JsonValue): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (value instanceof JsonObject) {
    return `{${[...value].map(([key, part]) => `${JSON.stringify(key)}:${jsonText(part)}`).join(',')}}`;
  }
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  return JSON.stringify(value);
}

function checkColumns(columns: readonly string[], fileName: string): void {
  if (columns.length > MAX_COLUMNS) {
    throw new ContouristError('table.too_wide', `${fileName} has more than ${MAX_COLUMNS} columns.`, {
      position: { file: fileName },
      hint: 'The records of a table share their keys. Is this file something else?',
    });
  }
  const seen = new Set<string>();
  for (const name of columns) {
    if (seen.has(name)) {
      throw new ContouristError('table.duplicate_column', `Two columns are named \`${name}\`.`, {
        position: { file: fileName, column: name },
        hint: 'Rename one of them: which of the two is meant is never guessed.',
      });
    }
    seen.add(name);
  }
}

function isObjectList(list: readonly JsonValue[]): list is readonly JsonObject[] {
  return list.every((value) => value instanceof JsonObject);
}

const isScalar = (value: JsonValue): boolean => !Array.isArray(value) && !(value instanceof JsonObject);

function notRecords(value: JsonValue, fileName: string): ContouristError {
  return new ContouristError(
    'json.not_records',
    `${fileName} is JSON, but not a list of records: it is ${describe(value)}.`,
    {
      position: { file: fileName },
      hint:
        'Wanted is [{ "m_zp": 500, "exp": 1.2 }, …], or the same under "records", "rows" or "data" ' +
        "(pandas: df.to_json(orient='records')).",
    },
  );
}

const KEYS_SHOWN = 6;

/** What a value is, for a message: `a list of 3 numbers`, `an object with the keys a, b`. */
function describe(value: JsonValue): string {
  if (value === null) return 'null';
  if (value instanceof JsonObject) {
    const keys = [...value.keys()].map((key) => (key.length > 40 ? `${key.slice(0, 40)}…` : key));
    if (keys.length === 0) return 'an empty object';
    return `an object with the keys ${keys.slice(0, KEYS_SHOWN).join(', ')}${keys.length > KEYS_SHOWN ? ', …' : ''}`;
  }
  if (!Array.isArray(value)) return `a ${typeof value}`;
  const kinds = new Set(value.map(kindOf));
  const [kind = 'values'] = kinds;
  return `a list of ${kinds.size === 1 ? kind : `different things (${[...kinds].join(', ')})`}`;
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'nulls';
  if (value instanceof JsonObject) return 'objects';
  return Array.isArray(value) ? 'lists' : `${typeof value}s`;
}
