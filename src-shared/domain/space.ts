import type { CampaignDefinition } from './campaign-definition.ts';
import { compileViolation, type Violation } from './constraint-violation.ts';
import { type Coordinates, createCoordinates, sobolRows } from './coordinates.ts';
import { compileConstraint } from './expression.ts';
import type { OutsideReason } from './outside-reason.ts';
import { createScale, type Scale } from './parameter-scale.ts';

/**
 * The parameter space of a campaign and its three descriptions of a point:
 * θ, the parameters' own values in their units; v ∈ [0,1]^d, the parameters on their scales, in which volumes,
 * distances and Sobol sums are measured; and u, the inputs of the Gaussian process.
 */
export interface Space {
  readonly definition: CampaignDefinition;
  /** The free parameters, in the order of θ and v. */
  readonly names: readonly string[];
  /** What the entries of u are called: the coordinates' expressions as written, or else the parameters. */
  readonly coordinateNames: readonly string[];
  /** What 0 and 1 are in the coordinates' own values; of a parameter, its bounds. */
  readonly coordinateRanges: Coordinates['ranges'];
  /** v of a θ: (θ − lower)/(upper − lower), of log10 θ on a log scale; outside [0,1] for a θ outside the bounds. */
  toUnit(theta: ArrayLike<number>): Float64Array;
  /** θ of a v, never beyond the bounds for v ∈ [0,1]. */
  fromUnit(v: ArrayLike<number>): Float64Array;
  /** u of a θ, or null where a coordinate is not finite. */
  coordinates(theta: ArrayLike<number>): Float64Array | null;
  /** Why a θ does not belong to the campaign; null where it does. */
  whyOutside(theta: ArrayLike<number>): OutsideReason | null;
  contains(theta: ArrayLike<number>): boolean;
  /** How far a v of the unit cube is from belonging to the campaign: 0 exactly where it does. */
  violation(v: ArrayLike<number>): number;
  /**
   * The nearest θ on the lattice lower + k·step of the parameters that have a step, within their bounds; the other
   * parameters stay. A constraint may not hold there.
   */
  snap(theta: ArrayLike<number>): Float64Array;
}

/** Bounds are kept to this share of the range: a file may carry a rounded value. */
const BOUNDS_TOLERANCE = 1e-9;

/**
 * The space that a campaign's definition describes.
 *
 * @throws ContouristError `space.…` for a coordinate that is the same, or not finite, everywhere
 */
export function createSpace(definition: CampaignDefinition): Space {
  const { parameters, fixed } = definition;
  const names = parameters.map(({ name }) => name);
  const scales = parameters.map(createScale);
  const constraints = definition.constraints.map((text) => ({
    text,
    holds: compileConstraint(text, names, fixed),
  }));

  const toUnit = (theta: ArrayLike<number>) => mapAxes(scales, (scale, axis) => scale.toUnit(theta[axis]));
  const fromUnit = (v: ArrayLike<number>) => mapAxes(scales, (scale, axis) => scale.fromUnit(v[axis]));
  const satisfies = (theta: ArrayLike<number>) => constraints.every(({ holds }) => holds(theta));

  // Only thin spaces ask for it, and most requests make a space.
  let violations: Violation[] | undefined;
  const missBy = (theta: ArrayLike<number>) => {
    violations ??= definition.constraints.map((text) => compileViolation(text, names, fixed, fromUnit));
    return violations.reduce((sum, violation) => sum + violation(theta), 0);
  };

  const coordinateNames = definition.coordinates ?? names;
  const { at: coordinates, ranges: coordinateRanges }: Coordinates =
    definition.coordinates === undefined
      ? { at: finiteOnly(toUnit), ranges: parameters.map(({ lower, upper }) => [lower, upper]) }
      : createCoordinates(definition.coordinates, {
          names,
          fixed,
          fromUnit,
          satisfies,
          missBy,
          key: JSON.stringify([parameters, fixed, definition.constraints]),
        });

  const whyOutside = (theta: ArrayLike<number>): OutsideReason | null => {
    for (const [index, { name, lower, upper, unit }] of parameters.entries()) {
      const value = theta[index];
      const place = scales[index].toUnit(value);
      if (Number.isNaN(value)) return { code: 'not-a-number', parameter: name };
      const beyond = {
        parameter: name,
        value: Number.isFinite(value) ? value : null,
        ...(unit !== undefined && { unit }),
      };
      if (place > 1 + BOUNDS_TOLERANCE) return { code: 'above', ...beyond, bound: upper };
      if (!(place >= -BOUNDS_TOLERANCE)) return { code: 'below', ...beyond, bound: lower };
    }
    for (const { text, holds } of constraints)
      if (!holds(theta)) return { code: 'constraint', constraint: text };
    if (coordinates(theta) === null) return { code: 'coordinate', coordinates: coordinateNames };
    return null;
  };

  return {
    definition,
    names,
    coordinateNames,
    coordinateRanges,
    toUnit,
    fromUnit,
    coordinates,
    whyOutside,
    contains: (theta) => whyOutside(theta) === null,
    violation: (v) => {
      const theta = fromUnit(v);
      const missed = missBy(theta);
      // A coordinate that is not finite has no distance.
      return missed === 0 && coordinates(theta) === null ? 1 : missed;
    },
    snap: (theta) => mapAxes(scales, (scale, axis) => scale.snap(theta[axis])),
  };
}

/** One number per parameter. A loop, because a campaign describes tens of thousands of candidates at a time. */
function mapAxes(scales: readonly Scale[], numberOf: (scale: Scale, axis: number) => number): Float64Array {
  const values = new Float64Array(scales.length);
  for (let axis = 0; axis < scales.length; axis++) values[axis] = numberOf(scales[axis], axis);
  return values;
}

function finiteOnly(toUnit: Space['toUnit']): Space['coordinates'] {
  return (theta) => {
    const v = toUnit(theta);
    return v.every(Number.isFinite) ? v : null;
  };
}

/**
 * The share of the box of v that belongs to the campaign, from the first 2¹⁴ plain Sobol points: 1 without
 * constraints; 0 if the constraints leave nothing, or a sliver below about 1e-4.
 */
export function allowedVolumeShare(space: Space): number {
  const sample = sobolRows(space.names.length);
  return sample.filter((v) => space.contains(space.fromUnit(v))).length / sample.length;
}
