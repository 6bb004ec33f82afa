import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Cell } from '../cell.ts';
import { decodeText, glimpse, looksLikeText } from '../decode-text.ts';
import type { Format, FormatContent } from '../format.ts';
import { JsonObject, parseJson } from '../records/parse-json.ts';
import { tableOfValues } from '../value-table.ts';

const KIND = 'recast';
/** From the strongest exclusion to the weakest, as both files have them. */
const BANDS = ['exp_m2', 'exp_m1', 'exp', 'exp_p1', 'exp_p2'] as const;
const KEYS = [...BANDS, 'obs'] as const;

/**
 * The limits of one RECAST workflow, `limit_data.json`, and its look-alike with the same keys: `limit_data_nomsignal.json`
 * has CLs at the nominal signal. They are told apart by name, by range, and by the order of the band; where these do not
 * agree the file is refused, since CLs taken for μ exclude everything.
 */
export const recastFormat: Format = {
  id: KIND,
  name: 'RECAST limit_data.json',
  description: 'The six limits on μ of one RECAST workflow, or its CLs at the nominal signal.',
  extensions: ['.json'],
  detect(_name, head) {
    const text = looksLikeText(head) ? glimpse(head).trim() : '';
    const isAlone = /^\{[^{}[\]]*\}$/.test(text);
    const isRecast = isAlone && KEYS.every((key) => text.includes(`"${key}"`));
    return isRecast
      ? { confidence: 0.95, reason: `it has ${KEYS.join(', ')} alone` }
      : { confidence: 0, reason: 'it has not the six keys of RECAST' };
  },
  read({ name, bytes }): FormatContent {
    const [document = null] = parseJson(decodeText(bytes, name), name);
    if (!(document instanceof JsonObject)) throw doubtful(name, 'it is no object');
    const values = KEYS.map((key): Cell => {
      const value = document.get(key);
      return typeof value === 'number' || typeof value === 'string' ? value : '';
    });
    const others = [...document.keys()].filter((key) => !KEYS.some((known) => known === key));
    const beside = others.map((key): Cell => {
      const value = document.get(key);
      return typeof value === 'number' || typeof value === 'string' ? value : '';
    });
    const isCls = areCls(name, values);
    const columns = [...others, ...KEYS.map((key) => (isCls ? `CLs_${key}` : key))];
    const records = [{ line: document.line, path: null, cells: [...beside, ...values] }];
    return {
      tables: [tableOfValues({ fileName: name, name: null, kind: KIND, columns, records })],
      warnings: isCls
        ? [
            'By its name it has CLs at the nominal signal and no limits on μ; limit_data.json beside it has the limits.',
          ]
        : [],
    };
  },
  describe: () => '',
};

/**
 * Whether the values are CLs.
 *
 * @throws ContouristError `recast.doubtful` where the name says CLs and the values cannot be, or the band is out of order
 */
function areCls(name: string, values: readonly Cell[]): boolean {
  const saysCls = /nomsignal|[_-]cls|cls[_.-]|p-?values?/i.test(name.slice(name.lastIndexOf('/') + 1));
  const numbers = values.filter(
    (value): value is number => typeof value === 'number' && Number.isFinite(value),
  );
  const mayBeCls = numbers.every((value) => value >= 0 && value <= 1);
  if (saysCls && !mayBeCls) throw doubtful(name, 'its name says CLs, and some of its values are above 1');
  const band = values.slice(0, BANDS.length).filter((value): value is number => typeof value === 'number');
  const isOrdered = band.every((value, index) => index === 0 || value >= (band[index - 1] ?? value));
  if (!isOrdered) throw doubtful(name, 'its band is not in order from exp_m2 to exp_p2');
  return saysCls;
}

function doubtful(name: string, why: string): ContouristError {
  return new ContouristError('recast.doubtful', `${name} has the keys of RECAST's limits, but ${why}.`, {
    position: { file: name },
    hint: '--format records reads it as it stands, for you to say what the numbers are.',
  });
}
