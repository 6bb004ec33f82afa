import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Cell } from '../cell.ts';
import { decodeText, glimpse, looksLikeText } from '../decode-text.ts';
import type { Detection, Format, FormatContent } from '../format.ts';
import { JsonObject, type JsonValue, parseJson } from '../records/parse-json.ts';
import { differentNames, tableOfValues } from '../value-table.ts';
import { limitsOfScan } from './limits-of-scan.ts';

const KIND = 'pyhf';
const BANDS = ['exp_m2', 'exp_m1', 'exp', 'exp_p1', 'exp_p2'] as const;

/** JSON that pyhf writes, told apart by its keys. */
const SHAPES: readonly (readonly [shape: RegExp, reason: string])[] = [
  [/^\s*\{[^{}]*"testmus"\s*:/, 'it has testmus, as a scan of hypotheses'],
  [/^\s*\{[^{}]*"CLs_(exp|obs)"\s*:/, 'it has CLs_exp and CLs_obs'],
  [
    /^\s*\[\s*\[?[-+.\deE]+\]?\s*,\s*\[(\s*\[?[-+.\deE]+\]?\s*,){4}\s*\[?[-+.\deE]+\]?\s*\]/,
    'it is a limit and five others',
  ],
  [/"patches"\s*:\s*\[/, 'it has patches'],
  [
    /^\s*\[\s*\{\s*"op"\s*:|^\s*\[\s*\{[^{}]*"path"\s*:\s*"\/channels/,
    'it is a list of operations on a workspace',
  ],
  [/^\s*\{\s*"(channels|measurements|observations|version)"\s*:\s*["[]/, 'it has the keys of a workspace'],
];

/** What pyhf writes: upper limits, CLs, scans of μ, and patch sets, whose labels and values are points. */
export const pyhfFormat: Format = {
  id: KIND,
  name: 'pyhf JSON',
  description: 'Upper limits, CLs, scans of μ with CLs, and the points of a patch set.',
  extensions: ['.json'],
  detect(_name, head): Detection {
    const text = looksLikeText(head) ? glimpse(head) : '';
    const found = /^\s*[[{]/.test(text) ? SHAPES.find(([shape]) => shape.test(text)) : undefined;
    if (found === undefined) return { confidence: 0, reason: 'it has no keys of pyhf' };
    return { confidence: 0.95, reason: found[1] };
  },
  read({ name, bytes }): FormatContent {
    const [document = null] = parseJson(decodeText(bytes, name), name);
    if (document instanceof JsonObject) {
      if (document.has('testmus')) return scan(document, name);
      if (document.has('CLs_obs') || document.has('CLs_exp')) return hypothesisTest(document, name);
      if (document.has('patches')) return pointsOfPatchSet(document, name);
      if (document.has('channels')) throw noLimits(name, 'a HistFactory workspace: a model and no limits');
    }
    if (Array.isArray(document)) {
      if (document[0] instanceof JsonObject && document[0].has('op')) {
        throw noLimits(name, 'a JSON patch of a HistFactory workspace: a signal and no limits');
      }
      if (document.length === 2) return upperLimit(document, name);
    }
    throw shape(name, 'none of the shapes that pyhf writes');
  },
  describe: () => '',
};

/** `pyhf.infer.intervals.upper_limit`: the observed limit and the five expected ones. */
function upperLimit([observed, expected]: readonly JsonValue[], fileName: string): FormatContent {
  const values = [single(observed), ...numbers(expected).map((value) => value)];
  if (values.length !== 6) throw shape(fileName, 'no limit with five expected ones');
  return oneRow(fileName, ['obs', ...BANDS], values);
}

/** `pyhf cls`: CLs of one hypothesis. */
function hypothesisTest(document: JsonObject, fileName: string): FormatContent {
  const expected = numbers(document.get('CLs_exp') ?? []);
  const columns = ['CLs_obs', ...(expected.length === 5 ? BANDS.map((band) => `CLs_${band}`) : [])];
  const content = oneRow(fileName, columns, [single(document.get('CLs_obs')), ...expected]);
  const warning =
    'These are CLs of one hypothesis and no limits on μ: 0.05 is the border of exclusion at this μ.';
  return { ...content, warnings: [warning] };
}

/** A scan of μ with CLs at each: the limits are where CLs is 0.05. */
function scan(document: JsonObject, fileName: string): FormatContent {
  const mus = numbers(document.get('testmus') ?? []);
  const results = document.get('results');
  if (!Array.isArray(results) || results.length !== mus.length || mus.length < 2) {
    throw shape(fileName, 'no results for each of its testmus');
  }
  const curves = results.map((result) => {
    const parts = Array.isArray(result) ? result : [];
    const expected = numbers(parts.at(-1));
    if (parts.length < 2 || expected.length !== 5)
      throw shape(fileName, 'results without CLs and five expected CLs');
    return [single(parts[0]), ...expected];
  });
  const { limits, open } = limitsOfScan(mus, curves);
  const content = oneRow(
    fileName,
    ['obs', ...BANDS],
    limits.map((limit) => limit ?? ''),
  );
  const range = `${mus[0]} to ${mus.at(-1)}`;
  const warnings = [
    `The limits are where CLs is 0.05, interpolated linearly between the ${mus.length} scanned values of μ (${range}).`,
    ...open.map(
      (index) => `${['obs', ...BANDS][index]} has no limit: its CLs does not cross 0.05 from ${range}.`,
    ),
  ];
  return { ...content, warnings };
}

/** The points of a patch set, by its labels. */
function pointsOfPatchSet(document: JsonObject, fileName: string): FormatContent {
  const metadata = document.get('metadata');
  const labels = metadata instanceof JsonObject ? metadata.get('labels') : null;
  const patches = document.get('patches');
  if (!Array.isArray(labels) || !Array.isArray(patches)) throw shape(fileName, 'a patch set without labels');
  const columns = differentNames(['name', ...labels.map(String)]);
  const seen = new Map<string, number>();
  const records = patches.map((patch, index) => {
    const about = patch instanceof JsonObject ? patch.get('metadata') : null;
    const values = about instanceof JsonObject ? about.get('values') : null;
    if (!(about instanceof JsonObject) || !Array.isArray(values) || values.length !== labels.length) {
      throw shape(fileName, `a patch set whose patch ${index + 1} has no value for each of its labels`);
    }
    const key = JSON.stringify(values);
    const twin = seen.get(key);
    if (twin !== undefined) {
      throw new ContouristError(
        'pyhf.duplicate_values',
        `${fileName} has the point ${values.join(', ')} twice, as patches ${twin + 1} and ${index + 1}.`,
        {
          position: { file: fileName, line: (patch as JsonObject).line },
          hint: 'A patch set has one patch for each point, and pyhf refuses others. Which of the two is meant is never guessed.',
        },
      );
    }
    seen.set(key, index);
    const cells = [String(about.get('name') ?? ''), ...values.map(cell)];
    return { line: (patch as JsonObject).line, path: null, cells };
  });
  return {
    tables: [tableOfValues({ fileName, name: null, kind: KIND, columns, records })],
    warnings: ['A patch set has the points of a model and no limits.'],
  };
}

function oneRow(fileName: string, columns: readonly string[], cells: readonly Cell[]): FormatContent {
  const records = [{ line: 1, path: null, cells }];
  return { tables: [tableOfValues({ fileName, name: null, kind: KIND, columns, records })] };
}

/** A number by itself or as the only one of a list. */
function single(value: JsonValue | undefined): number {
  const [first = Number.NaN] = numbers(value);
  return first;
}

function numbers(value: JsonValue | undefined): number[] {
  const list = Array.isArray(value) ? value.flat(2) : [value];
  return list.filter((entry): entry is number => typeof entry === 'number');
}

const cell = (value: JsonValue): Cell => (typeof value === 'number' ? value : String(value ?? ''));

function noLimits(fileName: string, what: string): ContouristError {
  return new ContouristError('pyhf.no_limits', `${fileName} is ${what}.`, {
    position: { file: fileName },
    hint: 'Import what `pyhf` computes from it: upper limits, or a scan of μ with CLs.',
  });
}

function shape(fileName: string, what: string): ContouristError {
  return new ContouristError('pyhf.shape', `${fileName} looks like a file of pyhf, but it has ${what}.`, {
    position: { file: fileName },
    hint: 'Read are upper limits (obs, [5 expected]), CLs_obs with CLs_exp, scans with testmus and results, and patch sets.',
  });
}
