import { ContouristError } from '#shared/domain/contourist-error.ts';
import { readDelimited } from './read-delimited.ts';
import { readJsonRecords } from './read-json-records.ts';
import type { Table } from './table.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads a limit file of any supported format: CSV, TSV (the delimiter is recognised from the header) or JSON of
 * records. The format follows from the content, not from the file's name. A byte order mark is ignored.
 *
 * @param text the decoded file
 * @param fileName how messages name the file
 * @throws ContouristError `table.empty`, `table.binary`, `table.no_rows` and those of the formats
 */
export function readTable(text: string, fileName: string): Table {
  const content = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const position = { file: fileName };
  const start = content.trimStart();
  if (start === '') {
    throw new ContouristError('table.empty', `${fileName} is empty.`, {
      position,
      hint: 'Did the job that writes it finish?',
    });
  }
  if (content.includes('\0')) {
    throw new ContouristError('table.binary', `${fileName} is not text: it contains zero bytes.`, {
      position,
      hint: 'CSV, TSV and JSON of records are read here, in UTF-8.',
    });
  }
  const isJson = start.startsWith('[') || start.startsWith('{');
  const table = isJson ? readJsonRecords(content, fileName) : readDelimited(content, fileName);
  if (table.rows.length === 0 && table.ragged.length === 0) {
    throw new ContouristError('table.no_rows', `${fileName} has no rows.`, { position });
  }
  return table;
}
