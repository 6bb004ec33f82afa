import { ContouristError } from '#shared/domain/contourist-error.ts';
import { decodeText, glimpse, looksLikeText } from '../decode-text.ts';
import type { Format, FormatContent } from '../format.ts';
import { JsonObject, parseJson } from '../records/parse-json.ts';
import { largest, tableOfValues, type ValueRecord } from '../value-table.ts';

const KIND = 'susy-xsec';
const VALUES = ['xsec_pb', 'unc_pb'] as const;

/** Cross sections of SUSY production by mass, as the LHC working group's tables stand in JSON: theory, and no limits. */
export const susyXsecFormat: Format = {
  id: KIND,
  name: 'SUSY cross sections (JSON)',
  description: 'Cross sections in pb with their uncertainty, by one mass or two: a theory table.',
  extensions: ['.json'],
  detect(_name, head) {
    const text = looksLikeText(head) ? glimpse(head) : '';
    if (!/^\s*\{/.test(text)) return { confidence: 0, reason: 'it does not start with {' };
    if (/"xsec_pb"\s*:/.test(text) && /"(process_id|Ecom \[GeV\]|initial state)"\s*:/.test(text)) {
      return { confidence: 0.97, reason: 'it has xsec_pb and a process' };
    }
    if (/"attributes"\s*:/.test(text) && /"pdf_name"|"collider"/.test(text) && /"columns"\s*:/.test(text)) {
      return { confidence: 0.95, reason: 'it describes the columns of a table of cross sections' };
    }
    return { confidence: 0, reason: 'it has no xsec_pb' };
  },
  read({ name, bytes }): FormatContent {
    // Tables of two masses repeat the first mass as a key, each time with another second mass.
    const [document = null] = parseJson(decodeText(bytes, name), name, { joinObjects: true });
    if (document instanceof JsonObject && document.has('columns')) {
      throw new ContouristError(
        'susy_xsec.info_file',
        `${name} describes the columns of a table of cross sections and has none itself.`,
        { position: { file: name }, hint: 'The table is the CSV file of the same name.' },
      );
    }
    const data = document instanceof JsonObject ? document.get('data') : null;
    if (!(data instanceof JsonObject)) throw shape(name, 'data');
    const records = [...recordsOf(data, [], name)];
    const masses = largest(records.map(({ cells }) => cells.length - VALUES.length));
    if (records.some(({ cells }) => cells.length - VALUES.length !== masses)) throw shape(name, 'the masses');
    const names = masses === 1 ? ['mass'] : Array.from({ length: masses }, (_, index) => `mass ${index + 1}`);
    const columns = [...names, ...VALUES];
    const units = [...names.map(() => 'GeV'), ...VALUES.map(() => 'pb')];
    records.sort(
      (a, b) => Number(a.cells[0]) - Number(b.cells[0]) || Number(a.cells[1]) - Number(b.cells[1]),
    );
    return {
      tables: [tableOfValues({ fileName: name, name: null, kind: KIND, columns, units, records })],
      warnings: ['These are cross sections of a theory and no limits: name the file as theory of a mapping.'],
    };
  },
  describe: () => '',
};

/** The masses are the keys on the way to an object with a cross section. */
function* recordsOf(data: JsonObject, masses: readonly string[], fileName: string): Generator<ValueRecord> {
  for (const [mass, value] of data) {
    if (!(value instanceof JsonObject) || masses.length > 1)
      throw shape(fileName, `data.${[...masses, mass].join('.')}`);
    const crossSection = value.get('xsec_pb');
    if (crossSection === undefined) {
      yield* recordsOf(value, [...masses, mass], fileName);
      continue;
    }
    const values = VALUES.map((key) => {
      const number = value.get(key);
      return typeof number === 'number' ? number : '';
    });
    yield { line: value.line, path: null, cells: [...masses, mass, ...values] };
  }
}

function shape(fileName: string, what: string): ContouristError {
  return new ContouristError(
    'susy_xsec.shape',
    `${fileName} looks like SUSY cross sections, but ${what} is not as expected.`,
    {
      position: { file: fileName },
      hint: 'Wanted is "data": { "1000": { "xsec_pb": 0.3, "unc_pb": 0.03 }, … }.',
    },
  );
}
