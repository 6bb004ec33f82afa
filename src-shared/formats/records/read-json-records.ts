import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Cell } from '../cell.ts';
import type { Table } from '../table.ts';

/** Keys under which a file may wrap its records, with other things (a schema, a comment) beside them. */
const WRAPPERS = ['records', 'rows', 'data'] as const;

type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * Reads JSON of records: an array of flat objects, or an object that has one under `records`, `rows` or `data`, or one flat object, which is the only record. NaN
 * and Infinity, which Python writes and JSON does not know, are understood. The columns are all keys in the order of
 * their first appearance; a key that a record lacks, or null, is an empty cell. The line of a row is where its record
 * begins.
 *
 * @throws ContouristError `json.syntax`, `json.not_records`, `table.no_rows`
 */
export function readJsonRecords(text: string, fileName: string): Table {
  const { records, wrapper } = findRecords(parseJson(text, fileName), fileName);
  const lines = recordLines(text, wrapper);
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const rows = records.map((record, index) => ({
    line: lines[index] ?? 1,
    path: null,
    cells: columns.map((column) => cellOf(record[column])),
    text: JSON.stringify(record),
  }));
  if (rows.length === 0) {
    throw new ContouristError('table.no_rows', `${fileName} has no rows.`, { position: { file: fileName } });
  }
  return { fileName, name: null, format: { kind: 'records' }, columns, rows, ragged: [] };
}

function parseJson(text: string, fileName: string): unknown {
  // Strings are matched first and kept, so that a "NaN" inside one stays as it is.
  const strict = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  try {
    return JSON.parse(strict);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
    throw new ContouristError('json.syntax', `${fileName} is not valid JSON: ${message}.`, {
      position: { file: fileName, ...(line && column ? { line: Number(line), column: Number(column) } : {}) },
      hint: 'A file cut short by a full disk or a killed job looks like this.',
      cause: error,
    });
  }
}

function findRecords(document: unknown, fileName: string): { records: JsonRecord[]; wrapper: string | null } {
  if (isRecordList(document)) return { records: document, wrapper: null };
  if (isRecord(document)) {
    for (const wrapper of WRAPPERS) {
      const records = document[wrapper];
      if (isRecordList(records)) return { records, wrapper };
    }
    // One point by itself: RECAST's limit_data.json.
    if (Object.values(document).every(isScalar)) return { records: [document], wrapper: null };
  }
  throw new ContouristError('json.not_records', `${fileName} is JSON, but not a list of records.`, {
    position: { file: fileName },
    hint:
      'Wanted is [{ "m_zp": 500, "exp": 1.2 }, …], or the same under "records", "rows" or "data" ' +
      "(pandas: df.to_json(orient='records')).",
  });
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

function isRecordList(value: unknown): value is JsonRecord[] {
  return Array.isArray(value) && value.every(isRecord);
}

/** What is no number or text (a nested list) stays readable for the rejection. */
function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' ? value : JSON.stringify(value);
}

/** The line on which each record's brace opens; `text` is known to be valid JSON. */
function recordLines(text: string, wrapper: string | null): number[] {
  const lines: number[] = [];
  const open: string[] = [];
  const recordDepth = wrapper === null ? 1 : 2;
  let line = 1;
  let lastString = '';
  let key = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}:\n]/g)) {
    if (token === '\n') line++;
    else if (token === ':') {
      if (open.length === 1) key = lastString;
    } else if (token === '{' || token === '[') {
      const insideRecords = open.length === recordDepth && open.at(-1) === '[';
      if (token === '{' && insideRecords && (wrapper === null || key === wrapper)) lines.push(line);
      open.push(token);
    } else if (token === '}' || token === ']') open.pop();
    else lastString = token.slice(1, -1);
  }
  return lines;
}
