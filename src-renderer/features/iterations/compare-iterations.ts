import type { IterationStatus } from '#shared/contract/iterations/status.ts';
import type { FigurePoint } from '#shared/contract/slices/figure.ts';
import type { HeldParameter } from '#shared/contract/slices/slice.ts';
import type { SlicePointColumns } from '#shared/contract/slices/slices-methods.ts';
import type { Parameter } from '#shared/domain/campaign-definition.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';
import { FARTHEST_SHOWN } from '#shared/figures/points-layer.ts';

/** What an iteration is compared with; null for the first one itself. */
export function comparedWith(
  iterations: readonly IterationStatus[],
  current: IterationStatus,
  against: 'previous' | 'first',
): IterationStatus | null {
  const other = iterations[against === 'first' ? 0 : iterations.indexOf(current) - 1];
  return other === undefined || other === current ? null : other;
}

/** The points that an iteration was the first to know, wherever they are in the hidden parameters. */
export function newPoints(
  { theta, fidelity, state, iteration: first }: SlicePointColumns,
  parameters: readonly Parameter[],
  x: Parameter,
  y: Parameter,
  iteration: number,
  held: readonly HeldParameter[] = [],
): FigurePoint[] {
  const [across, up] = [parameters.indexOf(x), parameters.indexOf(y)];
  const news = theta.flatMap((values, index) =>
    first[index] === iteration && state[index] === 'known' ? [{ values, index }] : [],
  );
  const off = news.length > MOST_SHOWN ? distanceFrom(held, parameters) : () => 0;
  return news.flatMap(({ values, index }): FigurePoint[] => {
    const distance = off(values);
    if (distance > FARTHEST_SHOWN) return [];
    return [
      {
        x: values[across] ?? Number.NaN,
        y: values[up] ?? Number.NaN,
        distance,
        fidelity: fidelity[index] ?? 'high',
        state: 'proposed',
        isExcluded: false,
      },
    ];
  });
}

/** A batch is seen whole; of thousands of points, as a first import brings them, only those near the slice are. */
const MOST_SHOWN = 250;

/** How far a point is from the slice in the parameters that are held, each scaled to its range. */
function distanceFrom(
  held: readonly HeldParameter[],
  parameters: readonly Parameter[],
): (values: readonly number[]) => number {
  const places = held.flatMap(({ name, value }) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (parameter === undefined) return [];
    const scale = createScale(parameter);
    return [{ axis: parameters.indexOf(parameter), scale, place: scale.toUnit(value) }];
  });
  return (values) =>
    Math.hypot(...places.map(({ axis, scale, place }) => scale.toUnit(values[axis] ?? Number.NaN) - place));
}
