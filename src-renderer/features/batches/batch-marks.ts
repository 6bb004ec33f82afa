import type { BatchDetailPoint } from '#shared/contract/batches/batches-methods.ts';
import { type MarkShape, markShape } from './acquisition-texts.ts';

/** A point of the batch as the map shows it: shape and fill say what it is, in a grey print too. */
export interface BatchMark {
  readonly id: string;
  /** In the units of the axes. */
  readonly x: number;
  readonly y: number;
  /** Searched by the model, placed to cover space, or added by hand. */
  readonly shape: MarkShape;
  /** Filled are points that are pinned, and later those that are back. */
  readonly look: 'open' | 'filled' | 'faded';
  /** Its number in the table. */
  readonly label: string;
}

/** The batch over two of its parameters, vetoed points first: nothing hides behind them. */
export function batchMarks(
  points: readonly BatchDetailPoint[],
  x: string,
  y: string,
  hidden: ReadonlySet<string> = new Set(),
): BatchMark[] {
  const marks = points.map((point): BatchMark => {
    const { id, parameters, rule, ordinal } = point;
    return {
      id,
      x: parameters[x] ?? Number.NaN,
      y: parameters[y] ?? Number.NaN,
      shape: markShape(rule),
      look: lookOf(point),
      label: String(ordinal),
    };
  });
  return marks
    .filter(({ shape }) => !hidden.has(shape))
    .sort((a, b) => Number(b.look === 'faded') - Number(a.look === 'faded'));
}

function lookOf({ state }: BatchDetailPoint): BatchMark['look'] {
  if (state === 'vetoed') return 'faded';
  return state === 'pinned' || state === 'done' || state === 'late' ? 'filled' : 'open';
}
