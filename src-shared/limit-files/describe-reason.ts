import { describeReadingNote } from '../formats/reading-note.ts';
import { CREDIBLE_MU } from './credible-mu.ts';
import type { KnownPlace, Reason, Remark } from './reasons.ts';

/** Why a row or a cell is not taken, as part of a sentence: no capital at its beginning, no full stop. */
export function describeReason(reason: Reason): string {
  switch (reason.code) {
    case 'ragged': {
      const found = reason.fields === 1 ? '1 field' : `${reason.fields} fields`;
      return `the row has ${found} where the header has ${reason.columns}`;
    }
    case 'comment-after-header':
      return 'a comment after the header: only comments before it are skipped';
    case 'not-a-number':
      return 'not a number';
    case 'bound':
      return 'a bound, not a value';
    case 'nan':
      return 'not a number (NaN)';
    case 'infinite':
      return 'infinite';
    case 'not-positive':
      return reason.what === 'limit' ? 'an upper limit must be positive' : 'a cross section must be positive';
    case 'beyond-accept':
      return `μ is outside accept (${reason.range.map(shortNumber).join(' to ')})`;
    case 'uncertainty-not-a-number':
      return `the ${reason.what} is not a number`;
    case 'uncertainty-not-usable':
      return `the ${reason.what} must be finite and not negative`;
    case 'parameter-missing':
      return 'the parameter is missing';
    case 'parameter-not-a-number':
      return 'the parameter is not a number';
    case 'not-the-fixed-value':
      return `${reason.parameter} is fixed at ${reason.value} in this campaign`;
    case 'no-limit':
      return reason.columns.length === 0
        ? 'the row has no limit'
        : `no limit: ${reason.columns.join(', ')} missing`;
    case 'status-unknown':
      return 'the status is none that is known: write done or failed for it';
    case 'unfinished':
      return 'not finished yet: nothing is taken of the row';
    case 'theory-missing':
      return 'the theory cross section is missing';
    case 'theory-not-positive':
      return 'the theory cross section must be positive';
    case 'theory-error-not-usable':
      return 'the theory error must be zero or more';
    case 'theory-without-parameters':
      return 'no parameters by which to find the theory cross section';
    case 'theory-not-found': {
      const at = reason.at.map(({ name, value }) => `${name} = ${value}`).join(', ');
      const advice = reason.at.length === 1 ? ' (interpolate: log would read between its rows)' : '';
      return `${reason.file} has no cross section at ${at}${advice}`;
    }
    case 'theory-out-of-range':
      return `${reason.name} = ${reason.value} is outside ${reason.file} (${reason.range.join(' to ')})`;
    case 'duplicate': {
      const { of, fidelity } = reason;
      const place = of.kind === 'row' ? `line ${of.line}` : `${describeKnownPlace(of)} of the campaign`;
      return `duplicate: ${place} has limits of the same point at ${fidelity} fidelity`;
    }
    case 'superseded':
      return `duplicate: replaced by line ${reason.line}`;
    case 'already-here':
      return reason.of === null
        ? 'all of it is here already'
        : `already here as ${describeKnownPlace(reason.of)}`;
    case 'other-outcome': {
      const where =
        reason.line === null ? `is ${reason.state} already` : `has its outcome in line ${reason.line}`;
      return `duplicate: ${reason.point} ${where}, and this row says something else`;
    }
    case 'unknown-id':
      return `unknown: ${whose(reason.batch)} has no point ${reason.id}`;
    case 'names-no-point':
      return 'unknown: the row names no point: it has neither id nor coordinates';
    case 'no-points':
      return `unknown: ${whose(reason.batch)} has no points`;
    case 'coordinates-contradict-id':
      return `unknown: the coordinates are not those of ${reason.point}: ${asked(reason.worst)}${away(reason.distance)}`;
    case 'no-point-here':
      return `unknown: ${whose(reason.batch)} has no point here: the nearest, ${reason.nearest}, is ${away(reason.distance)}`;
    case 'text':
      return reason.text;
    case 'several': {
      const others = reason.others.map(
        ({ column, value, reason: other }) => `${column} = ${value}: ${describeReason(other)}`,
      );
      return [describeReason(reason.first), ...others].join('; ');
    }
  }
}

const whose = (batch: number | null): string => (batch === null ? 'the campaign' : `batch ${batch}`);

const asked = (worst?: {
  readonly name: string;
  readonly asked: number;
  readonly measured: number;
}): string =>
  worst === undefined ? '' : `${worst.name} = ${worst.measured} where ${worst.asked} was asked for, `;

const away = (distance: number | null): string =>
  distance === null ? 'beyond the scale' : `${distance.toPrecision(2)} of the unit cube away`;

/** `point 12`, `test point 12`, `line 7`. */
export function describeKnownPlace(place: KnownPlace): string {
  if (place.kind === 'row') return `line ${place.line}`;
  return place.isTest ? `test point ${place.id}` : `point ${place.id}`;
}

/** Who reads a remark: somebody at a terminal with a mapping file and options, or at the window with its fields. */
export type Audience = 'terminal' | 'window';

/** A remark in a sentence or two, with what can be done where the reader is. */
export function describeRemark(remark: Remark, audience: Audience): string {
  switch (remark.code) {
    case 'quantity-not-in-campaign':
      return `The mapping's quantity ${remark.quantity} is left out: the campaign has ${remark.campaign.join(', ')}.`;
    case 'all-below-one':
      return (
        `All ${remark.count} values of \`${remark.column}\` (${remark.quantity}) lie between 0 and 1: either every ` +
        'point is excluded, or these are CLs values and no limits on μ.'
      );
    case 'band-order': {
      const { below, above, wrong, rows, firstLine } = remark;
      const where = `${below} is larger than ${above} in ${wrong} of ${rows} rows (first on line ${firstLine})`;
      return wrong > rows / 2 ? `${where}: the columns look swapped.` : `${where}.`;
    }
    case 'cross-sections-as-high':
      return 'Cross sections (kind: theory) are read as high fidelity; as the cheap task they are fidelity: low.';
    case 'incredible-limits': {
      const limits = remark.count === 1 ? '1 limit lies' : `${remark.count} limits lie`;
      const what = `${limits} beyond μ = ${shortNumber(CREDIBLE_MU[1])} (the largest, ${scientific(remark.largest)}, on line ${remark.line})`;
      const cure =
        audience === 'terminal'
          ? ` clip: [1e-4, ${shortNumber(CREDIBLE_MU[1])}] in the mapping keeps such points as surely allowed; accept: [${CREDIBLE_MU.map(shortNumber).join(', ')}] leaves them out.`
          : '';
      return `${what}: failed fits and zero acceptance look like this.${cure}`;
    }
    case 'guessed': {
      const columns = remark.columns.map(({ name, column }) =>
        name === column ? name : `${name} from ${column}`,
      );
      const kinds = {
        mu: 'limits on μ',
        ln_mu: 'ln μ',
        log10_mu: 'log10 μ',
        cls: 'CLs, from which ln μ is estimated',
        sigma: 'cross-section limits',
        theory: 'cross sections',
      };
      const accept =
        remark.accept === null
          ? ''
          : `; μ beyond ${remark.accept.map(shortNumber).join(' to ')} is left out, as failed fits are; \`clip: [1e-4, 1e4]\` in a mapping keeps it at the bound, where it means no sensitivity`;
      const cure = audience === 'terminal' ? ' --mapping says otherwise.' : '';
      return `Read by the names of its columns: ${columns.join(', ')}, as ${kinds[remark.kind]}${accept}.${cure}`;
    }
    case 'read-differently-before': {
      const what =
        `The same file was imported before (import ${remark.import}) with another mapping; limits that are in both ` +
        'are now replicates.';
      return audience === 'terminal' ? `${what} --duplicates replace or refuse would avoid that.` : what;
    }
    case 'shared-places': {
      const points = remark.count === 1 ? '1 point lies' : `${remark.count} points lie`;
      return remark.isTest
        ? `${points} where a point for fits lies too: a test there judges what the fit has seen.`
        : `${points} where a test point lies too: that test will judge what the fit has seen.`;
    }
    case 'format':
      return remark.text;
    case 'in-theory-table':
      return `${remark.file}: ${describeReadingNote(remark.note)}`;
    default:
      return describeReadingNote(remark);
  }
}

/** 1e-6 rather than 0.000001. */
function shortNumber(value: number): string {
  const [plain, exponential] = [String(value), value.toExponential().replace('+', '')];
  return exponential.length < plain.length ? exponential : plain;
}

/** `1.2e34` of ln μ. */
function scientific(y: number): string {
  const mu = Math.exp(y);
  return Number.isFinite(mu) ? mu.toExponential(1).replace('+', '') : `exp(${y.toPrecision(4)})`;
}
