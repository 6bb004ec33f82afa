import type { Space } from '#shared/domain/space.ts';
import { chainsInside, isThin } from '#shared/domain/thin-space.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { RegionChains } from '#shared/numerics/thin-regions.ts';
import { pickRows } from '../rows.ts';

/** Points that may be proposed, in their three descriptions, row-major. */
export interface CandidateSet {
  readonly count: number;
  /** count × d. */
  readonly theta: Float64Array;
  /** count × d. */
  readonly v: Float64Array;
  /** count × D, inputs of the Gaussian process. */
  readonly u: Float64Array;
}

/** Points of the box that the rules choose from. */
const CANDIDATES = 2 ** 14;

/** Sobol points that are tried at most until enough of them satisfy the constraints. */
const MOST_TRIED = 2 ** 18;

/** Points of chains that are drawn at a time. */
const CHAIN_DRAW = 2 ** 11;

/** Collects points of the campaign's space, snapped to its lattice; lattice points come only once. */
export class CandidateCollector {
  readonly #space: Space;
  readonly #hasLattice: boolean;
  readonly #seen = new Set<string>();
  readonly #thetas: Float64Array[] = [];
  readonly #coordinates: Float64Array[] = [];

  constructor(space: Space) {
    this.#space = space;
    this.#hasLattice = space.definition.parameters.some(({ step }) => step !== undefined);
  }

  get count(): number {
    return this.#thetas.length;
  }

  /** Takes the lattice point nearest to a v, if the campaign allows it and it is new. @returns whether it is allowed */
  add(v: ArrayLike<number>): boolean {
    const theta = this.#space.snap(this.#space.fromUnit(v));
    if (!this.#space.contains(theta)) return false;
    // Only snapping brings different points together.
    if (this.#hasLattice) {
      const key = theta.join(' ');
      if (this.#seen.has(key)) return true;
      this.#seen.add(key);
    }
    this.#thetas.push(theta);
    // Inside the campaign the coordinates are finite.
    this.#coordinates.push(this.#space.coordinates(theta) ?? new Float64Array(0));
    return true;
  }

  finish(): CandidateSet {
    return {
      count: this.count,
      theta: joinRows(this.#thetas),
      v: joinRows(this.#thetas.map((theta) => this.#space.toUnit(theta))),
      u: joinRows(this.#coordinates),
    };
  }
}

/** Some rows of a candidate set, in the order asked for. */
export function selectCandidates(candidates: CandidateSet, rows: ArrayLike<number>): CandidateSet {
  const take = (matrix: Float64Array) => pickRows(matrix, rows, matrix.length / candidates.count);
  return { count: rows.length, theta: take(candidates.theta), v: take(candidates.v), u: take(candidates.u) };
}

function joinRows(rows: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(rows.length * (rows[0]?.length ?? 0));
  for (const [index, row] of rows.entries()) joined.set(row, index * row.length);
  return joined;
}

/** How many lattice points each parameter has, or null where one of them has no step. */
function latticeLevels(space: Space): number[] | null {
  const levels = space.definition.parameters.map(({ lower, upper, step }) =>
    step === undefined ? Number.POSITIVE_INFINITY : Math.floor((upper - lower) / step + 1e-9) + 1,
  );
  return levels.every(Number.isFinite) ? levels : null;
}

/** All points of a small lattice: drawing from it could miss some, and a batch may need every one. */
function collectLattice(space: Space, levels: readonly number[], collector: CandidateCollector): void {
  const total = levels.reduce((product, count) => product * count, 1);
  const { parameters } = space.definition;
  for (let index = 0; index < total; index++) {
    let rest = index;
    const theta = parameters.map(({ lower, step = 0 }, axis) => {
      const level = rest % levels[axis];
      rest = (rest - level) / levels[axis];
      return lower + level * step;
    });
    collector.add(space.toUnit(theta));
  }
}

/** Adds points of chains to the few that were met at random. A lattice may hold fewer than are wanted. */
function thinCandidates(space: Space, seed: number, collector: CandidateCollector): CandidateSet {
  const chains = chainsInside(space, seed);
  if (!(chains instanceof RegionChains)) return collector.finish();
  const dimension = space.names.length;
  let before = -1;
  // A draw that brings nothing new has found what a lattice holds there.
  while (collector.count < CANDIDATES && collector.count > before) {
    before = collector.count;
    const points = chains.next(CHAIN_DRAW);
    for (let row = 0; row < CHAIN_DRAW && collector.count < CANDIDATES; row++)
      collector.add(points.subarray(row * dimension, (row + 1) * dimension));
  }
  return collector.finish();
}

/**
 * The candidates of a box: its lattice where that is small, or else scrambled Sobol points that satisfy the
 * constraints, 2¹⁴ of them unless the constraints leave too little (2¹⁸ are tried). Of a thin space they are points of
 * chains that never leave it, snapped to the lattice.
 */
export function boxCandidates(space: Space, seed: number): CandidateSet {
  const collector = new CandidateCollector(space);
  const levels = latticeLevels(space);
  if (levels !== null && levels.reduce((product, count) => product * count, 1) <= CANDIDATES) {
    collectLattice(space, levels, collector);
    return collector.finish();
  }
  const dimension = space.names.length;
  let allowed = 0;
  for (let tried = 0; tried < MOST_TRIED && collector.count < CANDIDATES; tried += CANDIDATES) {
    const points = sobolPoints(dimension, CANDIDATES, { scrambleSeed: seed, skip: tried });
    for (let row = 0; row < CANDIDATES && collector.count < CANDIDATES; row++) {
      if (collector.add(points.subarray(row * dimension, (row + 1) * dimension))) allowed++;
    }
    if (isThin(allowed, tried + CANDIDATES)) return thinCandidates(space, seed, collector);
  }
  return collector.finish();
}
