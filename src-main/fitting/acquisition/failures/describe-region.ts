import type { Parameter } from '#shared/domain/campaign-definition.ts';
import type { FailureBound, FailureRegion, OutcomeCount } from '#shared/domain/failure-region.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';
import type { Space } from '#shared/domain/space.ts';

/** More bounds than this say less than a picture. */
const MOST_BOUNDS = 3;

/** By how much a bound must raise ln of the evidence to be worth its words. */
const LEAST_GAIN = Math.log(10);

/** What a difference of two parameters must gain beyond a single parameter: the simpler bound is preferred. */
const DIFFERENCE_PENALTY = Math.log(3);

/** A quantity that bounds are put on. */
interface Axis {
  readonly text: string;
  readonly unit: string | undefined;
  readonly values: Float64Array;
  readonly penalty: number;
  /** What lies in the middle of two values. */
  readonly middle: (low: number, high: number) => number;
}

/** A split of the points that are inside so far, better than none. */
interface Split {
  readonly axis: Axis;
  readonly side: FailureBound['side'];
  /** The nearest values on both sides of the bound. */
  readonly between: readonly [low: number, high: number];
  readonly score: number;
}

/**
 * The part of the space where evaluations fail, by as few bounds as describe it: one bound after another is put on a
 * parameter, or on the difference of two of the same unit, where it raises the evidence of two success rates (inside and
 * outside, uniform priors) over what stands already by a factor of ten.
 *
 * @param thetas n points inside the space
 * @param failed n, 1 where the evaluation failed
 */
export function describeRegion(
  { definition: { parameters } }: Space,
  thetas: readonly ArrayLike<number>[],
  failed: Uint8Array,
): FailureRegion {
  const axes = axesOf(parameters, thetas);
  let inside = Uint32Array.from(thetas.keys());
  const total = countOf(inside, failed);
  let score = logEvidence(total);
  const bounds: FailureBound[] = [];
  while (bounds.length < MOST_BOUNDS) {
    const split = bestSplit(axes, inside, failed, total);
    if (split === null || split.score - score < LEAST_GAIN) break;
    const { axis, side, between } = split;
    const bound = roundBetween(between, axis.middle(...between), side);
    inside = inside.filter((row) => (side === 'below' ? axis.values[row] < bound : axis.values[row] > bound));
    bounds.push({ text: axis.text, side, value: bound, ...(axis.unit !== undefined && { unit: axis.unit }) });
    score = split.score;
  }
  const counted = countOf(inside, failed);
  const outside = { failed: total.failed - counted.failed, finished: total.finished - counted.finished };
  return { bounds, inside: counted, outside, constraint: constraintAgainst(bounds) };
}

function axesOf(parameters: readonly Parameter[], thetas: readonly ArrayLike<number>[]): Axis[] {
  const single = parameters.map((parameter, index): Axis => {
    const { toUnit, fromUnit } = createScale(parameter);
    return {
      text: parameter.name,
      unit: parameter.unit,
      values: Float64Array.from(thetas, (theta) => theta[index]),
      penalty: 0,
      middle: (low, high) => fromUnit((toUnit(low) + toUnit(high)) / 2),
    };
  });
  const differences = single.flatMap((first, i) =>
    single.slice(i + 1).flatMap((second): Axis[] =>
      first.unit === undefined || first.unit !== second.unit
        ? []
        : [
            {
              text: `${first.text} - ${second.text}`,
              unit: first.unit,
              values: first.values.map((value, row) => value - second.values[row]),
              penalty: DIFFERENCE_PENALTY,
              middle: (low, high) => (low + high) / 2,
            },
          ],
    ),
  );
  return [...single, ...differences];
}

function countOf(rows: Uint32Array, failed: Uint8Array): OutcomeCount {
  let failures = 0;
  for (const row of rows) failures += failed[row];
  return { failed: failures, finished: rows.length - failures };
}

/** ln of the probability of so many failures and successes in a given order, the rate uniform in [0, 1]: ln B(f+1, s+1). */
function logEvidence({ failed, finished }: OutcomeCount): number {
  return logFactorial(failed) + logFactorial(finished) - logFactorial(failed + finished + 1);
}

const logFactorials: number[] = [0];

function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k++) logFactorials.push(logFactorials[k - 1] + Math.log(k));
  return logFactorials[n];
}

/** The bound on the points inside that tells failures best from the rest, which joins what is outside already. */
function bestSplit(
  axes: readonly Axis[],
  inside: Uint32Array,
  failed: Uint8Array,
  total: OutcomeCount,
): Split | null {
  let best: Split | null = null;
  const all = countOf(inside, failed);
  for (const axis of axes) {
    const order = inside.toSorted((a, b) => axis.values[a] - axis.values[b] || a - b);
    const below = { failed: 0, finished: 0 };
    for (let place = 0; place + 1 < order.length; place++) {
      if (failed[order[place]]) below.failed++;
      else below.finished++;
      const between = [axis.values[order[place]], axis.values[order[place + 1]]] as const;
      if (between[0] === between[1]) continue;
      for (const side of ['below', 'above'] as const) {
        const within =
          side === 'below'
            ? below
            : { failed: all.failed - below.failed, finished: all.finished - below.finished };
        const without = { failed: total.failed - within.failed, finished: total.finished - within.finished };
        if (rate(within) <= rate(without)) continue;
        const score = logEvidence(within) + logEvidence(without) - axis.penalty;
        if (best === null || score > best.score) best = { axis, side, between, score };
      }
    }
  }
  return best;
}

function rate({ failed, finished }: OutcomeCount): number {
  return failed / (failed + finished);
}

/** The number of fewest digits near the middle that separates two values. */
function roundBetween(
  [low, high]: readonly [number, number],
  middle: number,
  side: FailureBound['side'],
): number {
  for (let digits = 1; digits <= 15; digits++) {
    const rounded = Number(middle.toPrecision(digits));
    if (low < rounded && rounded < high) return rounded;
  }
  // Neighbouring numbers: the one on the far side of the bound.
  return side === 'below' ? high : low;
}

/** What every point outside the part satisfies: outside of one bound suffices, so several are joined by `max`. */
function constraintAgainst(bounds: readonly FailureBound[]): string | null {
  const [only] = bounds;
  if (only === undefined) return null;
  if (bounds.length === 1) return `${only.text} ${only.side === 'below' ? '>=' : '<='} ${only.value}`;
  const beyond = bounds.map(({ text, side, value }) =>
    side === 'below' ? `${text} - (${value})` : `${value} - (${text})`,
  );
  return `max(${beyond.join(', ')}) >= 0`;
}
