import { ContouristError } from '#shared/domain/contourist-error.ts';
import { decodeText, glimpse, looksLikeText } from '../decode-text.ts';
import type { Format, FormatContent } from '../format.ts';
import { JsonObject, parseJson } from '../records/parse-json.ts';
import { tableOfValues } from '../value-table.ts';

/** What CombineHarvester calls a limit, and the quantile by which other scripts call it. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['obs', 'obs'],
  ['exp0', 'exp'],
  ['exp+1', 'exp_p1'],
  ['exp-1', 'exp_m1'],
  ['exp+2', 'exp_p2'],
  ['exp-2', 'exp_m2'],
]);
const COLUMNS = ['exp', 'exp_m1', 'exp_p1', 'exp_m2', 'exp_p2', 'obs'] as const;

/** Limits of combine by mass: CombineHarvester's `limits.json`, or the same by quantile. */
export const combineJsonFormat: Format = {
  id: 'combine-json',
  name: 'combine JSON by mass',
  description:
    "CombineHarvester's limits.json: limits by mass, each with its median, bands and observed value.",
  extensions: ['.json'],
  detect(_name, head) {
    const text = looksLikeText(head) ? glimpse(head) : '';
    const found = /^\s*\{\s*"[-+.\deE]+"\s*:\s*\{\s*"([^"]{1,12})"\s*:\s*[-+.\dNI]/.exec(text);
    const quantity = found === null ? null : quantityOf(found[1]!);
    if (quantity === null) return { confidence: 0, reason: 'it has no limits by mass' };
    return { confidence: 0.96, reason: `it has limits by mass, with "${found![1]}"` };
  },
  read({ name, bytes }): FormatContent {
    const [document = null] = parseJson(decodeText(bytes, name), name);
    if (!(document instanceof JsonObject)) throw shape(name, 'its beginning');
    const records = [...document].map(([mass, limits]) => {
      if (!(limits instanceof JsonObject)) throw shape(name, `"${mass}"`);
      const cells = new Map<string, number>();
      for (const [key, value] of limits) {
        const quantity = quantityOf(key);
        if (quantity === null || typeof value !== 'number' || cells.has(quantity)) {
          throw shape(name, `"${key}" of "${mass}"`);
        }
        cells.set(quantity, value);
      }
      return {
        line: limits.line,
        path: null,
        cells: [mass, ...COLUMNS.map((column) => cells.get(column) ?? '')],
      };
    });
    const columns = ['mass', ...COLUMNS];
    return {
      tables: [tableOfValues({ fileName: name, name: null, kind: 'combine-json', columns, records })],
    };
  },
  describe: () => '',
};

/** `exp+1`, or `0.84` as combine's quantileExpected; null for anything else. */
function quantityOf(key: string): string | null {
  const named = NAMES.get(key);
  if (named !== undefined) return named;
  const quantile = /^-?\d*\.?\d+$/.test(key) ? Number(key) : Number.NaN;
  const near = (value: number) => Math.abs(quantile - value) < 0.003;
  if (quantile === -1) return 'obs';
  if (near(0.5)) return 'exp';
  if (near(0.16)) return 'exp_m1';
  if (near(0.84)) return 'exp_p1';
  if (near(0.025)) return 'exp_m2';
  return near(0.975) ? 'exp_p2' : null;
}

function shape(fileName: string, what: string): ContouristError {
  return new ContouristError(
    'combine.shape',
    `${fileName} looks like limits by mass, but ${what} is no limit of combine.`,
    {
      position: { file: fileName },
      hint: 'Wanted is { "120.0": { "exp0": 0.5, "exp+1": 0.7, …, "obs": 0.6 }, … }.',
    },
  );
}
