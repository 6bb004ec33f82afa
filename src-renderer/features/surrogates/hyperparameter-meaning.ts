import { formatDecimals, formatSignificant } from '#renderer/components/numbers/format-number.ts';
import { formatLength, formatPercent } from '#renderer/components/numbers/format-quantity.ts';
import type { Hyperparameter } from '#shared/contract/surrogates/surrogates-methods.ts';

/** A row of the table of hyperparameters, in words; formulas between dollar signs. */
export interface HyperparameterRow {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

/**
 * What a hyperparameter is called, its value with its unit, and what it says about the limits.
 *
 * @param labelOf the symbol of a coordinate, `$m_{Z'}$`
 */
export function hyperparameterRow(
  hyperparameter: Hyperparameter,
  labelOf: (coordinate: string) => string,
): HyperparameterRow {
  const { kind, value, fidelity } = hyperparameter;
  const coordinate = hyperparameter.coordinate === null ? '' : labelOf(hyperparameter.coordinate);
  switch (kind) {
    case 'length':
      return {
        name: `Length of ${coordinate}`,
        value: lengthText(hyperparameter),
        meaning: lengthMeaning(value),
      };
    case 'difference-length':
      return {
        name: `Length of ${coordinate}, difference`,
        value: lengthText(hyperparameter),
        meaning: lengthMeaning(value),
      };
    case 'amplitude':
      return {
        name: 'Amplitude',
        value: factorText(value),
        meaning: 'typical deviation from the linear trend',
      };
    case 'difference-amplitude':
      return {
        name: 'Amplitude, difference',
        value: factorText(value),
        meaning: 'what the full analysis adds to the cheap estimate',
      };
    case 'noise':
      return {
        name: fidelity === 'low' ? 'Noise $\\varepsilon$, low' : 'Noise $\\varepsilon$',
        value: noiseText(value),
        meaning: 'scatter between repeats of a point',
      };
    case 'rho':
      return {
        name: 'Scale $\\rho$',
        value: formatDecimals(value, 2),
        meaning: 'how strongly the full analysis follows the cheap estimate',
      };
    case 'other':
      return {
        name: hyperparameter.told?.name ?? '',
        value: formatSignificant(value, 4),
        meaning: hyperparameter.told?.meaning ?? '',
      };
    case 'calibration':
      return {
        name: 'Calibration $c$',
        value: formatDecimals(value, 2),
        meaning: 'factor on every standard deviation, by the left-out points',
      };
    case 'correlation':
      return {
        name: 'Correlation low, high',
        value: formatDecimals(value, 2),
        meaning: 'of the two fidelities at one point',
      };
  }
}

/** A length in the coordinate's own terms, or as a share of its range where it has none. */
function lengthText({ physical, value }: Hyperparameter): string {
  if (physical === null) return `${formatSignificant(value, 2)} of range`;
  if (physical.kind === 'factor') return `factor ${formatSignificant(physical.value, 2)}`;
  return formatLength(physical.value, { unit: physical.unit ?? undefined });
}

/** A standard deviation of ln μ as the factor in μ that it is. */
function factorText(sd: number): string {
  return `factor ${formatSignificant(Math.exp(sd), 2)} in $\\mu$`;
}

/** Below a factor of 1.3, a standard deviation of ln μ is its share of μ. */
function noiseText(sd: number): string {
  if (sd < 0.0005) return 'below 0.1 % of $\\mu$';
  return sd < 0.26 ? `${formatPercent(sd).replace(/^0/, '<\u00a01')} of $\\mu$` : factorText(sd);
}

const PARTS = [
  [1 / 10, 'a tenth'],
  [1 / 9, 'a ninth'],
  [1 / 8, 'an eighth'],
  [1 / 7, 'a seventh'],
  [1 / 6, 'a sixth'],
  [1 / 5, 'a fifth'],
  [1 / 4, 'a quarter'],
  [1 / 3, 'a third'],
  [1 / 2, 'half'],
  [2 / 3, 'two thirds'],
  [3 / 4, 'three quarters'],
] as const;

/** A length of the unit interval in words. */
function lengthMeaning(length: number): string {
  if (length < 0.05) return `bends within ${formatPercent(length)} of the range: hardly smooth`;
  if (length >= 3) return 'nothing but the linear trend';
  if (length >= 0.9) return 'smooth over the whole range';
  const [, part] = PARTS.reduce((best, candidate) =>
    Math.abs(Math.log(candidate[0] / length)) < Math.abs(Math.log(best[0] / length)) ? candidate : best,
  );
  return `the trend holds over ${part} of the range`;
}
