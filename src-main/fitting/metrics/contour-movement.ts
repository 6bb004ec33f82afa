import { distance, pickRows, row, rowDistances } from '../rows.ts';
import type { ContourPoints } from './contour-points.ts';
import { type Field, slopes } from './field.ts';
import { weightedMean } from './weighted-statistics.ts';

/** A contour with the field that it is the zero of. */
export interface Contour {
  readonly field: Field;
  readonly points: ContourPoints;
}

/**
 * How far two contours are apart: the mean over the area of each of the distance in v to the other, averaged over the
 * two directions (the symmetric mean distance of surfaces). Parts that only one of them has count with their distance
 * to the nearest part of the other.
 *
 * @returns the distance in v and its standard error from the sample of the contours
 */
export async function contourMovement(
  a: Contour,
  b: Contour,
  dimension: number,
): Promise<{ value: number; error: number }> {
  const there = weightedMean(await distancesTo(b, a.points.v, dimension), a.points.weight);
  const back = weightedMean(await distancesTo(a, b.points.v, dimension), b.points.weight);
  return { value: (there.value + back.value) / 2, error: Math.hypot(there.error, back.error) / 2 };
}

/** Newton steps at most; contours that move little need two or three. */
const MOST_STEPS = 12;

/** A step shorter than this, in v, ends the search. */
const TOLERANCE = 1e-8;

/**
 * Distance of points to a contour. From the nearest of its sampled points on, each point is projected onto the contour's
 * tangent plane at the foot found last, x ← a − ∇f (f(x) + ∇f·(a − x))/|∇f|² with f the level, until the foot stays: the distance is then
 * that to the surface itself, however coarse the sample. Where the search does not end (a curvature tighter than the
 * distance) or ends farther away, the sampled point counts, which is never too near.
 *
 * The field is followed beyond the box as well: where a contour enters the box is no movement of it.
 */
async function distancesTo(contour: Contour, from: Float64Array, dimension: number): Promise<Float64Array> {
  let feet = nearestPoints(contour.points.v, from, dimension);
  const distances = rowDistances(from, feet, dimension);
  let open = Array.from(distances.keys());
  for (let step = 0; step < MOST_STEPS && open.length > 0; step++) {
    const next = await projected(contour.field, pickRows(from, open, dimension), feet, dimension);
    const moves = rowDistances(feet, next, dimension);
    open.forEach((point, i) => {
      if (!(moves[i] <= TOLERANCE)) return;
      const away = distance(row(from, point, dimension), row(next, i, dimension));
      distances[point] = Math.min(distances[point], away);
    });
    // Neither those that have arrived go on, nor those that have left where the field is defined (NaN).
    const goingOn = Array.from(moves.keys()).filter((i) => moves[i] > TOLERANCE);
    feet = pickRows(next, goingOn, dimension);
    open = goingOn.map((i) => open[i]);
  }
  return distances;
}

/** Feet of the perpendiculars from `from` on the tangent planes at `feet`. */
async function projected(
  field: Field,
  from: Float64Array,
  feet: Float64Array,
  dimension: number,
): Promise<Float64Array> {
  const { level, gradient } = await slopes(field, feet, dimension);
  const next = new Float64Array(from.length);
  for (let i = 0; i < level.length; i++) {
    let offset = level[i];
    let squares = 0;
    for (let k = i * dimension; k < (i + 1) * dimension; k++) {
      offset += gradient[k] * (from[k] - feet[k]);
      squares += gradient[k] * gradient[k];
    }
    for (let k = i * dimension; k < (i + 1) * dimension; k++) {
      next[k] = from[k] - (gradient[k] * offset) / squares;
    }
  }
  return next;
}

/** For each of `from` the nearest row of `points`. */
function nearestPoints(points: Float64Array, from: Float64Array, dimension: number): Float64Array {
  const nearest = new Float64Array(from.length);
  for (let i = 0; i < from.length / dimension; i++) {
    const point = row(from, i, dimension);
    let best = Number.POSITIVE_INFINITY;
    for (let j = 0; j < points.length / dimension; j++) {
      const candidate = row(points, j, dimension);
      const away = distance(point, candidate);
      if (away >= best) continue;
      best = away;
      nearest.set(candidate, i * dimension);
    }
  }
  return nearest;
}
