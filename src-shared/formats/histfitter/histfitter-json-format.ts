import { decodeText, glimpse, looksLikeText } from '../decode-text.ts';
import type { Format, FormatContent } from '../format.ts';
import { readJsonRecords } from '../records/read-json-records.ts';
import { aboutHarvest } from './harvest.ts';

/** A harvest list of HistFitter as JSON: `…__1_harvest_list.json`. */
export const histfitterJsonFormat: Format = {
  id: 'histfitter-json',
  name: 'HistFitter harvest list (JSON)',
  description: 'A list of hypothesis tests and upper limits by point, as HistFitter harvests them.',
  extensions: ['.json'],
  detect(_name, head) {
    const text = looksLikeText(head) ? glimpse(head) : '';
    const keys = ['CLs', 'CLsexp', 'clsu1s', 'expectedUpperLimit'];
    const isHarvest = /^\s*\[\s*\{/.test(text) && keys.every((key) => text.includes(`"${key}"`));
    if (!isHarvest) return { confidence: 0, reason: 'it has no keys of a harvest list' };
    return { confidence: 0.97, reason: `its records have ${keys.join(', ')}` };
  },
  read({ name, bytes }): FormatContent {
    const [table] = readJsonRecords(decodeText(bytes, name), name);
    if (table === undefined) return { tables: [] };
    const { known, warnings } = aboutHarvest(table.rows, table.columns, name);
    return {
      tables: [{ ...table, format: { kind: 'histfitter-json' }, known }],
      warnings,
    };
  },
  describe: () => '',
};
