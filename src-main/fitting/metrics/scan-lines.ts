import type { Space } from '#shared/domain/space.ts';
import { createRandom, deriveSeed } from '#shared/numerics/random.ts';
import { chordInUnitCube } from '#shared/numerics/thin-regions.ts';
import { row } from '../rows.ts';
import { sampleVolume } from './volume-sample.ts';

/**
 * Straight lines through the allowed volume of v on which contours are looked for.
 *
 * Lines that are uniform in position and direction meet a surface uniformly by area (Cauchy and Crofton; L. A. Santaló,
 * Integral Geometry and Geometric Probability, ch. 14). A line through a random allowed point in a random direction is
 * not quite that: it is the more likely the longer its way through the volume, which `weight` makes good.
 */
export interface ScanLines {
  readonly dimension: number;
  readonly count: number;
  /** Equally spaced nodes on each line, both ends included. */
  readonly nodes: number;
  /** v of the nodes, count × nodes × d. */
  readonly v: Float64Array;
  /** Whether a node is inside the space, count × nodes. */
  readonly allowed: Uint8Array;
  /** 1/(length of the line inside the space), 0 where no node is inside. */
  readonly weight: Float64Array;
}

/**
 * @param count lines, a power of two for the best balance
 * @param nodes per line, 2 or more: what is narrower than their distance may be missed
 */
export function drawScanLines(
  space: Space,
  { count, nodes, seed }: { readonly count: number; readonly nodes: number; readonly seed: number },
): ScanLines {
  const dimension = space.names.length;
  const sample = sampleVolume(space, { count, replicates: 1, seed: deriveSeed(seed, 'line anchors') });
  const anchors = sample.v;
  const random = createRandom(deriveSeed(seed, 'line directions'));
  const v = new Float64Array(count * nodes * dimension);
  const allowed = new Uint8Array(count * nodes);
  const weight = new Float64Array(count);
  for (let line = 0; line < count; line++) {
    const anchor = row(anchors, line, dimension);
    const direction = randomDirection(dimension, random.normal);
    const chord = chordInUnitCube(anchor, direction);
    const [from, to] = sample.isThin ? segmentInside(space, anchor, direction, chord) : chord;
    let inside = 0;
    for (let node = 0; node < nodes; node++) {
      const at = from + ((to - from) * node) / (nodes - 1);
      const index = line * nodes + node;
      const point = row(v, index, dimension);
      for (let axis = 0; axis < dimension; axis++) {
        point[axis] = clamped(anchor[axis] + at * direction[axis]);
      }
      allowed[index] = space.contains(space.fromUnit(point)) ? 1 : 0;
      inside += allowed[index];
    }
    weight[line] = inside === 0 || from === to ? 0 : nodes / (inside * (to - from));
  }
  return { dimension, count, nodes, v, allowed, weight };
}

/** A unit vector, isotropic: normal components have no preferred direction. */
function randomDirection(dimension: number, normal: () => number): Float64Array {
  const direction = Float64Array.from({ length: dimension }, normal);
  const length = Math.hypot(...direction);
  return direction.map((component) => component / length);
}

/**
 * The part of a line around its anchor that belongs to a thin space, of which equally spaced nodes over the whole cube
 * would hit one at most. A segment is met the more likely the longer it is, so its own length is its weight; parts of the
 * line beyond a gap have anchors of their own.
 */
function segmentInside(
  space: Space,
  anchor: Float64Array,
  direction: Float64Array,
  [from, to]: readonly [number, number],
): [from: number, to: number] {
  const isInside = (at: number) =>
    space.violation(anchor.map((place, axis) => clamped(place + at * direction[axis]))) === 0;
  const endTowards = (end: number) => {
    if (isInside(end)) return end;
    let [inside, outside] = [0, end];
    for (let halving = 0; halving < HALVINGS; halving++) {
      const middle = (inside + outside) / 2;
      if (isInside(middle)) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  return [endTowards(from), endTowards(to)];
}

/** The end of a segment is found to 2⁻⁶⁰ of the way to the cube's. */
const HALVINGS = 60;

function clamped(place: number): number {
  return Math.min(1, Math.max(0, place));
}
