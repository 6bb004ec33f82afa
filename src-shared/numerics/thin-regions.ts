import { createRandom, deriveSeed, type Random } from './random.ts';
import { sobolPoints } from './sobol.ts';

/** A part of the unit cube, however small. */
export interface Region {
  readonly dimension: number;
  /** How far a point is from belonging to it: 0 exactly where it does. */
  violation(v: Float64Array): number;
}

/** What a search that met no point of the region has seen. */
export interface Unmet {
  /** Points that were evaluated. */
  readonly tried: number;
  /** The point that came nearest. */
  readonly nearest: Float64Array;
}

/** Chains that walk side by side. Their differences show each of them the directions in which the region extends. */
const CHAINS = 256;

/** Halvings of the volume before the search ends: the smallest share that is found is 2⁻²⁰⁰. */
const MOST_LEVELS = 200;

/** The violation must fall by this share in so many halvings, or its minimum is taken to be above zero. */
const STALLED_SHARE = 1e-5;
const STALLED_LEVELS = 4;

/** Trials on one line: an interval that is halved so often is a point. */
const MOST_SHRINKS = 100;

/**
 * Points that are uniform over a region of the unit cube, by Markov chains that never leave it.
 *
 * The chains start all over the cube and are confined step by step: half of them, those of least violation, stay, the
 * others start again from these, and all walk on within that violation (subset simulation: S.-K. Au & J. L. Beck,
 * Probab. Eng. Mech. 16 (2001) 263). So a region is found however small its share, each of its parts in proportion, and
 * the share is known on the way. A step is hit-and-run (R. L. Smith, Oper. Res. 32 (1984) 1296) along an axis, a random
 * direction or the difference of two other chains (C. J. F. ter Braak, Stat. Comput. 16 (2006) 239: thin slabs are
 * crossed lengthwise), with the interval shrunk until a point of it belongs (R. M. Neal, Ann. Stat. 31 (2003) 705), which
 * leaves the uniform distribution as it is on regions of any shape.
 */
export class RegionChains {
  /** The share of the unit cube that the region is; its error is that of independent chains. */
  readonly share: number;
  readonly #region: Region;
  readonly #random: Random;
  readonly #points: Float64Array;

  private constructor(region: Region, random: Random, points: Float64Array, share: number) {
    this.#region = region;
    this.#random = random;
    this.#points = points;
    this.share = share;
  }

  /** Finds the region. The same seed gives the same chains. */
  static start(region: Region, seed: number): RegionChains | Unmet {
    const { dimension } = region;
    const random = createRandom(deriveSeed(seed, 'chains'));
    let points = sobolPoints(dimension, CHAINS, { scrambleSeed: deriveSeed(seed, 'chain starts') });
    let tried = CHAINS;
    const counted: Region = {
      dimension,
      violation: (v) => {
        tried++;
        return region.violation(v);
      },
    };
    const violationsOf = () =>
      Float64Array.from({ length: CHAINS }, (_, chain) =>
        region.violation(points.subarray(chain * dimension, (chain + 1) * dimension)),
      );
    let share = 1;
    const levels: number[] = [];
    for (let round = 0; round < MOST_LEVELS; round++) {
      const violations = violationsOf();
      const order = Uint32Array.from(violations.keys()).sort(
        (a, b) => violations[a] - violations[b] || a - b,
      );
      const nearest = points.slice(order[0] * dimension, (order[0] + 1) * dimension);
      const level = violations[order[CHAINS / 2 - 1]];
      const before = levels.at(-STALLED_LEVELS);
      const isStalled = before !== undefined && level > before * (1 - STALLED_SHARE);
      const staying = order.filter((chain) => violations[chain] <= level);
      // All alike: nothing says which way to go, unless some belong already.
      const isFlat = staying.length === CHAINS && level > 0;
      if (violations[order[0]] > 0 && (isStalled || isFlat)) return { tried, nearest };
      const bound = isFlat || isStalled ? 0 : level;
      const kept = order.filter((chain) => violations[chain] <= bound);
      share *= kept.length / CHAINS;
      levels.push(bound);
      const next = new Float64Array(points.length);
      for (let chain = 0; chain < CHAINS; chain++) {
        const from = chain < kept.length ? kept[chain] : kept[random.integer(kept.length)];
        next.set(points.subarray(from * dimension, (from + 1) * dimension), chain * dimension);
      }
      points = next;
      shuffleRows(points, dimension, random);
      for (let sweep = 0; sweep < sweepsFor(dimension); sweep++) walk(points, counted, bound, random);
      if (bound > 0) continue;
      for (let sweep = 0; sweep < 2 * sweepsFor(dimension); sweep++) walk(points, counted, 0, random);
      return new RegionChains(region, random, points, share);
    }
    const violations = violationsOf();
    const least = violations.indexOf(Math.min(...violations));
    return { tried, nearest: points.slice(least * dimension, (least + 1) * dimension) };
  }

  /** The next points, rows of v: those of all chains, and again after they have walked on. */
  next(count: number): Float64Array {
    const { dimension } = this.#region;
    const rows = new Float64Array(count * dimension);
    for (let filled = 0; filled < count; filled += CHAINS) {
      for (let sweep = 0; sweep < sweepsFor(dimension); sweep++)
        walk(this.#points, this.#region, 0, this.#random);
      const taken = Math.min(CHAINS, count - filled);
      rows.set(this.#points.subarray(0, taken * dimension), filled * dimension);
    }
    return rows;
  }
}

/** Steps of every chain between two points that are taken: one for every direction of the space. */
function sweepsFor(dimension: number): number {
  return Math.max(6, dimension);
}

function shuffleRows(points: Float64Array, dimension: number, random: Random): void {
  const order = Array.from({ length: CHAINS }, (_, chain) => chain);
  random.shuffle(order);
  const before = points.slice();
  for (const [chain, from] of order.entries())
    points.set(before.subarray(from * dimension, (from + 1) * dimension), chain * dimension);
}

/** One step of every chain within a violation. The chains of one half take their directions from the other. */
function walk(points: Float64Array, { dimension, violation }: Region, bound: number, random: Random): void {
  const direction = new Float64Array(dimension);
  const trial = new Float64Array(dimension);
  const half = CHAINS / 2;
  for (let chain = 0; chain < CHAINS; chain++) {
    const place = points.subarray(chain * dimension, (chain + 1) * dimension);
    chooseDirection(direction, points, chain < half ? half : 0, random);
    let [from, to] = chordInUnitCube(place, direction);
    for (let shrink = 0; shrink < MOST_SHRINKS && from < to; shrink++) {
      const at = from + (to - from) * random.uniform();
      for (let axis = 0; axis < dimension; axis++)
        trial[axis] = Math.min(1, Math.max(0, place[axis] + at * direction[axis]));
      if (violation(trial) <= bound) {
        place.set(trial);
        break;
      }
      if (at < 0) from = at;
      else to = at;
    }
  }
}

/** Along an axis, anywhere, or, for every second step, along the difference of two chains of the other half. */
function chooseDirection(
  direction: Float64Array,
  points: Float64Array,
  otherHalf: number,
  random: Random,
): void {
  const dimension = direction.length;
  const kind = random.integer(4);
  direction.fill(0);
  if (kind === 0) {
    direction[random.integer(dimension)] = 1;
    return;
  }
  if (kind > 1) {
    const first = (otherHalf + random.integer(CHAINS / 2)) * dimension;
    const second = (otherHalf + random.integer(CHAINS / 2)) * dimension;
    for (let axis = 0; axis < dimension; axis++)
      direction[axis] = points[first + axis] - points[second + axis];
    if (direction.some((component) => component !== 0)) return;
  }
  for (let axis = 0; axis < dimension; axis++) direction[axis] = random.normal();
}

/** Between which t ∈ [from, to] place + t·direction is inside [0, 1]^d. */
export function chordInUnitCube(place: Float64Array, direction: Float64Array): [from: number, to: number] {
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  for (let axis = 0; axis < place.length; axis++) {
    if (direction[axis] === 0) continue;
    const low = -place[axis] / direction[axis];
    const high = (1 - place[axis]) / direction[axis];
    from = Math.max(from, Math.min(low, high));
    to = Math.min(to, Math.max(low, high));
  }
  return [from, to];
}
