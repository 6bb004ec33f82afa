// What each kind of number on the screens looks like. One place, so that the same quantity reads the same everywhere.
import { isEnergyUnit, shownFactor, shownUnit } from './energy-unit.ts';
import { formatDecimals, formatSignificant, NO_BREAK_SPACE, NO_VALUE, withUnit } from './format-number.ts';

/** What the formats need to know of a parameter. */
export interface FormattedParameter {
  readonly unit?: string | undefined;
  readonly scale?: 'linear' | 'log' | undefined;
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
}

/** A limit on μ: two significant digits below 10, three above: `0.99`, `1.0`, `12.3`, `0.025`. */
export function formatLimit(mu: number | null): string {
  if (mu === null || !Number.isFinite(mu)) return NO_VALUE;
  return formatSignificant(mu, Math.abs(mu) >= 9.995 ? 3 : 2);
}

/**
 * A parameter's value without its unit. Masses are whole in their unit where their range spans more than 20 of it;
 * a range of less than 20 shows hundredths of itself; couplings have two decimals; lifetimes and the like on a log
 * scale three significant digits.
 */
export function formatParameterValue(value: number | null, parameter: FormattedParameter = {}): string {
  if (value === null || !Number.isFinite(value)) return NO_VALUE;
  const factor = shownFactor(parameter.unit);
  const decimals = decimalsOf(value, parameter);
  if (decimals === null) return formatSignificant(value * factor, 2);
  // As many digits as in the parameter's own unit.
  return formatDecimals(value * factor, Math.max(0, decimals - Math.round(Math.log10(factor))));
}

/** Decimals in the parameter's own unit; null for two significant digits. */
function decimalsOf(value: number, { unit, scale, lower, upper }: FormattedParameter): number | null {
  const span = lower === undefined || upper === undefined ? undefined : Math.abs(upper - lower);
  if (isEnergyUnit(unit) && (span === undefined || span >= 20)) return 0;
  if (scale === 'log' && Math.abs(value) < 0.095) return null;
  if (span !== undefined && span > 0 && span < 1) {
    return Math.min(6, Math.max(2, 2 - Math.floor(Math.log10(span))));
  }
  if (Math.abs(value) >= 1_000) return 0;
  return Math.abs(value) >= 100 ? 1 : 2;
}

/** The same with its unit: `2 700 GeV`. */
export function formatParameter(value: number | null, parameter: FormattedParameter = {}): string {
  return withUnit(formatParameterValue(value, parameter), shownUnit(parameter.unit)?.unit ?? parameter.unit);
}

/** A probability: `0.41`. Values that would round to 0 or 1 say which side they are on: `< 0.01`, `> 0.99`. */
export function formatProbability(probability: number | null): string {
  if (probability === null || !Number.isFinite(probability)) return NO_VALUE;
  if (probability > 0 && probability < 0.005) return `<${NO_BREAK_SPACE}0.01`;
  if (probability < 1 && probability >= 0.995) return `>${NO_BREAK_SPACE}0.99`;
  return formatDecimals(probability, 2);
}

/** The entropy of one point, in nats: `0.68`. */
export function formatEntropy(nats: number | null): string {
  return nats === null ? NO_VALUE : formatDecimals(nats, 2);
}

/** A share from 0 to 1: `9.4 %`; `< 0.1 %` for what is there but rounds to nothing. */
export function formatShare(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return NO_VALUE;
  if (share > 0 && share < 0.0005) return `<${NO_BREAK_SPACE}0.1${NO_BREAK_SPACE}%`;
  return `${formatDecimals(100 * share, 1)}${NO_BREAK_SPACE}%`;
}

/** A share as a whole percentage: `77 %`. */
export function formatPercent(share: number | null): string {
  return share === null ? NO_VALUE : `${formatDecimals(100 * share, 0)}${NO_BREAK_SPACE}%`;
}

/** A distance in scaled coordinates: `0.09 of range`. */
export function formatDistance(distance: number | null): string {
  return distance === null ? NO_VALUE : `${formatDecimals(distance, 2)} of range`;
}

/**
 * A length scale in physical terms: `530 GeV` on a linear parameter, `factor 6.3` on a logarithmic one.
 *
 * @param length in the parameter's unit; on a log scale the factor
 */
export function formatLength(length: number, parameter: FormattedParameter = {}): string {
  if (parameter.scale === 'log') return `factor ${formatSignificant(length, 2)}`;
  const shown = shownUnit(parameter.unit);
  return withUnit(formatSignificant(length * (shown?.factor ?? 1), 2), shown?.unit ?? parameter.unit);
}
