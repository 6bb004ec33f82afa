import { transposed } from '#shared/numerics/dense/row-products.ts';
import { largestMagnitude } from '#shared/numerics/dense/vectors.ts';
import type { CholeskyFactor } from '../../engines/dense-engine.ts';
import { priorVariance } from '../../gaussian-process/covariance.ts';
import { designColumnsOfTask } from '../../gaussian-process/mean-function.ts';
import type { HIGH, LOW } from '../../gaussian-process/training-set.ts';
import { pickRows } from '../../rows.ts';
import type { AlgebraInParts } from '../algebra-in-parts.ts';
import type { Plane } from '../find-plane.ts';
import { interpolateRows, type RowInterpolation } from '../interpolate-rows.ts';
import { trendResiduals, VARIANCE_FLOOR } from '../posterior-parts.ts';
import type { ProfiledMean } from '../profiled-mean.ts';
import type { GridFactor } from './grid-factor.ts';
import { contractCells, contractPairs, type PlaneCells, planeCells } from './plane-cells.ts';
import { type Term, termsWithOthers } from './plane-terms.ts';
import { type TriangularBlocks, whitenedNorms } from './triangular-blocks.ts';
import type { Solved } from './whitened-vectors.ts';

/** What the mean of a plane is predicted from. */
export interface MeanSource {
  readonly factor: GridFactor;
  readonly profiled: ProfiledMean;
  /** K⁻¹(y − Hβ). */
  readonly alpha: Solved;
}

/** What its variance needs besides. */
export interface PlaneSource extends MeanSource {
  /** The columns of K⁻¹H. */
  readonly design: readonly Solved[];
  /** T in the tree's cells, cells × q. */
  readonly coupled: Float64Array;
  /** Null without other points. */
  readonly ofOthers: OthersFactor | null;
}

/** L of the others, as a whole and in blocks. */
interface OthersFactor {
  readonly schur: CholeskyFactor;
  readonly blocks: TriangularBlocks;
}

/** Nodes of a plane that are whitened at once. */
const ROWS = 2560;

/** ŷ at the nodes of a plane: sums over the grid and the others of products over the axes. */
export async function predictPlaneMean(
  algebra: AlgebraInParts,
  { factor, profiled, alpha }: MeanSource,
  plane: Plane,
  task: typeof LOW | typeof HIGH,
): Promise<Float64Array> {
  const terms = termsWithOthers(factor, plane, task);
  const values = await covarianceTimes(algebra, factor, planeCells(factor, plane, task), terms, alpha);
  return addTrend(values, designOfNodes(factor, plane, task), profiled);
}

/**
 * ŷ and s² at the nodes of a plane. What does not vary is contracted once, and only whitening the others' part takes a
 * product for every node.
 */
export async function predictPlane(
  algebra: AlgebraInParts,
  source: PlaneSource,
  plane: Plane,
  task: typeof LOW | typeof HIGH,
): Promise<{ mean: Float64Array; variance: Float64Array }> {
  const { factor, profiled, alpha, ofOthers } = source;
  const cells = planeCells(factor, plane, task);
  const terms = termsWithOthers(factor, plane, task);
  const design = designOfNodes(factor, plane, task);
  const mean = addTrend(await covarianceTimes(algebra, factor, cells, terms, alpha), design, profiled);

  const known: Float64Array[] = [];
  for (const column of source.design) {
    known.push(await covarianceTimes(algebra, factor, cells, terms, column));
  }
  const trend = trendResiduals(profiled, design, (node, c) => known[c][node]);
  const explained = explainedByGrid(factor, cells);
  if (ofOthers) {
    const coupled = contractCells(cells, source.coupled, ofOthers.schur.size);
    const besides = await explainedByOthers(algebra, cells, coupled, terms, ofOthers);
    for (let node = 0; node < explained.length; node++) explained[node] += besides[node];
  }
  const prior = priorVariance(factor.h, task);
  const columns = design.length;
  const variance = explained.map((value, node) => {
    let sum = prior - value;
    for (let c = node * columns; c < (node + 1) * columns; c++) sum += trend[c] * trend[c];
    return Math.max(sum, VARIANCE_FLOOR * prior);
  });
  return { mean, variance };
}

function designOfNodes({ frame }: GridFactor, plane: Plane, task: typeof LOW | typeof HIGH): Float64Array[] {
  const { structure, mean } = frame.regression;
  return designColumnsOfTask(mean, structure.dimension, nodesOf(plane), task);
}

/** values + Hβ. */
function addTrend(
  values: Float64Array,
  design: readonly Float64Array[],
  { beta }: ProfiledMean,
): Float64Array {
  return values.map((value, node) => design.reduce((sum, column, c) => sum + beta[c] * column[node], value));
}

/** k(u)ᵀv at every node, for a solved v. */
async function covarianceTimes(
  algebra: AlgebraInParts,
  { tree }: GridFactor,
  cells: PlaneCells,
  terms: readonly Term[],
  { hat, others }: Solved,
): Promise<Float64Array> {
  const ofCells = Float64Array.from(tree.cells, (cell) => hat[cell]);
  const values = contractPairs(contractCells(cells, ofCells, 1), cells.a, cells.b, cells.levels);
  const q = others.length;
  for (const { a, b } of terms) {
    const weighted = a.map((value, index) => value * others[index % q]);
    const part = await algebra.multiplyTransposed(weighted, b, a.length / q, q, b.length / q);
    for (let node = 0; node < part.length; node++) values[node] += part[node];
  }
  return values;
}

/** By node: what the grid's points alone explain of the variance. */
function explainedByGrid({ frame, tree, diagonal, holes }: GridFactor, cells: PlaneCells): Float64Array {
  const { weights, a, b, levels } = cells;
  const squared = (factors: Float64Array) => factors.map((value) => value * value);
  const precisions = Float64Array.from(tree.cells, (cell, i) => weights[i] / diagonal[cell]);
  const explained = contractPairs(contractCells(cells, precisions, 1), squared(a), squared(b), levels);
  const m = frame.layout.holes.length;
  const ofHoles = transposed(
    contractCells(cells, pickRows(holes, tree.cells, m), m),
    levels[0] * levels[1],
    m,
  );
  for (let k = 0; k < m; k++) {
    const column = ofHoles.subarray((k * ofHoles.length) / m, ((k + 1) * ofHoles.length) / m);
    contractPairs(column, a, b, levels).forEach((value, node) => {
      explained[node] -= value * value;
    });
  }
  return explained;
}

/** Beyond this share of an axis's nodes, combinations of pivots cost more than they save … */
const FEW_PIVOTS = 1 / 3;
/** … but on a coarse plane so many always cost little, up to this larger share. */
const ALWAYS_FEW = 16;
const COARSE_SHARE = 2 / 3;

/**
 * By node of the plane: what the others explain of the variance besides the grid, |L⁻¹(k_R(u) − Tᵀk_S(u))|².
 *
 * @param coupledPairs T contracted over all other axes, pairs of levels × q
 */
async function explainedByOthers(
  algebra: AlgebraInParts,
  cells: PlaneCells,
  coupledPairs: Float64Array,
  terms: readonly Term[],
  { schur, blocks }: OthersFactor,
): Promise<Float64Array> {
  const pairs = cells.levels[0] * cells.levels[1];
  const coupled = transposed(coupledPairs, pairs, schur.size);
  const nx = cells.a.length / cells.levels[0];
  const ny = cells.b.length / cells.levels[1];
  const alongA = interpolation(
    cells.a,
    terms.map(({ a }) => a),
    nx,
  );
  const alongB =
    alongA &&
    interpolation(
      cells.b,
      terms.map(({ b }) => b),
      ny,
    );
  if (alongA && alongB) {
    // Whitened at the pivots alone: everywhere else it is a combination of those.
    const nodes = product(alongA.pivots, alongB.pivots, ny);
    if (nodes.length === 0) return new Float64Array(nx * ny);
    const residual = await residualsWithOthers(algebra, cells, coupled, terms, nodes, 0, schur.size);
    const whitened = await algebra.whitenRows(schur, residual, nodes.length);
    const gram = await algebra.multiplyTransposed(whitened, whitened, nodes.length, schur.size, nodes.length);
    return combinedNorms(gram, alongA, alongB);
  }
  const norms = new Float64Array(nx * ny);
  for (let from = 0; from < norms.length; from += ROWS) {
    const nodes = Int32Array.from({ length: Math.min(ROWS, norms.length - from) }, (_, i) => from + i);
    const columns: Float64Array[] = [];
    for (let block = 0; block + 1 < blocks.starts.length; block++) {
      const [first, end] = [blocks.starts[block], blocks.starts[block + 1]];
      columns.push(await residualsWithOthers(algebra, cells, coupled, terms, nodes, first, end));
    }
    norms.set(await whitenedNorms(algebra, blocks, columns), from);
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
  const most = Math.max(FEW_PIVOTS * nodes, Math.min(COARSE_SHARE * nodes, ALWAYS_FEW));
  return interpolateRows(joint, nodes, Math.floor(most));
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
  algebra: AlgebraInParts,
  { a, b, levels: [levelsA, levelsB] }: PlaneCells,
  coupled: Float64Array,
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
  const residual = await algebra.multiplyTransposed(factors, known, nodes.length, pairs, width);
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
