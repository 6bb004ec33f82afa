import type { FigurePoint } from '#shared/contract/slices/figure.ts';
import type { SlicePointColumns } from '#shared/contract/slices/slices-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { FARTHEST_SHOWN } from '#shared/figures/points-layer.ts';
import type { SliceChoice } from '../slice-choice.ts';

/** A point on or near the slice, and which of the campaign's points it is. */
export interface ShownPoint extends FigurePoint {
  readonly index: number;
}

/** The points, with their places on the parameters' scales worked out once. */
export interface PlacedPoints {
  readonly columns: SlicePointColumns;
  /** v of the points, row-major. */
  readonly places: Float64Array;
}

export function placePoints({ parameters }: CampaignDefinition, columns: SlicePointColumns): PlacedPoints {
  const scales = parameters.map(createScale);
  const places = new Float64Array(columns.theta.length * scales.length);
  for (const [row, theta] of columns.theta.entries()) {
    for (const [axis, scale] of scales.entries())
      places[row * scales.length + axis] = scale.toUnit(theta[axis]!);
  }
  return { columns, places };
}

/** The points near enough to a slice to be drawn; those outside the parameters' bounds are left out. */
export function pointsNear(
  { parameters }: CampaignDefinition,
  { columns, places }: PlacedPoints,
  { x, y, fixed }: Pick<SliceChoice, 'x' | 'y' | 'fixed'>,
  of: Quantity,
): ShownPoint[] {
  const d = parameters.length;
  const xAxis = parameters.findIndex(({ name }) => name === x.name);
  const yAxis = parameters.findIndex(({ name }) => name === y.name);
  const hidden = parameters.flatMap((parameter, axis) => {
    const value = fixed[parameter.name];
    return value === undefined ? [] : [{ axis, place: createScale(parameter).toUnit(value) }];
  });
  const shown: ShownPoint[] = [];
  const limits = columns.y[of];
  for (let index = 0; index < columns.theta.length; index++) {
    let square = 0;
    for (const { axis, place } of hidden) square += (places[index * d + axis]! - place) ** 2;
    const distance = Math.sqrt(square);
    if (distance > FARTHEST_SHOWN || !isInside(places, index, d)) continue;
    const known = limits?.[index] ?? null;
    const state = columns.state[index]!;
    // A point that has no limit of this quantity says nothing of its contour.
    if (known === null && (state === 'known' || state === 'test')) continue;
    shown.push({
      index,
      x: columns.theta[index]![xAxis]!,
      y: columns.theta[index]![yAxis]!,
      distance,
      fidelity: columns.fidelity[index]!,
      state,
      isExcluded: known !== null && known < 0,
    });
  }
  return shown;
}

function isInside(places: Float64Array, index: number, d: number): boolean {
  for (let axis = 0; axis < d; axis++) {
    const place = places[index * d + axis]!;
    if (place < -1e-9 || place > 1 + 1e-9) return false;
  }
  return true;
}
