import { readDelimited } from '#shared/formats/delimited/read-delimited.ts';
import { readJsonRecords } from '#shared/formats/records/read-json-records.ts';
import type { Table } from '#shared/formats/table.ts';

/** The table of a text in the format that its beginning says, at once: what `readFile` gives of its bytes. */
export function readTable(text: string, fileName: string): Table {
  return /^\s*[[{]/.test(text) ? readJsonRecords(text, fileName) : readDelimited(text, fileName);
}
