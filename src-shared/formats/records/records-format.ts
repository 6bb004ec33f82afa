import { decodeTable, glimpse, looksLikeText } from '../decode-text.ts';
import type { Format } from '../format.ts';
import { readJsonRecords } from './read-json-records.ts';

/** JSON of records, in the shapes in which people write them. */
export const recordsFormat: Format = {
  id: 'records',
  name: 'JSON of records',
  description:
    'A list of objects, by itself or under "records", "rows" or "data"; objects one a line or by key; the shapes of pandas.',
  extensions: ['.json', '.jsonl', '.ndjson'],
  detect(_name, head) {
    const start = looksLikeText(head) ? glimpse(head).trimStart() : '';
    if (start.startsWith('[')) return { confidence: 0.9, reason: 'it starts with [' };
    if (start.startsWith('{')) return { confidence: 0.9, reason: 'it starts with {' };
    return { confidence: 0, reason: 'it does not start with [ or {' };
  },
  read({ name, bytes }) {
    const { text, notes } = decodeTable(bytes, name);
    const tables = readJsonRecords(text, name);
    return { tables: notes.length === 0 ? tables : tables.map((table) => ({ ...table, notes })) };
  },
  describe: () => '',
  rereadRow(row, _format, columns, name) {
    const [table] = readJsonRecords(`[${row}]`, name);
    const { columns: found, rows } = table!;
    return {
      ...table!,
      columns,
      rows: rows.map(({ line, path, cells, text }) => ({
        line,
        path,
        cells: columns.map((column) => cells[found.indexOf(column)] ?? ''),
        text,
      })),
    };
  },
};
