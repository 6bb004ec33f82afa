import { decodeText, glimpse, looksLikeText } from '../decode-text.ts';
import type { Format, FormatContent } from '../format.ts';
import { tableOfValues } from '../value-table.ts';
import { parseYaml } from './parse-yaml.ts';

const KEYS = ['name', 'data_file', 'location', 'description'] as const;

/** The list of the tables of a submission to HEPData: `submission.yaml`. It has no limits itself. */
export const hepdataSubmissionFormat: Format = {
  id: 'hepdata-submission',
  name: 'HEPData submission.yaml',
  description: 'The list of the tables of a HEPData submission; the limits stand in the files that it names.',
  extensions: ['.yaml'],
  detect(_name, head) {
    const text = looksLikeText(head) ? glimpse(head) : '';
    const isList = /^data_file\s*:/m.test(text) && /^(keywords|name|description)\s*:/m.test(text);
    if (!isList) return { confidence: 0, reason: 'it names no data_file' };
    return { confidence: 0.96, reason: 'it names the data_file of tables' };
  },
  read({ name, bytes }): FormatContent {
    const records = documentsOf(decodeText(bytes, name)).flatMap(({ text, line }) => {
      const value = parseYaml(text, name, line);
      if (typeof value !== 'object' || value === null || !('data_file' in value)) return [];
      const entries = new Map(Object.entries(value));
      return [{ line, path: null, cells: KEYS.map((key) => String(entries.get(key) ?? '').trim()) }];
    });
    return {
      tables: [
        tableOfValues({ fileName: name, name: null, kind: 'hepdata-submission', columns: KEYS, records }),
      ],
      warnings: [
        `It lists ${records.length} tables and has no limits itself: import the data file of the table that is wanted.`,
      ],
    };
  },
  describe: () => '',
};

/** The documents between lines of `---`, with the lines on which they begin. */
function documentsOf(text: string): { readonly text: string; readonly line: number }[] {
  const documents: { lines: string[]; line: number }[] = [{ lines: [], line: 1 }];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^---(\s|$)/.test(line)) documents.push({ lines: [], line: index + 2 });
    else documents.at(-1)?.lines.push(line);
  }
  return documents.map(({ lines, line }) => ({ text: lines.join('\n'), line }));
}
