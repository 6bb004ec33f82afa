import { withDigits } from './significant-digits.ts';
import type { StopRule } from './stop-metric.ts';

/** What a stop rule says after an iteration. It recommends; the analyst decides. */
export interface StopVerdict extends StopRule {
  /** For how many iterations in a row, counted back from the latest, the metric has been below. */
  readonly holds: number;
  /** Whether that is often enough. */
  readonly met: boolean;
  /** The verdict in one sentence. */
  readonly sentence: string;
}

/**
 * Applies a stop rule to the values of its metric, oldest iteration first.
 *
 * @param values null where an iteration does not have the metric: the rule does not hold there
 * @param unit of the values, for the sentence: `GeV`; empty for none
 */
export function judgeStop(rule: StopRule, values: readonly (number | null)[], unit = ''): StopVerdict {
  const firstFailure = values.findLastIndex((value) => value === null || value >= rule.below);
  const holds = values.length - 1 - firstFailure;
  const met = holds >= rule.for;
  return { ...rule, holds, met, sentence: sentenceOf(rule, values.at(-1) ?? null, holds, unit) };
}

function sentenceOf(rule: StopRule, latest: number | null, holds: number, unit: string): string {
  const subject = rule.of === undefined ? rule.metric : `${rule.metric} of ${rule.of}`;
  const suffix = unit === '' ? '' : ` ${unit}`;
  if (latest === null) return `${subject} is not known for the latest iteration: not yet.`;
  const value = `${subject} ${distinguished(latest, rule.below)}${suffix}`;
  const threshold = `${rule.below}${suffix}`;
  if (holds === 0) return `${value} is not below ${threshold}: not yet.`;
  const iterations = rule.for === 1 ? 'iteration' : 'iterations';
  const below = `${value} is below ${threshold} for ${Math.min(holds, rule.for)} of ${rule.for} ${iterations}`;
  return holds >= rule.for
    ? `${below}: the contour is sharp enough by your rule.`
    : `${below}: not yet sharp enough by your rule.`;
}

/** Two digits, or as many as it takes to show on which side of the threshold the value is. */
function distinguished(value: number, threshold: number): string {
  for (let digits = 2; digits < 17; digits++) {
    const text = withDigits(value, digits);
    if (Number(text) < threshold === value < threshold) return text;
  }
  return String(value);
}
