import type { HyperparameterGradient } from '../../gaussian-process/hyperparameters.ts';
import type { QueryPoints } from '../dense-engine.ts';
import type { Range } from './partition.ts';

/** The blocks of a training set's covariance at some hyperparameters. Every range of rows is of one task. */
export interface CovarianceBlocks<Block> {
  /** K, noise included: columns of `range`, rows from its start to the last. */
  panel(range: Range): Block;

  /** Covariance of the observations of `range` with f at other points: rows × points. */
  cross(range: Range, points: QueryPoints): Block;

  gradientSum(): GradientSum<Block>;

  /** Frees what every block was made of, and sums that were not finished. */
  free(): void;
}

/** ½ Σ_ij W_ij ∂K_ij/∂hyperparameter, block by block of the lower triangle. */
export interface GradientSum<Block> {
  /** Adds W's block of these rows and columns. */
  add(weights: Block, rows: Range, columns: Range): void;

  /** The sum over both triangles; frees what it was kept in. */
  finish(): HyperparameterGradient;
}
