import { transposed } from '#shared/numerics/dense/row-products.ts';
import { largestMagnitude } from '#shared/numerics/dense/vectors.ts';
import type { CholeskyFactor, DenseEngine } from '../../engines/dense-engine.ts';
import { axisCorrelation } from '../../gaussian-process/axis-correlation.ts';
import { priorVariance } from '../../gaussian-process/covariance.ts';
import { designColumnsOfTask } from '../../gaussian-process/mean-function.ts';
import { HIGH, LOW } from '../../gaussian-process/training-set.ts';
import { trendResiduals, VARIANCE_FLOOR } from '../posterior-parts.ts';
import type { ProfiledMean } from '../profiled-mean.ts';
import { projectPoints } from './axis-spectrum.ts';
import type { Plane } from './find-plane.ts';
import type { GridFactor, Solved } from './grid-factor.ts';
import { interpolateRows, type RowInterpolation } from './interpolate-rows.ts';
import { levelsOfCells } from './tensor.ts';
import { type TriangularBlocks, whitenedNorms } from './triangular-blocks.ts';

/** What a plane is predicted from. */
export interface PlaneSource {
  readonly factor: GridFactor;
  readonly profiled: ProfiledMean;
  /** K⁻¹(y − Hβ), then the columns of K⁻¹H. */
  readonly solved: readonly Solved[];
  /** T in the tree's cells, cells × q, and L⁻¹ of the others. */
  readonly coupled: Float64Array;
  /** L, null without others. */
  readonly ofOthers: OthersFactor | null;
}

interface OthersFactor {
  readonly schur: CholeskyFactor;
  readonly blocks: TriangularBlocks;
}

/** Nodes of a plane that are whitened at once. */
const ROWS = 2560;

/**
 * ŷ and s² at the nodes of a plane. Both are sums over the grid and the others of products over the axes, so what does
 * not vary is contracted once, and only whitening the others' part takes a product for every node.
 */
export async function predictPlane(
  engine: DenseEngine,
  source: PlaneSource,
  plane: Plane,
  task: typeof LOW | typeof HIGH,
): Promise<{ mean: Float64Array; variance: Float64Array }> {
  const { factor, profiled, solved, ofOthers } = source;
  const { frame, h } = factor;
  const { structure, mean: meanFunction } = frame.regression;
  const [xs, ys] = plane.axes.map((axis) => plane.coordinates[axis]);
  const grid = contractGrid(source, plane, task);
  const terms = termsWithOthers(factor, plane, task);

  const known: Float64Array[] = [];
  for (const [k, vector] of solved.entries()) {
    const values = grid.products[k];
    for (const { a, b } of terms) {
      const weighted = a.map((value, index) => value * vector.others[index % vector.others.length]);
      const q = vector.others.length;
      const part = await engine.multiplyTransposed(weighted, b, xs.length, q, ys.length);
      for (let node = 0; node < part.length; node++) values[node] += part[node];
    }
    known.push(values);
  }

  const design = designColumnsOfTask(meanFunction, structure.dimension, nodesOf(plane), task);
  const mean = known[0].map((value, node) =>
    design.reduce((sum, column, c) => sum + profiled.beta[c] * column[node], value),
  );
  const trend = trendResiduals(profiled, design, (node, c) => known[1 + c][node]);
  const prior = priorVariance(h, task);
  const columns = design.length;
  const explained = grid.explained;
  if (ofOthers) {
    const besides = await explainedByOthers(engine, grid, terms, ofOthers);
    for (let node = 0; node < explained.length; node++) explained[node] += besides[node];
  }
  const variance = explained.map((value, node) => {
    let sum = prior - value;
    for (let c = node * columns; c < (node + 1) * columns; c++) sum += trend[c] * trend[c];
    return Math.max(sum, VARIANCE_FLOOR * prior);
  });
  return { mean, variance };
}

interface ContractedGrid {
  /** By node of the plane, for every solved vector: its product with the covariance with the grid. */
  readonly products: Float64Array[];
  /** By node: what the grid's points alone explain of the variance. */
  readonly explained: Float64Array;
  /** The two varying axes' factors, levels × nodes. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly levels: readonly [a: number, b: number];
  /** T contracted over all other axes: q × pairs of levels. */
  readonly coupled: Float64Array;
}

function contractGrid(
  { factor, solved, coupled }: PlaneSource,
  plane: Plane,
  task: typeof LOW | typeof HIGH,
): ContractedGrid {
  const { frame, tree, spectra, diagonal, holes, h, kappa } = factor;
  const { sizes } = frame.layout;
  const m = frame.layout.holes.length;
  const q = frame.others.count;
  const [axisA, axisB] = plane.axes;
  const pairs = sizes[axisA] * sizes[axisB];
  const factors = spectra.map((spectrum, axis) => projectPoints(spectrum, plane.coordinates[axis]));
  const levels = levelsOfCells(sizes, tree.cells);
  const scale = frame.task === LOW && task === HIGH ? h.kappaCross : kappa;

  const products = solved.map(() => new Float64Array(pairs));
  const squares = new Float64Array(pairs);
  const ofHoles = new Float64Array(pairs * m);
  const ofOthers = new Float64Array(pairs * q);
  for (let i = 0; i < tree.cells.length; i++) {
    const cell = tree.cells[i];
    let weight = scale;
    for (let axis = 0; axis < sizes.length; axis++) {
      if (axis !== axisA && axis !== axisB) weight *= factors[axis][levels[axis][i]];
    }
    const pair = levels[axisA][i] * sizes[axisB] + levels[axisB][i];
    for (let k = 0; k < solved.length; k++) products[k][pair] += weight * solved[k].hat[cell];
    squares[pair] += (weight * weight) / diagonal[cell];
    for (let k = 0; k < m; k++) ofHoles[pair * m + k] += weight * holes[cell * m + k];
    for (let r = 0; r < q; r++) ofOthers[pair * q + r] += weight * coupled[i * q + r];
  }

  const [a, b] = [factors[axisA], factors[axisB]];
  const explained = contractPairs(
    squares,
    a.map((value) => value * value),
    b.map((value) => value * value),
    sizes[axisA],
    sizes[axisB],
  );
  for (let k = 0; k < m; k++) {
    const column = Float64Array.from({ length: pairs }, (_, pair) => ofHoles[pair * m + k]);
    contractPairs(column, a, b, sizes[axisA], sizes[axisB]).forEach((value, node) => {
      explained[node] -= value * value;
    });
  }
  return {
    products: products.map((column) => contractPairs(column, a, b, sizes[axisA], sizes[axisB])),
    explained,
    a,
    b,
    levels: [sizes[axisA], sizes[axisB]],
    coupled: transposed(ofOthers, pairs, q),
  };
}

/** Σ over pairs of levels of values[pair]·a[level, x]·b[level, y], by node. */
function contractPairs(
  values: Float64Array,
  a: Float64Array,
  b: Float64Array,
  levelsA: number,
  levelsB: number,
): Float64Array {
  const [nx, ny] = [a.length / levelsA, b.length / levelsB];
  const out = new Float64Array(nx * ny);
  const row = new Float64Array(ny);
  for (let i = 0; i < levelsA; i++) {
    row.fill(0);
    for (let j = 0; j < levelsB; j++) {
      const value = values[i * levelsB + j];
      for (let y = 0; y < ny; y++) row[y] += value * b[j * ny + y];
    }
    for (let x = 0; x < nx; x++) {
      const factor = a[i * nx + x];
      for (let y = 0; y < ny; y++) out[x * ny + y] += factor * row[y];
    }
  }
  return out;
}

/** Covariances with the others on a plane are sums of products a(x)·b(y), one number an other point. */
interface Term {
  /** Nodes along the first axis × q; everything that does not vary is in it. */
  readonly a: Float64Array;
  /** Nodes along the second axis × q. */
  readonly b: Float64Array;
}

function termsWithOthers(factor: GridFactor, plane: Plane, task: typeof LOW | typeof HIGH): Term[] {
  const { frame, h } = factor;
  const { others, otherAxes, regression } = frame;
  const { kernel } = regression.structure;
  const q = others.count;
  if (q === 0) return [];
  const [axisA, axisB] = plane.axes;
  const term = (lengths: Float64Array, scales: Float64Array): Term => {
    const weights = scales.slice();
    plane.coordinates.forEach((coordinates, axis) => {
      if (axis === axisA || axis === axisB) return;
      const row = axisCorrelation(kernel, lengths[axis], coordinates, otherAxes[axis]);
      for (let r = 0; r < q; r++) weights[r] *= row[r];
    });
    const table = (axis: number) =>
      axisCorrelation(kernel, lengths[axis], plane.coordinates[axis], otherAxes[axis]);
    return { a: table(axisA).map((value, k) => value * weights[k % q]), b: table(axisB) };
  };
  const isLow = (r: number) => r < others.countLow;
  const [withLow, withHigh] = task === LOW ? [h.kappaLow, h.kappaCross] : [h.kappaCross, h.kappaHigh];
  const shared = Float64Array.from({ length: q }, (_, r) => (isLow(r) ? withLow : withHigh));
  const terms = [term(h.lengths, shared)];
  if (h.difference && task === HIGH) {
    const { lengths, variance } = h.difference;
    terms.push(
      term(
        lengths,
        Float64Array.from({ length: q }, (_, r) => (isLow(r) ? 0 : variance)),
      ),
    );
  }
  return terms;
}

/** Beyond this share of an axis's nodes, combinations of pivots cost more than they save. */
const FEW_PIVOTS = 1 / 3;

/** By node of the plane: what the others explain of the variance besides the grid, |L⁻¹(k_R(u) − Tᵀk_S(u))|². */
async function explainedByOthers(
  engine: DenseEngine,
  grid: ContractedGrid,
  terms: readonly Term[],
  { schur, blocks }: OthersFactor,
): Promise<Float64Array> {
  const nx = grid.a.length / grid.levels[0];
  const ny = grid.b.length / grid.levels[1];
  const alongA = interpolation(
    grid.a,
    terms.map(({ a }) => a),
    nx,
  );
  const alongB =
    alongA &&
    interpolation(
      grid.b,
      terms.map(({ b }) => b),
      ny,
    );
  if (alongA && alongB) {
    // Whitened at the pivots alone: everywhere else it is a combination of those.
    const nodes = product(alongA.pivots, alongB.pivots, ny);
    if (nodes.length === 0) return new Float64Array(nx * ny);
    const residual = await residualsWithOthers(engine, grid, terms, nodes, 0, schur.size);
    const whitened = await engine.whitenRows(schur, residual, nodes.length);
    const gram = await engine.multiplyTransposed(whitened, whitened, nodes.length, schur.size, nodes.length);
    return combinedNorms(gram, alongA, alongB);
  }
  const norms = new Float64Array(nx * ny);
  for (let from = 0; from < norms.length; from += ROWS) {
    const nodes = Int32Array.from({ length: Math.min(ROWS, norms.length - from) }, (_, i) => from + i);
    const columns: Float64Array[] = [];
    for (let block = 0; block + 1 < blocks.starts.length; block++) {
      const [first, end] = [blocks.starts[block], blocks.starts[block + 1]];
      columns.push(await residualsWithOthers(engine, grid, terms, nodes, first, end));
    }
    norms.set(await whitenedNorms(engine, blocks, columns), from);
  }
  return norms;
}

/** All that depends on one axis, as combinations of a few of its nodes. */
function interpolation(
  factors: Float64Array,
  tables: readonly Float64Array[],
  nodes: number,
): RowInterpolation | null {
  const levels = factors.length / nodes;
  const columns = tables.map((table) => table.length / nodes);
  const width = columns.reduce((sum, count) => sum + count, levels);
  const joint = new Float64Array(nodes * width);
  for (let level = 0; level < levels; level++) {
    // What multiplies a level's factor is the larger the smaller that is: all levels count the same.
    const row = factors.subarray(level * nodes, (level + 1) * nodes);
    const scale = inverse(largestMagnitude(row));
    for (let node = 0; node < nodes; node++) joint[node * width + level] = scale * row[node];
  }
  let start = levels;
  for (const [t, table] of tables.entries()) {
    const scale = inverse(largestMagnitude(table));
    for (let node = 0; node < nodes; node++) {
      for (let k = 0; k < columns[t]; k++)
        joint[node * width + start + k] = scale * table[node * columns[t] + k];
    }
    start += columns[t];
  }
  return interpolateRows(joint, nodes, Math.floor(FEW_PIVOTS * nodes));
}

const inverse = (value: number) => (value > 0 ? 1 / value : 0);

function product(a: Int32Array, b: Int32Array, ny: number): Int32Array {
  return Int32Array.from({ length: a.length * b.length }, (_, k) => {
    return a[Math.floor(k / b.length)] * ny + b[k % b.length];
  });
}

/** |Σ_kl φ_k(x) ψ_l(y) w_kl|² at every node, from the Gram matrix of the w. */
function combinedNorms(gram: Float64Array, along: RowInterpolation, across: RowInterpolation): Float64Array {
  const [rankA, rankB] = [along.pivots.length, across.pivots.length];
  const [nx, ny] = [along.weights.length / rankA, across.weights.length / rankB];
  const rank = rankA * rankB;
  const norms = new Float64Array(nx * ny);
  const ofX = new Float64Array(rankB * rankB);
  for (let x = 0; x < nx; x++) {
    const phi = along.weights.subarray(x * rankA, (x + 1) * rankA);
    ofX.fill(0);
    for (let k = 0; k < rankA; k++) {
      for (let l = 0; l < rankB; l++) {
        const row = (k * rankB + l) * rank;
        for (let k2 = 0; k2 < rankA; k2++) {
          const factor = phi[k] * phi[k2];
          for (let l2 = 0; l2 < rankB; l2++) ofX[l * rankB + l2] += factor * gram[row + k2 * rankB + l2];
        }
      }
    }
    for (let y = 0; y < ny; y++) {
      const psi = across.weights.subarray(y * rankB, (y + 1) * rankB);
      let sum = 0;
      for (let l = 0; l < rankB; l++) {
        let inner = 0;
        for (let l2 = 0; l2 < rankB; l2++) inner += ofX[l * rankB + l2] * psi[l2];
        sum += psi[l] * inner;
      }
      norms[x * ny + y] = sum;
    }
  }
  return norms;
}

/** Covariance of nodes with the others from `first` to `end`, less what the grid knows of it: nodes × (end − first). */
async function residualsWithOthers(
  engine: DenseEngine,
  { a, b, levels: [levelsA, levelsB], coupled }: ContractedGrid,
  terms: readonly Term[],
  nodes: Int32Array,
  first: number,
  end: number,
): Promise<Float64Array> {
  const [nx, ny] = [a.length / levelsA, b.length / levelsB];
  const pairs = levelsA * levelsB;
  const width = end - first;
  const factors = new Float64Array(nodes.length * pairs);
  let k = 0;
  for (const node of nodes) {
    const [x, y] = [Math.floor(node / ny), node % ny];
    for (let i = 0; i < levelsA; i++) {
      const factor = a[i * nx + x];
      for (let j = 0; j < levelsB; j++) factors[k++] = factor * b[j * ny + y];
    }
  }
  const known = coupled.subarray(first * pairs, end * pairs);
  const residual = await engine.multiplyTransposed(factors, known, nodes.length, pairs, width);
  const q = terms[0].b.length / ny;
  const [one, two] = terms;
  nodes.forEach((node, i) => {
    const [atA, atB, at] = [Math.floor(node / ny) * q + first, (node % ny) * q + first, i * width];
    if (two === undefined) {
      for (let r = 0; r < width; r++) residual[at + r] = one.a[atA + r] * one.b[atB + r] - residual[at + r];
      return;
    }
    for (let r = 0; r < width; r++) {
      residual[at + r] = one.a[atA + r] * one.b[atB + r] + two.a[atA + r] * two.b[atB + r] - residual[at + r];
    }
  });
  return residual;
}

/** Coordinates of all nodes, nodes × D. */
function nodesOf({ axes: [a, b], coordinates }: Plane): Float64Array {
  const [nx, ny] = [coordinates[a].length, coordinates[b].length];
  const base = coordinates.map((values) => values[0]);
  const u = new Float64Array(nx * ny * base.length);
  for (let node = 0; node < nx * ny; node++) {
    u.set(base, node * base.length);
    u[node * base.length + a] = coordinates[a][Math.floor(node / ny)];
    u[node * base.length + b] = coordinates[b][node % ny];
  }
  return u;
}
