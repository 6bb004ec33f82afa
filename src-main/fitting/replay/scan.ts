import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import type { CandidateSet } from '../acquisition/candidate-set.ts';
import type { Observations } from '../gaussian-process/training-set.ts';
import { pickRows } from '../rows.ts';

/** What is known of one quantity at the points of a table. */
export interface QuantityLimits {
  readonly quantity: Quantity;
  /** y = ln μ, one per point; NaN where there is no limit. */
  readonly y: Float64Array;
  /** Known variance of ln μ, one per point; 0 where the file gives none. */
  readonly knownVariance: Float64Array;
}

/** Points of one fidelity with their limits. */
export interface LimitTable {
  readonly count: number;
  /** θ, count × d, row-major; every point lies inside the campaign's space. */
  readonly theta: Float64Array;
  readonly quantities: readonly QuantityLimits[];
}

/** A finished scan in the form that crosses to another process. */
export interface ScanData {
  readonly definition: CampaignDefinition;
  /** The oracle of the replay. */
  readonly high: LimitTable;
  /** The cheap task's limits, known before the first evaluation. */
  readonly low: LimitTable | null;
}

/** A finished scan, ready to be replayed. */
export interface Scan {
  readonly space: Space;
  /** The points that can be evaluated. */
  readonly points: CandidateSet;
  readonly quantities: readonly QuantityLimits[];
  readonly low: { readonly points: CandidateSet; readonly quantities: readonly QuantityLimits[] } | null;
}

export function createScan({ definition, high, low }: ScanData): Scan {
  const space = createSpace(definition);
  return {
    space,
    points: describePoints(space, high),
    quantities: high.quantities,
    low: low && { points: describePoints(space, low), quantities: low.quantities },
  };
}

/** The observations of a quantity at some rows, those without it left out. */
export function observationsAt(
  points: CandidateSet,
  { y, knownVariance }: QuantityLimits,
  rows: readonly number[],
): Observations {
  const known = rows.filter((row) => !Number.isNaN(y[row]));
  return {
    u: pickRows(points.u, known, points.u.length / points.count),
    y: Float64Array.from(known, (row) => y[row]),
    knownVariance: Float64Array.from(known, (row) => knownVariance[row]),
  };
}

function describePoints(space: Space, { count, theta }: LimitTable): CandidateSet {
  const dimension = space.names.length;
  const v = new Float64Array(count * dimension);
  const u = new Float64Array(count * space.coordinateNames.length);
  for (let row = 0; row < count; row++) {
    const point = theta.subarray(row * dimension, (row + 1) * dimension);
    v.set(space.toUnit(point), row * dimension);
    // Inside the space the coordinates are finite.
    u.set(space.coordinates(point) ?? [], row * space.coordinateNames.length);
  }
  return { count, theta, v, u };
}
