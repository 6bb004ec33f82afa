import type { IterationStatus } from '#shared/contract/iterations/status.ts';
import type { FigurePoint } from '#shared/contract/slices/figure.ts';
import type { HeldParameter } from '#shared/contract/slices/slice.ts';
import type { SlicePointColumns } from '#shared/contract/slices/slices-methods.ts';
import type { Parameter } from '#shared/domain/campaign-definition.ts';
import { distanceFromSlice, FARTHEST_SHOWN, placesOf } from '#shared/figures/near-points.ts';

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
  const places = placesOf(
    parameters,
    news.map(({ values }) => values),
  );
  const at = Object.fromEntries(held.map(({ name, value }) => [name, value]));
  const distanceOf = news.length > MOST_SHOWN ? distanceFromSlice(parameters, at) : () => 0;
  return news.flatMap(({ values, index }, row): FigurePoint[] => {
    const distance = distanceOf(places, row);
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
