import { decodeTable, glimpse, looksLikeText } from '../decode-text.ts';
import { type Format, HEAD_BYTES } from '../format.ts';
import type { TableFormat } from '../table.ts';
import { findDelimiter, isDelimiter } from './find-delimiter.ts';
import { readDelimited, readDelimitedTable, sampleRecords } from './read-delimited.ts';
import type { Delimiter } from './split-fields.ts';

const DELIMITER_NAMES: Readonly<Record<Delimiter, string>> = {
  ',': 'commas',
  '\t': 'tabs',
  ';': 'semicolons',
  '|': 'bars',
  spaces: 'white space',
  'wide-spaces': 'white space',
};

const DELIMITER_WORDS: Readonly<Record<Delimiter, string>> = {
  ',': 'comma',
  '\t': 'tab',
  ';': 'semicolon',
  '|': 'bar',
  spaces: 'white space',
  'wide-spaces': 'white space',
};

/** Tables of text with a header line, columns separated by commas, tabs, semicolons, bars or white space. */
export const delimitedFormat: Format = {
  id: 'delimited',
  name: 'CSV or TSV',
  description:
    'Text with a header line and a record a line, separated by commas, tabs, semicolons, bars or white space.',
  extensions: ['.csv', '.tsv', '.txt', '.dat'],
  detect(_name, head) {
    if (!looksLikeText(head)) return { confidence: 0, reason: 'it is no text' };
    const text = glimpse(head);
    if (/^\s*[[{]/.test(text)) return { confidence: 0.1, reason: 'it is text' };
    const sample = sampleOf(text, head.length >= HEAD_BYTES);
    const { delimiter, columns } = findDelimiter(sample);
    if (columns < 2) return { confidence: 0.4, reason: 'it is text, with one column' };
    const count = columns === 2 ? 'two columns' : `${columns} columns`;
    const what = sample.length === 1 ? 'its first line has' : 'its rows have';
    return { confidence: 0.8, reason: `${what} ${count}, separated by ${DELIMITER_NAMES[delimiter]}` };
  },
  read({ name, bytes }) {
    const { text, notes } = decodeTable(bytes, name);
    const tables = readDelimited(text, name);
    if (notes.length === 0) return { tables };
    return { tables: tables.map((table) => ({ ...table, notes: [...notes, ...(table.notes ?? [])] })) };
  },
  describe: (format) => DELIMITER_WORDS[delimiterOf(format)],
  rereadRow(row, format, columns, name) {
    const delimiter = delimiterOf(format);
    // Every name is quoted, so that a delimiter in one cannot be taken for the file's.
    const names = columns.map((column) => `"${column.replaceAll('"', '""')}"`);
    const table = readDelimitedTable(`${names.join(SEPARATORS[delimiter])}\n${row}`, name, delimiter);
    return { ...table, format };
  },
};

/** What is written between fields that are separated by white space. */
const SEPARATORS: Readonly<Record<Delimiter, string>> = {
  ',': ',',
  '\t': '\t',
  ';': ';',
  '|': '|',
  spaces: '  ',
  'wide-spaces': '  ',
};

/** The first records; one that is cut at the end of the head or that a quote makes unreadable is left out. */
function sampleOf(head: string, isCut: boolean): string[] {
  try {
    const sample = sampleRecords(head, '');
    return isCut && sample.length > 1 ? sample.slice(0, -1) : sample;
  } catch {
    const [line = ''] = head.trimStart().split(/[\r\n]/, 1);
    return [line];
  }
}

function delimiterOf({ delimiter }: TableFormat): Delimiter {
  return isDelimiter(delimiter) ? delimiter : ',';
}
