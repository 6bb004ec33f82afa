import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Cell } from '../cell.ts';
import { decodeText, glimpse, looksLikeText } from '../decode-text.ts';
import type { Format, FormatContent } from '../format.ts';
import type { Table } from '../table.ts';
import { tableOfValues, type ValueRecord } from '../value-table.ts';
import { parseUnumList, type UnumValue } from './unum-list.ts';

const KIND = 'smodels';
const LISTS = ['upperLimits', 'expectedUpperLimits', 'efficiencyMap'] as const;

/** A topology of the SModelS database: `data/T1tttt.txt`, with the units of unum. */
export const smodelsFormat: Format = {
  id: KIND,
  name: 'SModelS topology',
  description: 'Upper limits on the cross section by masses (and widths), as the SModelS database has them.',
  extensions: ['.txt'],
  detect(_name, head) {
    const text = looksLikeText(head) ? glimpse(head) : '';
    const found = /^(txName|upperLimits|expectedUpperLimits|efficiencyMap)\s*:/m.exec(text);
    if (found !== null) return { confidence: 0.97, reason: `it has ${found[1]}` };
    const info = /^(dataId|dataType|implementedBy|sqrts)\s*:/m.exec(text);
    if (info !== null && /^(dataId|dataType|lumi|arxiv)\s*:/m.test(text)) {
      return { confidence: 0.95, reason: `it has ${info[1]}, as the info files of SModelS` };
    }
    return { confidence: 0, reason: 'it has no keys of SModelS' };
  },
  read({ name, bytes }): FormatContent {
    const text = decodeText(bytes, name);
    const entries = new Map<string, readonly Entry[]>();
    for (const list of LISTS) {
      const start = new RegExp(`^${list}\\s*:\\s*`, 'm').exec(text);
      if (start === null) continue;
      entries.set(list, parseUnumList(text, start.index + start[0].length, name).map(readEntry(name)));
    }
    const observed = entries.get('upperLimits') ?? [];
    const expected = entries.get('expectedUpperLimits') ?? [];
    if (observed.length + expected.length > 0) return { tables: [tableOf(observed, expected, name)] };
    if (entries.has('efficiencyMap')) throw noLimits(name, 'has efficiencies');
    throw noLimits(name, 'is an info file of an analysis in the SModelS database');
  },
  describe: () => '',
};

interface Entry {
  readonly line: number;
  /** Masses, and widths, as they are written. */
  readonly at: readonly Quantity[];
  readonly limit: Quantity;
}

interface Quantity {
  readonly value: number;
  readonly unit: string;
}

/** `[masses, limit]`. */
function readEntry(fileName: string): (entry: { value: UnumValue; line: number }) => Entry {
  return ({ value, line }) => {
    const [masses, limit] = Array.isArray(value) ? value : [];
    if (!Array.isArray(value) || value.length !== 2 || !Array.isArray(masses) || !isQuantity(limit)) {
      throw new ContouristError('smodels.shape', `An entry of ${fileName} is not [masses, limit].`, {
        position: { file: fileName, line },
        hint: 'An entry is [[M1, M2, …], number*pb], or [[[M1, M2], [M1, M2]], number*pb].',
      });
    }
    return { line, at: quantitiesOf(masses), limit };
  };
}

/** More than any topology has. */
const MOST_MASSES = 32;

/** A row for each place, with its observed and its expected limit; a branch that repeats another is left out. */
function tableOf(observed: readonly Entry[], expected: readonly Entry[], fileName: string): Table {
  const entries = [...observed, ...expected];
  const [first] = entries;
  const unit = first?.limit.unit || 'pb';
  const count = first?.at.length ?? 0;
  const odd = entries.find(({ limit, at }) => (limit.unit || 'pb') !== unit || at.length !== count);
  if (odd !== undefined || count > MOST_MASSES) {
    throw new ContouristError(
      'smodels.shape',
      `An entry of ${fileName} has another unit or another number of masses than the first.`,
      {
        position: { file: fileName, line: (odd ?? first)?.line ?? 1 },
        hint: `The first has ${count} masses, and a limit in ${unit}; up to ${MOST_MASSES} masses are read.`,
      },
    );
  }
  const places = entries.map(({ at }) => at);
  const different = Array.from({ length: count }, (_, index) => index).filter(
    (index) => !isTwin(places, index),
  );
  const keyOf = ({ at }: Entry) => at.map(({ value }) => value).join(' ');
  const expectedAt = new Map(expected.map((entry) => [keyOf(entry), entry.limit.value]));
  const recordOf = (entry: Entry, cells: readonly Cell[]): ValueRecord => ({
    line: entry.line,
    path: null,
    cells: [...different.map((index) => entry.at[index]!.value), ...cells],
  });
  const seen = new Set(observed.map(keyOf));
  const records = [
    ...observed.map((entry) => recordOf(entry, [entry.limit.value, expectedAt.get(keyOf(entry)) ?? ''])),
    ...expected
      .filter((entry) => !seen.has(keyOf(entry)))
      .map((entry) => recordOf(entry, ['', entry.limit.value])),
  ];
  const columns = [
    ...different.map((index) => `x${index} [${first?.at[index]?.unit || 'GeV'}]`),
    `Observed upper limit [${unit}]`,
    `Expected upper limit [${unit}]`,
  ];
  return tableOfValues({ fileName, name: null, kind: KIND, columns, records });
}

/** Whether a coordinate repeats an earlier one in every entry, as the second of two equal branches does. */
function isTwin(entries: readonly (readonly Quantity[])[], index: number): boolean {
  for (let earlier = 0; earlier < index; earlier++) {
    if (entries.every((masses) => masses[earlier]?.value === masses[index]?.value)) return true;
  }
  return false;
}

/** Masses, and pairs (mass, width), in the order in which they are written. */
function quantitiesOf(value: UnumValue): Quantity[] {
  return isQuantity(value) ? [value] : value.flatMap(quantitiesOf);
}

const isQuantity = (value: UnumValue | undefined): value is Quantity =>
  value !== undefined && !Array.isArray(value);

function noLimits(fileName: string, what: string): ContouristError {
  return new ContouristError('smodels.no_limits', `${fileName} ${what} and no upper limits.`, {
    position: { file: fileName },
    hint: 'Upper limits stand in the txt files of the topologies in data/, as upperLimits.',
  });
}
