import { QUANTITY_NAMES } from '#shared/domain/quantity.ts';
import type { Finding } from './finding.ts';
import type { FindingCode } from './finding-codes.ts';

/** What a finding is called in a list. */
export const FINDING_NAMES: Readonly<Record<FindingCode, string>> = {
  'rows-differ': 'rows of one place that differ',
  'cross-section-as-mu': 'limits that are μ',
  'unit-not-of-name': 'unit other than in the name',
  'error-in-percent': 'size of the errors',
  'bands-swapped': 'order of the band',
  'cls-as-mu': 'limits that are no CLs values',
  'log10-as-ln': 'limits that are no log10',
  'reciprocal-as-mu': 'limits that are no reciprocals',
  'repeated-value': 'a repeated value',
  'constant-limit': 'a constant limit',
  'parameter-scale': 'unit of a parameter',
  'limits-far-from-one': 'limits far from μ = 1',
  'contradicts-earlier': 'limits that differ from earlier ones',
};

/** What was found, with its likely reading and the rows that it concerns: two sentences for a person. */
export function describeFinding({ subject, rows, lines }: Finding): string {
  return `${subjectText(subject)} ${rowsText(rows, lines)}`.trim();
}

function rowsText(rows: number, lines: readonly number[]): string {
  if (rows === 0) return '';
  const more = rows > lines.length ? ', …' : '';
  return `It concerns ${rows === 1 ? '1 row' : `${rows} rows`} (line ${lines.join(', ')}${more}).`;
}

function subjectText(subject: Finding['subject']): string {
  switch (subject.code) {
    case 'rows-differ': {
      const places = subject.places === 1 ? '1 place differ' : `${subject.places} places differ`;
      const what = `Rows at the same place contradict each other: limits at ${places} by up to a factor of ${short(subject.factor)}, far more than noise`;
      return subject.columns.length === 0
        ? `${what}.`
        : `${what}; ${subject.columns.map(quoted).join(' and ')} ${subject.columns.length === 1 ? 'tells' : 'tell'} them apart.`;
    }
    case 'cross-section-as-mu':
      return `${quoted(subject.column)} is named like a limit on the cross section${subject.unit === null ? '' : ` in ${subject.unit}`}, and is read as μ. Such limits need the theory cross section: limit: { kind: sigma, unit: ${subject.unit ?? 'pb'}, theory: … }; limit: { kind: mu } says that they are μ.`;
    case 'unit-not-of-name':
      return `${quoted(subject.column)} says ${subject.named} and is read as ${subject.mapped}.`;
    case 'error-in-percent': {
      const of = subject.isOfTheory ? 'cross section' : 'limit';
      const size = `${subject.larger} of ${subject.of} errors are larger than the ${of} itself`;
      const reading = subject.isNamed
        ? `${quoted(subject.column)} is named like errors in per cent and is read as errors in the unit of the ${of}`
        : `${quoted(subject.column)} is no credible 1σ error`;
      return `${subject.isOfTheory ? 'Theory error' : 'Error'}: ${reading}${subject.larger > 0 ? `; ${size}` : ''}. It looks like per cent.`;
    }
    case 'bands-swapped':
      return `The limits of ${QUANTITY_NAMES[subject.below]} lie above those of ${QUANTITY_NAMES[subject.above]}: their columns look swapped.`;
    case 'cls-as-mu': {
      const forms = {
        cls: 'CLs values',
        percent: 'CLs or confidence levels in per cent',
        'one-minus-cls': '1 − CLs',
      };
      return `${quoted(subject.column)} (${subject.quantity}) is named like ${forms[subject.form]}; limits on μ are wanted.`;
    }
    case 'log10-as-ln':
      return `${quoted(subject.column)} is named like log10 μ and is read as another form of μ.`;
    case 'reciprocal-as-mu':
      return `${quoted(subject.column)} is named like a reciprocal, r = 1/μ, and is read as μ.`;
    case 'repeated-value':
      return `${quoted(subject.column)} has ${subject.value} again and again, far from all other limits: a sentinel or the end of a scan, and no limit.`;
    case 'constant-limit':
      return `${quoted(subject.column)} has ${subject.value} in every row: the end of a scan, or another column is meant.`;
    case 'parameter-scale':
      return `Only ${subject.inside} rows lie within the bounds of ${subject.parameter}${subject.unit === null ? '' : ` (in ${subject.unit})`}; multiplied by ${subject.factor}, ${subject.insideThen} do: ${quoted(subject.column)} looks like another unit.`;
    case 'limits-far-from-one':
      return `The middle limit (${QUANTITY_NAMES[subject.quantity]}) is μ = ${short(subject.mu)}: a unit may be wrong by 1000.`;
    case 'contradicts-earlier':
      return `Limits contradict those that the campaign has at the same places, by up to a factor of ${short(subject.factor)}.`;
  }
}

const quoted = (name: string): string => `\`${name}\``;

const short = (value: number): string => String(Number(value.toPrecision(3)));
