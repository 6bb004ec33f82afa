import { decodeText, glimpse } from '../decode-text.ts';
import type { Format } from '../format.ts';
import type { TableFormat } from '../table.ts';
import { headerLine, isDelimiter, readDelimited, sniffDelimiter } from './read-delimited.ts';

const DELIMITER_NAMES = { ',': 'comma', '\t': 'tab', ';': 'semicolon' } as const;

/** Tables of text with one header line, columns separated by commas, tabs or semicolons. */
export const delimitedFormat: Format = {
  id: 'delimited',
  name: 'CSV or TSV',
  description: 'Text with a header line and a record a line, separated by commas, tabs or semicolons.',
  extensions: ['.csv', '.tsv', '.txt', '.dat'],
  detect(_name, head) {
    if (head.includes(0)) return { confidence: 0, reason: 'it is no text' };
    const header = headerLine(glimpse(head));
    if (/^\s*[[{]/.test(header)) return { confidence: 0.1, reason: 'it is text' };
    const { delimiter, count } = sniffDelimiter(header);
    if (count === 0) return { confidence: 0.4, reason: 'it is text, with one column' };
    const columns = count === 1 ? 'two columns' : `${count + 1} columns`;
    return {
      confidence: 0.8,
      reason: `its first line has ${columns}, separated by ${DELIMITER_NAMES[delimiter]}s`,
    };
  },
  read: ({ name, bytes }) => ({ tables: [readDelimited(decodeText(bytes, name), name)] }),
  describe: (format) => DELIMITER_NAMES[delimiterOf(format)],
  rereadRow(row, format, columns, name) {
    // Every name is quoted, so that a delimiter in one cannot be taken for the file's.
    const header = columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(delimiterOf(format));
    return readDelimited(`${header}\n${row}`, name);
  },
};

function delimiterOf({ delimiter }: TableFormat) {
  return isDelimiter(delimiter) ? delimiter : ',';
}
