import { z } from 'zod';
import { STOP_METRICS } from './metric.ts';
import { withDigits } from './significant-digits.ts';
import type { StopRule } from './stop-metric.ts';

/** What a stop rule says after an iteration. It recommends; the analyst decides. */
export const stopVerdictSchema = z.object({
  metric: z.enum(STOP_METRICS),
  of: z.string().exactOptional(),
  below: z.number(),
  for: z.int(),
  /** The metric after the latest iteration; null where that does not have it. */
  value: z.number().nullable(),
  /** For how many iterations in a row, counted back from the latest, the metric has been below. */
  holds: z.int(),
  /** Whether that is often enough. */
  met: z.boolean(),
});

export type StopVerdict = Readonly<z.infer<typeof stopVerdictSchema>>;

/**
 * Applies a stop rule to the values of its metric, oldest iteration first.
 *
 * @param values null where an iteration does not have the metric: the rule does not hold there
 */
export function judgeStop(rule: StopRule, values: readonly (number | null)[]): StopVerdict {
  const firstFailure = values.findLastIndex((value) => value === null || value >= rule.below);
  const holds = values.length - 1 - firstFailure;
  return { ...rule, value: values.at(-1) ?? null, holds, met: holds >= rule.for };
}

/**
 * The verdict in one sentence, as the terminal shows it.
 *
 * @param unit of the values: `GeV`; empty for none
 */
export function stopVerdictText(verdict: StopVerdict, unit = ''): string {
  const { metric, of, below, value, holds, met } = verdict;
  const subject = of === undefined ? metric : `${metric} of ${of}`;
  const suffix = unit === '' ? '' : ` ${unit}`;
  if (value === null) return `${subject} is not known for the latest iteration: not yet.`;
  const text = `${subject} ${distinguished(value, below)}${suffix}`;
  const threshold = `${below}${suffix}`;
  if (holds === 0) return `${text} is not below ${threshold}: not yet.`;
  const iterations = verdict.for === 1 ? 'iteration' : 'iterations';
  const isBelow = `${text} is below ${threshold} for ${Math.min(holds, verdict.for)} of ${verdict.for} ${iterations}`;
  return met
    ? `${isBelow}: the contour is sharp enough by your rule.`
    : `${isBelow}: not yet sharp enough by your rule.`;
}

/** Two digits, or as many as it takes to show on which side of the threshold the value is. */
function distinguished(value: number, threshold: number): string {
  for (let digits = 2; digits < 17; digits++) {
    const text = withDigits(value, digits);
    if (Number(text) < threshold === value < threshold) return text;
  }
  return String(value);
}
