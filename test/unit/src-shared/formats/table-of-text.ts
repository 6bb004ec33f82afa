import { readDelimitedTable } from '#shared/formats/delimited/read-delimited.ts';
import { readJsonRecords } from '#shared/formats/records/read-json-records.ts';
import type { Table } from '#shared/formats/table.ts';
import { readWrittenNumbers } from '#shared/formats/written-numbers.ts';

/** The table of a text in the format that its beginning says, at once: what `readFile` gives of its bytes. */
export function readTable(text: string, fileName: string): Table {
  const isJson = /^\s*[[{]/.test(text);
  const [table] = isJson ? readJsonRecords(text, fileName) : [readDelimitedTable(text, fileName)];
  return readWrittenNumbers([table!])[0]!;
}
