import type { Quantity } from '#shared/domain/quantity.ts';
import { type Cell, parseNumber } from '#shared/formats/cell.ts';
import { lnMuOfCls, slopeOfCls } from './cls-approximation.ts';
import type { LimitValue } from './limit-row.ts';
import { errorUnitOf } from './mapping.ts';
import type { MissingTest } from './missing-value.ts';
import type { LocatedMapping } from './parse-mapping.ts';
import type { SimpleReason } from './reasons.ts';
import { type CrossSectionUnit, crossSectionFactor } from './units.ts';

/** What makes up one limit, with the theory cross section of the point where the kind of limit needs it. */
export interface LimitCells {
  readonly quantity: Quantity;
  /** In the unit of the limits; null where the cell holds no number. */
  readonly value: number | null;
  /** The cell; null where the mapping names no such column. */
  readonly variance: Cell | null;
  readonly error: Cell | null;
  /** σ_theory in the unit of the limits. */
  readonly crossSection: number | null;
  readonly relativeTheoryError: number | null;
}

/** A limit, or what is wrong with which of its cells. */
export type LimitOutcome =
  | LimitValue
  | { readonly fault: 'value' | 'variance' | 'error'; readonly reason: SimpleReason };

/** No honest ln μ or variance comes near; what does is stopped here, not by the arithmetic of a fit. */
const LARGEST = 1e300;

/** What turns a limit as written into ln μ. */
export interface LimitRules {
  readonly mapping: LocatedMapping;
  readonly isMissing: MissingTest;
}

/**
 * Turns one limit as a file has it into y = ln μ.
 *
 *     kind mu      y = ln value                       kind ln_mu   y = value
 *     kind sigma   y = ln(value/σ_theory)             kind log10_mu  y = ln 10 · value
 *     kind theory  y = ln(reference/value)                     kind cls   y = ln(z(0.05)/z(value))
 *
 * μ ≤ 0, NaN and infinities are faults. Beyond `accept` is a fault; beyond `clip` y stands at its end and is flagged,
 * +∞ counting as the upper end: it says that the point is surely allowed. The known variance of ln μ is the variance
 * column, or (error/value)², for logarithms their error in ln μ squared; a clipped value has none, its error describes what was cut away.
 */
export function readLimitValue(cells: LimitCells, { mapping, isMissing }: LimitRules): LimitOutcome {
  const { value } = cells;
  if (value === null) return { fault: 'value', reason: { code: 'not-a-number' } };
  const y = yOf(value, cells, mapping);
  const range = applyRanges(y, mapping);
  if (typeof range === 'string') return { fault: 'value', reason: whyUnusable(value, range, mapping) };

  const knownVariance = range.isClipped ? null : readKnownVariance(value, cells, mapping, isMissing);
  if (knownVariance !== null && typeof knownVariance === 'object') return knownVariance;
  return {
    quantity: cells.quantity,
    y: range.y,
    knownVariance,
    isClipped: range.isClipped,
    relativeTheoryError: cells.relativeTheoryError,
  };
}

function yOf(value: number, { crossSection }: LimitCells, { limit }: LocatedMapping): number {
  switch (limit.kind) {
    case 'mu':
      return Math.log(value);
    case 'sigma':
      return Math.log(value / (crossSection ?? Number.NaN));
    case 'ln_mu':
      return value;
    case 'log10_mu':
      return value * Math.LN10;
    case 'cls':
      return lnMuOfCls(value);
    case 'theory':
      return value > 0 ? Math.log((limit.reference ?? 1) / value) : Number.NaN;
  }
}

/** y within the mapping's ranges, or `unusable` (not finite) or `unaccepted` (beyond `accept`). */
function applyRanges(
  y: number,
  { accept, clip }: LocatedMapping,
): { y: number; isClipped: boolean } | 'unusable' | 'unaccepted' {
  if (!(y >= -LARGEST)) return 'unusable';
  if (accept !== undefined && (y < Math.log(accept[0]) || y > Math.log(accept[1]))) return 'unaccepted';
  if (clip !== undefined) {
    const [lower, upper] = [Math.log(clip[0]), Math.log(clip[1])];
    if (y < lower) return { y: lower, isClipped: true };
    if (y > upper) return { y: upper, isClipped: true };
  }
  return y > LARGEST ? 'unusable' : { y, isClipped: false };
}

function whyUnusable(
  value: number,
  trouble: 'unusable' | 'unaccepted',
  { limit, accept }: LocatedMapping,
): SimpleReason {
  if (trouble === 'unaccepted' && accept !== undefined) return { code: 'beyond-accept', range: [...accept] };
  if (Number.isNaN(value)) return { code: 'nan' };
  if (Math.abs(value) > LARGEST) return { code: 'infinite' };
  return { code: 'not-positive', what: limit.kind === 'theory' ? 'cross-section' : 'limit' };
}

function readKnownVariance(
  value: number,
  { quantity, variance, error }: LimitCells,
  mapping: LocatedMapping,
  isMissing: MissingTest,
): number | null | Exclude<LimitOutcome, LimitValue> {
  const [fault, cell] = variance !== null ? (['variance', variance] as const) : (['error', error] as const);
  if (cell === null || isMissing(cell)) return null;
  const given = parseNumber(cell);
  if (given === null) return { fault, reason: { code: 'uncertainty-not-a-number', what: fault } };
  const ofLogarithm = { ln_mu: 1, log10_mu: Math.LN10 };
  const { kind } = mapping.limit;
  const sd = given * errorUnitOf(mapping.error[quantity], value);
  const ofLnMu =
    fault === 'variance'
      ? given
      : kind === 'ln_mu' || kind === 'log10_mu'
        ? (sd * ofLogarithm[kind]) ** 2
        : kind === 'cls'
          ? (sd * slopeOfCls(value)) ** 2
          : (sd / value) ** 2;
  if (given >= 0 && ofLnMu <= LARGEST) return ofLnMu;
  return { fault, reason: { code: 'uncertainty-not-usable', what: fault } };
}

/** σ_theory, given in the theory's unit, in the unit of the limits. */
export function inLimitUnit(crossSection: number, from: CrossSectionUnit, { limit }: LocatedMapping): number {
  return limit.unit === undefined ? crossSection : crossSection * crossSectionFactor(from, limit.unit);
}
