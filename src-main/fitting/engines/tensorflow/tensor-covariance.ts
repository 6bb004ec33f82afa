import type {
  CovarianceStructure,
  HyperparameterGradient,
  Hyperparameters,
} from '../../gaussian-process/hyperparameters.ts';
import type { TrainingSet } from '../../gaussian-process/training-set.ts';
import type { CovarianceBlocks, GradientSum } from '../blocked/covariance-blocks.ts';
import { partition, type Range } from '../blocked/partition.ts';
import {
  type CorrelationPoints,
  createTensorCorrelation,
  type TensorCorrelation,
} from './tensor-correlation.ts';
import type { Tensor, Tensors } from './tensors.ts';

/** Rows of a tile: small enough that the operations on it stay in the processor's cache. */
const TILE = 512;

/** The covariance of a training set, built inside TensorFlow from the n × D coordinates. */
export function tensorCovariance(
  tensors: Tensors,
  structure: CovarianceStructure,
  h: Hyperparameters,
  training: TrainingSet,
): CovarianceBlocks<Tensor> {
  const { kernel, dimension } = structure;
  const { count, countLow, u, knownVariance } = training;
  const shared = new ScaledKernel(createTensorCorrelation(tensors, kernel, h.lengths), u);
  const ofDifference =
    h.difference && new ScaledKernel(createTensorCorrelation(tensors, kernel, h.difference.lengths), u);
  const isHigh = ({ start }: Range) => start >= countLow;
  const kappaOf = (rowsHigh: boolean, columnsHigh: boolean) => {
    if (rowsHigh !== columnsHigh) return h.kappaCross;
    return rowsHigh ? h.kappaHigh : h.kappaLow;
  };
  const scaleBy = (tile: Tensor, factor: number) =>
    tensors.elementwise('Mul', tile, tensors.fromArray(Float64Array.of(factor), [1, 1]));

  /** Noise-free covariance of a range of observations with columns of one task. */
  const tileOf = (rows: Range, columns: Columns): Tensor =>
    tensors.tidy(() => {
      const rowsHigh = isHigh(rows);
      const tile = scaleBy(
        shared.correlation.tile(shared.points, rows, columns.shared, columns.range),
        kappaOf(rowsHigh, columns.isHigh),
      );
      if (!h.difference || !ofDifference || !columns.difference || !rowsHigh || !columns.isHigh) return tile;
      const own = ofDifference.correlation.tile(ofDifference.points, rows, columns.difference, columns.range);
      return tensors.elementwise('AddV2', tile, scaleBy(own, h.difference.variance));
    });

  const unfinished = new Set<TensorGradientSum>();
  return {
    panel: (range) =>
      tensors.tidy(() => {
        const columns: Columns = {
          range,
          isHigh: isHigh(range),
          shared: shared.points,
          difference: ofDifference?.points ?? null,
        };
        const prior = columns.isHigh ? h.kappaHigh + (h.difference?.variance ?? 0) : h.kappaLow;
        const noise = columns.isHigh ? h.noiseHigh : h.noiseLow;
        const diagonal = knownVariance.slice(range.start, range.end).map((known) => prior + noise + known);
        const own = tensors.withDiagonal(
          tileOf(range, columns),
          tensors.fromArray(diagonal, [diagonal.length]),
        );
        const below = partition(range.end, count, TILE, countLow).map((rows) => tileOf(rows, columns));
        return below.length === 0 ? own : tensors.stack([own, ...below]);
      }),

    cross(range, { u: at, task }) {
      const points = shared.correlation.points(at);
      const ownPoints = ofDifference && task === 'high' ? ofDifference.correlation.points(at) : null;
      const columns: Columns = {
        range: { start: 0, end: at.length / dimension },
        isHigh: task === 'high',
        shared: points,
        difference: ownPoints,
      };
      const tile = tileOf(range, columns);
      points.free();
      ownPoints?.free();
      return tile;
    },

    gradientSum() {
      const sum = new TensorGradientSum(tensors, h, countLow, shared, ofDifference);
      unfinished.add(sum);
      return sum;
    },

    free() {
      for (const sum of unfinished) sum.free();
      shared.free();
      ofDifference?.free();
    },
  };
}

/** A kernel at its lengths, with the observations in its coordinates. */
class ScaledKernel {
  readonly correlation: TensorCorrelation;
  readonly points: CorrelationPoints;

  constructor(correlation: TensorCorrelation, u: Float64Array) {
    this.correlation = correlation;
    this.points = correlation.points(u);
  }

  free(): void {
    this.points.free();
    this.correlation.free();
  }
}

/** The columns of a tile: points of one task in both kernels' coordinates. */
interface Columns {
  readonly range: Range;
  readonly isHigh: boolean;
  readonly shared: CorrelationPoints;
  readonly difference: CorrelationPoints | null;
}

/** Sums over tiles that stay tensors until the end. */
class TensorGradientSum implements GradientSum<Tensor> {
  readonly #tensors: Tensors;
  readonly #h: Hyperparameters;
  readonly #countLow: number;
  readonly #shared: ScaledKernel;
  readonly #difference: ScaledKernel | null;
  readonly #sums = new Map<'low' | 'cross' | 'high' | 'difference', Tensor>();
  readonly #trace = { low: 0, high: 0 };

  constructor(
    tensors: Tensors,
    h: Hyperparameters,
    countLow: number,
    shared: ScaledKernel,
    difference: ScaledKernel | null,
  ) {
    this.#tensors = tensors;
    this.#h = h;
    this.#countLow = countLow;
    this.#shared = shared;
    this.#difference = difference;
  }

  add(weights: Tensor, rows: Range, columns: Range): void {
    const rowsHigh = rows.start >= this.#countLow;
    const columnsHigh = columns.start >= this.#countLow;
    const onDiagonal = rows.start === columns.start;
    if (onDiagonal) {
      const diagonal = this.#tensors.tidy(() => this.#tensors.diagonal(weights));
      for (const value of this.#tensors.toArray(diagonal)) this.#trace[rowsHigh ? 'high' : 'low'] += value;
      this.#tensors.free(diagonal);
    }
    const own = columnsHigh ? 'high' : 'low';
    this.#addTile(rowsHigh === columnsHigh ? own : 'cross', this.#shared, weights, rows, columns);
    if (this.#difference && rowsHigh && columnsHigh) {
      this.#addTile('difference', this.#difference, weights, rows, columns);
    }
  }

  /** A tile below the diagonal stands for its mirror image too, which cancels the ½; one on the diagonal keeps it. */
  #addTile(
    kind: 'low' | 'cross' | 'high' | 'difference',
    { correlation, points }: ScaledKernel,
    weights: Tensor,
    rows: Range,
    columns: Range,
  ): void {
    const before = this.#sums.get(kind);
    const sum = this.#tensors.tidy(() => {
      const whole = correlation.gradientTile(weights, points, rows, points, columns);
      const half = () => this.#tensors.fromArray(Float64Array.of(0.5), [1]);
      const tile = rows.start === columns.start ? this.#tensors.elementwise('Mul', whole, half()) : whole;
      return before === undefined ? tile : this.#tensors.elementwise('AddV2', before, tile);
    });
    if (before !== undefined) this.#tensors.free(before);
    this.#sums.set(kind, sum);
  }

  free(): void {
    this.#tensors.free(...this.#sums.values());
    this.#sums.clear();
  }

  finish(): HyperparameterGradient {
    const h = this.#h;
    const dimension = h.lengths.length;
    const read = (kind: 'low' | 'cross' | 'high' | 'difference', { correlation }: ScaledKernel) => {
      const sum = this.#sums.get(kind);
      if (sum === undefined) return new Float64Array(1 + dimension);
      return correlation.readGradient(this.#tensors.toArray(sum));
    };
    const low = read('low', this.#shared);
    const cross = read('cross', this.#shared);
    const high = read('high', this.#shared);
    const difference = this.#difference && read('difference', this.#difference);
    this.free();
    return {
      lnLengths: h.lengths.map(
        (_, k) => h.kappaLow * low[1 + k] + h.kappaCross * cross[1 + k] + h.kappaHigh * high[1 + k],
      ),
      kappaLow: low[0],
      kappaCross: cross[0],
      kappaHigh: high[0],
      noiseLow: 0.5 * this.#trace.low,
      noiseHigh: 0.5 * this.#trace.high,
      lnDifferenceLengths: difference
        ? difference.slice(1).map((value) => value * (h.difference?.variance ?? 0))
        : new Float64Array(0),
      differenceVariance: difference ? difference[0] : 0,
    };
  }
}
