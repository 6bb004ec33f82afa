// The sentences by which version 0.1.0 said why a row was kept aside, and the codes that took their place. Like the
// migration that uses it this is never edited.

/** A reason as the campaign file keeps it from schema 4 on. */
type StoredReason = { readonly code: string } & Readonly<Record<string, unknown>>;

type Rule = readonly [sentence: RegExp, reason: (groups: readonly string[]) => StoredReason];

const NUMBER = String.raw`[-+\d.e]+`;

/** Of one limit of a row: several of them may stand in one sentence. */
const LIMIT_RULES: readonly Rule[] = [
  [/not a number \(NaN\)/, () => ({ code: 'nan' })],
  [/not a number/, () => ({ code: 'not-a-number' })],
  [/infinite/, () => ({ code: 'infinite' })],
  [/an upper limit must be positive/, () => ({ code: 'not-positive', what: 'limit' })],
  [/a cross section must be positive/, () => ({ code: 'not-positive', what: 'cross-section' })],
  [
    new RegExp(`μ is outside accept \\((${NUMBER}) to (${NUMBER})\\)`),
    ([lower, upper]) => ({ code: 'beyond-accept', range: [Number(lower), Number(upper)] }),
  ],
  [/the (variance|error) is not a number/, ([what]) => ({ code: 'uncertainty-not-a-number', what })],
  [
    /the (variance|error) must be finite and not negative/,
    ([what]) => ({ code: 'uncertainty-not-usable', what }),
  ],
];

const batchOf = (whose = ''): number | null => (whose === 'the campaign' ? null : Number(whose.slice(6)));
const WHOSE = String.raw`(the campaign|batch \d+)`;

/** Of a row as a whole. */
const ROW_RULES: readonly Rule[] = [
  [
    /the row has (\d+) fields? where the header has (\d+)/,
    ([fields, columns]) => ({ code: 'ragged', fields: Number(fields), columns: Number(columns) }),
  ],
  [
    /a comment after the header: only comments before it are skipped/,
    () => ({ code: 'comment-after-header' }),
  ],
  [/the parameter is missing/, () => ({ code: 'parameter-missing' })],
  [/the parameter is not a number/, () => ({ code: 'parameter-not-a-number' })],
  [
    new RegExp(`(\\S+) is fixed at (${NUMBER}) in this campaign`),
    ([parameter, value]) => ({ code: 'not-the-fixed-value', parameter, value: Number(value) }),
  ],
  [/the row has no limit/, () => ({ code: 'no-limit', columns: [] })],
  [/no limit: (.+) missing/, ([columns = '']) => ({ code: 'no-limit', columns: columns.split(', ') })],
  [/the status must be done or failed/, () => ({ code: 'status-unknown' })],
  [/the theory cross section is missing/, () => ({ code: 'theory-missing' })],
  [/the theory cross section must be positive/, () => ({ code: 'theory-not-positive' })],
  [/the theory error must be zero or more/, () => ({ code: 'theory-error-not-usable' })],
  [/no parameters by which to find the theory cross section/, () => ({ code: 'theory-without-parameters' })],
  [
    /(.+) has no cross section at (.+?)(?: \(interpolate: log would read between its rows\))?/,
    ([file, places = '']) => ({
      code: 'theory-not-found',
      file,
      at: places.split(', ').map((place) => {
        const [name = '', value = ''] = place.split(' = ');
        return { name, value: Number(value) };
      }),
    }),
  ],
  [
    new RegExp(`(\\S+) = (${NUMBER}) is outside (.+) \\((${NUMBER}) to (${NUMBER})\\)`),
    ([name, value, file, lower, upper]) => ({
      code: 'theory-out-of-range',
      file,
      name,
      value: Number(value),
      range: [Number(lower), Number(upper)],
    }),
  ],
  [
    /duplicate: line (\d+) has limits of the same point at (low|high) fidelity/,
    ([line, fidelity]) => ({ code: 'duplicate', of: { kind: 'row', line: Number(line) }, fidelity }),
  ],
  [
    /duplicate: point (\d+) of the campaign has limits of the same point at (low|high) fidelity/,
    ([id, fidelity]) => ({
      code: 'duplicate',
      of: { kind: 'point', id: Number(id), isTest: false },
      fidelity,
    }),
  ],
  [/duplicate: replaced by line (\d+)/, ([line]) => ({ code: 'superseded', line: Number(line) })],
  [
    /duplicate: (\S+) is (\w+) already, and this row says something else/,
    ([point, state]) => ({ code: 'other-outcome', point, line: null, state }),
  ],
  [
    /duplicate: (\S+) has its outcome in line (\d+), and this row says something else/,
    ([point, line]) => ({ code: 'other-outcome', point, line: Number(line), state: null }),
  ],
  [
    new RegExp(
      `unknown: ${WHOSE} has no point here: the nearest, (\\S+), is (${NUMBER}) of the unit cube away`,
    ),
    ([whose, nearest, distance]) => ({
      code: 'no-point-here',
      batch: batchOf(whose),
      nearest,
      distance: Number(distance),
    }),
  ],
  [
    new RegExp(`unknown: ${WHOSE} has no point (.+)`),
    ([whose, id]) => ({ code: 'unknown-id', id, batch: batchOf(whose) }),
  ],
  [
    new RegExp(`unknown: ${WHOSE} has no points`),
    ([whose]) => ({ code: 'no-points', batch: batchOf(whose) }),
  ],
  [/unknown: the row names no point: it has neither id nor coordinates/, () => ({ code: 'names-no-point' })],
  [
    new RegExp(`unknown: the coordinates are not those of (\\S+): (${NUMBER}) of the unit cube away`),
    ([point, distance]) => ({ code: 'coordinates-contradict-id', point, distance: Number(distance) }),
  ],
];

/** The reason that a sentence of version 0.1.0 gives; one that is not known stays as its text. */
export function recogniseQuarantineReason(sentence: string): StoredReason {
  return (
    applyRules(sentence, [...LIMIT_RULES, ...ROW_RULES]) ??
    recogniseSeveral(sentence) ?? { code: 'text', text: sentence }
  );
}

function applyRules(sentence: string, rules: readonly Rule[]): StoredReason | null {
  for (const [pattern, reason] of rules) {
    const match = new RegExp(`^(?:${pattern.source})$`, 's').exec(sentence);
    if (match !== null) return reason(match.slice(1));
  }
  return null;
}

/** `reason; column = value: reason; …`, of a row of which no limit can be taken. */
function recogniseSeveral(sentence: string): StoredReason | null {
  const known = LIMIT_RULES.map(([{ source }]) => source.replaceAll(/(?<!\\)\((?!\?)/g, '(?:')).join('|');
  const first = new RegExp(`^(${known})(?=; )`).exec(sentence)?.[1];
  if (first === undefined) return null;
  const further = new RegExp(`; (.+?) = (.*?): (${known})(?=; |$)`, 'sy');
  further.lastIndex = first.length;
  const others: { column: string; value: string; reason: StoredReason | null }[] = [];
  while (further.lastIndex < sentence.length) {
    const [, column = '', value = '', reason = ''] = further.exec(sentence) ?? [];
    if (reason === '') return null;
    others.push({ column, value, reason: applyRules(reason, LIMIT_RULES) });
  }
  return { code: 'several', first: applyRules(first, LIMIT_RULES), others };
}
