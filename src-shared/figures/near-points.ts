// Which of a campaign's points are shown beside a slice: one choice for the window, files and the command line.
import type { FigurePoint } from '../contract/slices/figure.ts';
import type { SlicePointColumns } from '../contract/slices/slices-methods.ts';
import type { Parameter } from '../domain/campaign-definition.ts';
import { createScale } from '../domain/parameter-scale.ts';
import type { Quantity } from '../domain/quantity.ts';

/** Below this opacity a mark can no longer be told from the field. */
const FAINTEST = 0.16;
/** The distance at which a point has faded to 1/e. */
const FADING = 0.17;

/** How strongly a point is drawn at a distance from the slice, from 1 on it. */
export const opacityAt = (distance: number): number => Math.exp(-((distance / FADING) ** 2));

/** The distance beyond which a point is left out: there it has faded to nothing that could be seen, 0.23. */
export const FARTHEST_SHOWN = FADING * Math.sqrt(-Math.log(FAINTEST));

/** A point on or near a slice, and which of the campaign's points it is. */
export interface NearPoint extends FigurePoint {
  readonly index: number;
}

/** v of points, row-major: their places on the parameters' scales, worked out once for many slices. */
export function placesOf(
  parameters: readonly Parameter[],
  theta: readonly (readonly number[])[],
): Float64Array {
  const scales = parameters.map(createScale);
  const places = new Float64Array(theta.length * scales.length);
  for (const [row, values] of theta.entries()) {
    for (const [axis, scale] of scales.entries()) {
      places[row * scales.length + axis] = scale.toUnit(values[axis] ?? Number.NaN);
    }
  }
  return places;
}

/**
 * How far points are from a slice: their distance in v in the parameters that are on no axis.
 *
 * @param at the values of those parameters
 */
export function distanceFromSlice(
  parameters: readonly Parameter[],
  at: Readonly<Record<string, number>>,
): (places: Float64Array, row: number) => number {
  const hidden = parameters.flatMap((parameter, axis) => {
    const value = at[parameter.name];
    return value === undefined ? [] : [{ axis, place: createScale(parameter).toUnit(value) }];
  });
  return (places, row) => {
    let square = 0;
    for (const { axis, place } of hidden) square += (places[row * parameters.length + axis]! - place) ** 2;
    return Math.sqrt(square);
  };
}

/**
 * The points near enough to a slice to be shown. A point with limits that has none of this quantity says nothing of its
 * contour and is left out; so are, already in the list, those outside the space: beyond the bounds or the constraints.
 *
 * @param places of the columns' points
 * @param at the values of the parameters that are on no axis
 * @param of whose limit says whether a point is excluded
 */
export function pointsNear(
  parameters: readonly Parameter[],
  columns: SlicePointColumns,
  places: Float64Array,
  { x, y, at }: { readonly x: string; readonly y: string; readonly at: Readonly<Record<string, number>> },
  of: Quantity,
): NearPoint[] {
  const xAxis = parameters.findIndex(({ name }) => name === x);
  const yAxis = parameters.findIndex(({ name }) => name === y);
  const distanceOf = distanceFromSlice(parameters, at);
  const limits = columns.y[of];
  const near: NearPoint[] = [];
  for (let index = 0; index < columns.theta.length; index++) {
    const distance = distanceOf(places, index);
    if (distance > FARTHEST_SHOWN) continue;
    const known = limits?.[index] ?? null;
    const state = columns.state[index]!;
    if (known === null && (state === 'known' || state === 'test')) continue;
    near.push({
      index,
      x: columns.theta[index]![xAxis]!,
      y: columns.theta[index]![yAxis]!,
      distance,
      fidelity: columns.fidelity[index]!,
      state,
      isExcluded: known !== null && known < 0,
    });
  }
  return near;
}
