import type { HeldParameter, Slice, SliceAxis } from '#shared/contract/slices/slice.ts';
import type { Parameter } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Space } from '#shared/domain/space.ts';
import { regionWhere } from '#shared/numerics/grid-region.ts';
import { axisValues, checkFixed, indexOfParameter, thetaHeldAt } from './held-values.ts';

/** Which slice: two free parameters, values for others, nodes per axis. */
export interface SliceRequest {
  readonly x: string;
  readonly y: string;
  /** Values of other free parameters in their own units; those left out stand at mid-range on their scale. */
  readonly fixed: Readonly<Record<string, number>>;
  /** Nodes along each axis, at least 2. */
  readonly grid: number;
}

/** The plane through the parameter space that a slice shows, and its grid. */
export interface SlicePlane {
  readonly space: Space;
  readonly x: SliceAxis;
  readonly y: SliceAxis;
  readonly held: readonly HeldParameter[];
  /** Indices into θ of the parameters on the axes. */
  readonly axes: readonly [x: number, y: number];
  /** θ of a point of the plane. */
  thetaAt(x: number, y: number): Float64Array;
  /** Whether a point of the plane belongs to the campaign. */
  contains(x: number, y: number): boolean;
  /** The grid's nodes that do, ascending; node number = iy·nx + ix. */
  readonly nodes: readonly number[];
  /** Their coordinates, nodes.length × D. */
  readonly u: Float64Array;
}

const MOST_NODES = 2001;

/**
 * @throws ContouristError `slice.axes` (fewer than two different free parameters), `slice.unknown_parameter`,
 *   `slice.fixed` (a value for an axis, a constant or outside the bounds), `slice.grid`
 */
export function createSlicePlane(space: Space, request: SliceRequest): SlicePlane {
  const { x, y, fixed, grid } = request;
  if (x === y) {
    throw new ContouristError('slice.axes', `Both axes of the slice are ${x}.`, {
      blame: 'usage',
      hint: 'Name two different parameters with --x and --y.',
    });
  }
  if (!Number.isInteger(grid) || grid < 2 || grid > MOST_NODES) {
    throw new ContouristError('slice.grid', `A grid has 2 to ${MOST_NODES} nodes a side, not ${grid}.`, {
      blame: 'usage',
    });
  }
  const axes = [indexOfParameter(space, x), indexOfParameter(space, y)] as const;
  for (const [name, value] of Object.entries(fixed)) checkFixed(space, [x, y], name, value);

  const base = thetaHeldAt(space, fixed);
  const thetaAt = (xValue: number, yValue: number): Float64Array => {
    const theta = base.slice();
    theta[axes[0]] = xValue;
    theta[axes[1]] = yValue;
    return theta;
  };
  const xAxis = createAxis(space, axes[0], grid);
  const yAxis = createAxis(space, axes[1], grid);
  return {
    space,
    x: xAxis,
    y: yAxis,
    held: heldParameters(space, request, base),
    axes,
    thetaAt,
    contains: (xValue, yValue) => space.contains(thetaAt(xValue, yValue)),
    ...allowedNodes(space, xAxis, yAxis, thetaAt),
  };
}

/** What lies beyond the constraints, as polygons. */
export function outsideOf({ x, y, nodes, contains }: SlicePlane): Slice['outside'] {
  if (nodes.length === x.values.length * y.values.length) return [];
  return regionWhere(x, y, (a, b) => !contains(a, b));
}

const describe = ({ name, label, unit }: Parameter) => ({
  name,
  ...(label !== undefined && { label }),
  ...(unit !== undefined && { unit }),
});

function createAxis(space: Space, index: number, grid: number): SliceAxis {
  const parameter = space.definition.parameters[index];
  return { ...describe(parameter), scale: parameter.scale, values: axisValues(space, index, grid) };
}

function heldParameters(space: Space, { x, y, fixed }: SliceRequest, base: Float64Array): HeldParameter[] {
  const free = space.definition.parameters.flatMap((parameter, index): HeldParameter[] => {
    if (parameter.name === x || parameter.name === y) return [];
    const because = fixed[parameter.name] === undefined ? 'mid_range' : 'given';
    return [{ ...describe(parameter), value: base[index], because }];
  });
  const constants = Object.entries(space.definition.fixed).map(([name, value]): HeldParameter => {
    return { name, value, because: 'constant' };
  });
  return [...free, ...constants];
}

function allowedNodes(
  space: Space,
  x: SliceAxis,
  y: SliceAxis,
  thetaAt: SlicePlane['thetaAt'],
): Pick<SlicePlane, 'nodes' | 'u'> {
  const nodes: number[] = [];
  const u: number[] = [];
  for (const [iy, yValue] of y.values.entries()) {
    for (const [ix, xValue] of x.values.entries()) {
      const theta = thetaAt(xValue, yValue);
      const coordinates = space.contains(theta) ? space.coordinates(theta) : null;
      if (coordinates === null) continue;
      nodes.push(iy * x.values.length + ix);
      u.push(...coordinates);
    }
  }
  return { nodes, u: Float64Array.from(u) };
}
