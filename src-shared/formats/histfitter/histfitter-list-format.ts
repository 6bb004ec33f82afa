import { ContouristError } from '#shared/domain/contourist-error.ts';
import { decodeText, glimpse, looksLikeText } from '../decode-text.ts';
import { splitFields } from '../delimited/split-fields.ts';
import { textRecords } from '../delimited/text-records.ts';
import type { Format, FormatContent } from '../format.ts';
import type { RaggedRow } from '../table.ts';
import { tableOfValues, type ValueRecord } from '../value-table.ts';
import { aboutHarvest, HARVEST_COLUMNS } from './harvest.ts';

/** A column beside those of {@link HARVEST_COLUMNS} and the parameters: whether there was no fit. */
const LAST = 'nofit';
/** What HistFitter calls two parameters when nobody names them. */
const TWO_PARAMETERS = ['m0', 'm12'] as const;

/**
 * A harvest list of HistFitter as text: numbers without a header, in the order of its description file. The names of the
 * parameters stand in that file alone.
 */
export const histfitterListFormat: Format = {
  id: 'histfitter-list',
  name: 'HistFitter harvest list (text)',
  description: 'A harvest list without a header: 35 numbers of the fit, the parameters, and nofit.',
  extensions: [],
  detect(name, head) {
    const text = looksLikeText(head) ? glimpse(head) : '';
    const [line = ''] = text.trimStart().split(/[\r\n]/, 1);
    const fields = line.trim().split(/\s+/);
    const isList =
      fields.length > HARVEST_COLUMNS.length + 1 &&
      fields.every((field) => Number.isFinite(Number(field))) &&
      fields.includes('-999007.');
    if (isList) return { confidence: 0.95, reason: `its rows have ${fields.length} numbers with -999007` };
    if (/harvest_list_infoFile$/.test(name) && /^\s*\d+ : \S/.test(text)) {
      return { confidence: 0.95, reason: 'it names the signal regions of a harvest list' };
    }
    return { confidence: 0, reason: 'it is no harvest list' };
  },
  read({ name, bytes }): FormatContent {
    const text = decodeText(bytes, name);
    if (/^\s*\d+ : \S/.test(text)) throw regionNames(name);
    const rows: ValueRecord[] = [];
    const ragged: RaggedRow[] = [];
    let columns: string[] = [];
    for (const { start, end, line } of textRecords(text, name)) {
      const record = text.slice(start, end).trim();
      if (record === '') continue;
      const cells = splitFields(record, 'spaces');
      if (columns.length === 0) columns = columnsFor(cells.length);
      if (cells.length === columns.length) rows.push({ line, path: null, cells });
      else {
        const reason = { code: 'ragged', fields: cells.length, columns: columns.length } as const;
        ragged.push({ line, path: null, reason, text: record });
      }
    }
    const parameters = columns.slice(HARVEST_COLUMNS.length, -1);
    const { known, warnings } = aboutHarvest(
      tableOfValues({ fileName: name, name: null, kind: 'histfitter-list', columns, records: rows }).rows,
      columns,
      name,
    );
    const table = tableOfValues({
      fileName: name,
      name: null,
      kind: 'histfitter-list',
      columns,
      known,
      records: rows,
    });
    return {
      tables: [{ ...table, ragged }],
      warnings: [
        `A harvest list names no columns: its parameters are called ${parameters.join(' and ')}, in the order of its description file.`,
        ...warnings,
      ],
    };
  },
  describe: () => '',
};

function columnsFor(count: number): string[] {
  const parameters = count - HARVEST_COLUMNS.length - 1;
  const names =
    parameters === TWO_PARAMETERS.length
      ? TWO_PARAMETERS
      : Array.from({ length: Math.max(0, parameters) }, (_, index) => `parameter ${index + 1}`);
  return [...HARVEST_COLUMNS, ...names, LAST];
}

function regionNames(fileName: string): ContouristError {
  return new ContouristError(
    'histfitter.info_file',
    `${fileName} names the signal regions (fID) of a harvest list and has no limits.`,
    { position: { file: fileName }, hint: 'Import the harvest list beside it.' },
  );
}
