import { NATIVE_FROM } from '../engines/choose-engine.ts';
import type { CovarianceStructure } from '../gaussian-process/hyperparameters.ts';

/**
 * What the parts of an evaluation take, in seconds: measured with 300 to 2,000 points on two cores. Solvers are chosen by
 * it, so only the ratios matter; multiply-adds alone do not tell, since one in TypeScript takes forty of a native engine's.
 */
const NATIVE = 2.5e-11;
const TYPESCRIPT = 1e-9;
/** A coordinate of a pair of points, with the pair's part of the gradient, by kernel. */
const PAIR_NATIVE = 3.6e-9;
const PAIR_TYPESCRIPT = 3e-8;

/** Multiply-adds of an engine on matrices with so many rows. */
export function engineSeconds(multiplyAdds: number, rows: number): number {
  return multiplyAdds * (rows < NATIVE_FROM ? TYPESCRIPT : NATIVE);
}

/** Multiply-adds in TypeScript, one array after another. */
export function typescriptSeconds(multiplyAdds: number): number {
  return multiplyAdds * TYPESCRIPT;
}

/**
 * The covariances of so many points with each other and the sums over them that the gradient is made of, half of them by
 * symmetry.
 *
 * @param isNative whether the engine makes them where it computes, or TypeScript
 */
export function pairSeconds(
  { dimension, relation }: CovarianceStructure,
  points: number,
  isNative = points >= NATIVE_FROM,
): number {
  const kernels = relation === 'difference' ? 2 : 1;
  return points * points * dimension * kernels * (isNative ? PAIR_NATIVE : PAIR_TYPESCRIPT);
}
