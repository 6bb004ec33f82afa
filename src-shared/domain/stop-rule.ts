import { z } from 'zod';
import {
  type JudgedBy,
  type MissingEvidence,
  missingEvidenceSchema,
  missingEvidenceText,
  type Side,
  sideSchema,
} from './evidence.ts';
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
  /**
   * For how many iterations in a row, counted back from the latest, the metric has been below; iterations that were judged
   * by other quantities, or by another fidelity, do not count.
   */
  holds: z.int(),
  /** Whether that is often enough, and no evidence is missing. */
  met: z.boolean(),
  /** What the verdict lacks. */
  missing: z.array(missingEvidenceSchema),
  /** Where all known limits lie on one side of ln μ = 0: the verdict is then about the whole space, not about a contour. */
  side: sideSchema.nullable(),
});

export type StopVerdict = Readonly<z.infer<typeof stopVerdictSchema>>;

/** What a stop rule sees of an iteration. */
export interface WatchedIteration {
  readonly iteration: number;
  /** The metric; null where the iteration does not have it: the rule does not hold there. */
  readonly value: number | null;
  readonly judgedBy: JudgedBy;
}

/** What the latest iteration's limits and fits say for and against a verdict. */
export interface Evidence {
  readonly missing: readonly MissingEvidence[];
  readonly side: Side | null;
}

/** @param history oldest iteration first */
export function judgeStop(
  rule: StopRule,
  history: readonly WatchedIteration[],
  { missing, side }: Evidence,
): StopVerdict {
  const latest = history.at(-1);
  const now = latest && watchedBy(rule, latest);
  const failsFrom = (holds: (iteration: WatchedIteration) => boolean) =>
    history.length - 1 - history.findLastIndex((iteration) => !holds(iteration));
  const isBelow = ({ value }: WatchedIteration) => value !== null && value < rule.below;
  const isAlike = (iteration: WatchedIteration) => isSame(watchedBy(rule, iteration), now);
  const holds = failsFrom((iteration) => isBelow(iteration) && isAlike(iteration));
  const other = history.findLast((iteration) => !isAlike(iteration));
  // Whether other quantities are all that is in the way.
  const isHeldUp = holds < rule.for && failsFrom(isBelow) >= rule.for;
  const all: MissingEvidence[] = [
    ...missing,
    ...(isHeldUp && other && now
      ? [
          {
            code: 'judged-otherwise' as const,
            iteration: other.iteration,
            by: watchedBy(rule, other),
            now,
          },
        ]
      : []),
  ];
  return {
    ...rule,
    value: latest?.value ?? null,
    holds,
    met: holds >= rule.for && all.length === 0,
    missing: all,
    side,
  };
}

/** The quantities that a rule watches of those that an iteration was judged by. */
function watchedBy({ of }: StopRule, { judgedBy }: WatchedIteration): JudgedBy {
  const own = judgedBy.quantities.filter((quantity) => quantity === of);
  return own.length === 0 ? judgedBy : { ...judgedBy, quantities: own };
}

function isSame(a: JudgedBy, b: JudgedBy | undefined): boolean {
  return (
    b !== undefined &&
    a.fidelity === b.fidelity &&
    a.quantities.toSorted().join() === b.quantities.toSorted().join()
  );
}

/**
 * The verdict in one sentence, as the terminal shows it.
 *
 * @param unit of the values: `GeV`; empty for none
 */
export function stopVerdictText(verdict: StopVerdict, unit = ''): string {
  const { metric, of, below, value, holds, met, missing, side } = verdict;
  const subject = of === undefined ? metric : `${metric} of ${of}`;
  const suffix = unit === '' ? '' : ` ${unit}`;
  if (value === null) return `${subject} is not known for the latest iteration: not yet.`;
  const text = `${subject} ${distinguished(value, below)}${suffix}`;
  const threshold = `${below}${suffix}`;
  if (holds === 0) return `${text} is not below ${threshold}: not yet.`;
  const iterations = verdict.for === 1 ? 'iteration' : 'iterations';
  const isBelow = `${text} is below ${threshold} for ${Math.min(holds, verdict.for)} of ${verdict.for} ${iterations}`;
  if (missing.length > 0) return `${isBelow}, but the verdict lacks evidence.`;
  if (!met) return `${isBelow}: not yet sharp enough by your rule.`;
  return side === null
    ? `${isBelow}: the contour is sharp enough by your rule.`
    : `${isBelow}: by your rule ${wholeSpaceText(side)}.`;
}

/** What a verdict is about where no limit lies on the other side: `the whole space is excluded, as far …`. */
export function wholeSpaceText(side: Side): string {
  return `the whole space is ${side}, as far as the limits tell: all of them lie on that side, and no contour is known`;
}

/** What a verdict lacks, a line each, without full stops. */
export function missingTexts({ missing }: Pick<StopVerdict, 'missing'>): string[] {
  return missing.map(missingEvidenceText);
}

/** Two digits, or as many as it takes to show on which side of the threshold the value is. */
function distinguished(value: number, threshold: number): string {
  for (let digits = 2; digits < 17; digits++) {
    const text = withDigits(value, digits);
    if (Number(text) < threshold === value < threshold) return text;
  }
  return String(value);
}
