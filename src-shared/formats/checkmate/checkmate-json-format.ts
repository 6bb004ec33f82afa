import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Cell } from '../cell.ts';
import { decodeText, glimpse, looksLikeText } from '../decode-text.ts';
import type { Format, FormatContent } from '../format.ts';
import { JsonObject, type JsonValue, parseJson } from '../records/parse-json.ts';
import { largest, tableOfValues } from '../value-table.ts';

const KIND = 'checkmate-json';
const VALUES = [
  'observed_CLs',
  'expected_CLs',
  'upper_1sig_expected_CLs',
  'lower_1sig_expected_CLs',
  'upper_2sig_expected_CLs',
  'lower_2sig_expected_CLs',
  'log_likelihood_at_reference',
] as const;

/** CLs of CheckMATE by point as excursion stores them: `{"precomputed": [[[x, y], id, [status, {…}]], …]}`. */
export const checkmateJsonFormat: Format = {
  id: KIND,
  name: 'CheckMATE CLs (JSON)',
  description: 'CLs by point, with failures, as RECAST and excursion store what CheckMATE gives.',
  extensions: ['.json'],
  detect(_name, head) {
    const text = looksLikeText(head) ? glimpse(head) : '';
    const isIt = /^\s*\{\s*"precomputed"\s*:\s*\[/.test(text);
    return isIt
      ? { confidence: 0.97, reason: 'it starts with precomputed' }
      : { confidence: 0, reason: 'it has no precomputed points' };
  },
  read({ name, bytes }): FormatContent {
    const [document = null] = parseJson(decodeText(bytes, name), name);
    const entries = document instanceof JsonObject ? document.get('precomputed') : null;
    if (!Array.isArray(entries)) throw shape(name, 'precomputed');
    const records = entries.map((entry: JsonValue, index) => {
      const [at, id, outcome] = Array.isArray(entry) ? entry : [];
      const [status, values] = Array.isArray(outcome) ? outcome : [];
      if (!Array.isArray(at) || !at.every((x) => typeof x === 'number') || typeof id !== 'string') {
        throw shape(name, `precomputed[${index}]`);
      }
      const cells = VALUES.map((key) => cellOf(values instanceof JsonObject ? values.get(key) : null));
      // The status is JSON in JSON: "\"SUCCESS\"".
      const word = String(status ?? '').replaceAll('"', '');
      return { line: index + 1, path: `precomputed[${index}]`, at, cells: [id, word, ...cells] };
    });
    const dimension = largest(records.map(({ at }) => at.length));
    const odd = records.findIndex(({ at }) => at.length !== dimension);
    if (odd !== -1) throw shape(name, `the point of precomputed[${odd}]`);
    const columns = [...Array.from({ length: dimension }, (_, i) => `x${i + 1}`), 'id', 'status', ...VALUES];
    const failed = records.filter(({ cells }) => cells[1] !== 'SUCCESS').length;
    return {
      tables: [
        tableOfValues({
          fileName: name,
          name: null,
          kind: KIND,
          columns,
          records: records.map(({ line, path, at, cells }) => ({ line, path, cells: [...at, ...cells] })),
        }),
      ],
      warnings: [
        'These are CLs at μ = 1 and no limits on μ: a point is excluded where CLs is below 0.05.',
        ...(failed > 0
          ? [`${failed} of ${records.length} points have no result (status other than SUCCESS).`]
          : []),
      ],
    };
  },
  describe: () => '',
};

const cellOf = (value: JsonValue | undefined): Cell =>
  typeof value === 'number' || typeof value === 'string' ? value : '';

function shape(fileName: string, what: string): ContouristError {
  return new ContouristError(
    'checkmate.shape',
    `${fileName} looks like CLs of CheckMATE, but ${what} is not as expected.`,
    {
      position: { file: fileName },
      hint: 'An entry is [[x, y], id, [status, { "observed_CLs": … }]].',
    },
  );
}
