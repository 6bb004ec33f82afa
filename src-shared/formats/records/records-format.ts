import { decodeText, glimpse } from '../decode-text.ts';
import type { Format } from '../format.ts';
import { readJsonRecords } from './read-json-records.ts';

/** JSON of records: one flat object a record. */
export const recordsFormat: Format = {
  id: 'records',
  name: 'JSON of records',
  description: 'A list of flat objects, by itself or under "records", "rows" or "data".',
  extensions: ['.json'],
  detect(_name, head) {
    const start = head.includes(0) ? '' : glimpse(head).trimStart();
    if (start.startsWith('[')) return { confidence: 0.9, reason: 'it starts with [' };
    if (start.startsWith('{')) return { confidence: 0.9, reason: 'it starts with {' };
    return { confidence: 0, reason: 'it does not start with [ or {' };
  },
  read: ({ name, bytes }) => ({ tables: [readJsonRecords(decodeText(bytes, name), name)] }),
  describe: () => '',
  rereadRow(row, _format, columns, name) {
    const table = readJsonRecords(`[${row}]`, name);
    const cellsOf = (cells: (typeof table.rows)[number]['cells']) =>
      columns.map((column) => cells[table.columns.indexOf(column)] ?? '');
    return {
      ...table,
      columns,
      rows: table.rows.map((entry) => ({ ...entry, cells: cellsOf(entry.cells) })),
    };
  },
};
