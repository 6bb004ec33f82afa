import { axisCorrelation } from '../../gaussian-process/axis-correlation.ts';
import { HIGH, LOW } from '../../gaussian-process/training-set.ts';
import type { Plane } from '../find-plane.ts';
import type { GridFactor } from './grid-factor.ts';

/** Covariances with the others on a plane are sums of products a(x)·b(y), one number an other point. */
export interface Term {
  /** Nodes along the first axis × q; everything that does not vary is in it. */
  readonly a: Float64Array;
  /** Nodes along the second axis × q. */
  readonly b: Float64Array;
}

/** One term for the shared kernel, and one for that of the difference. */
export function termsWithOthers(factor: GridFactor, plane: Plane, task: typeof LOW | typeof HIGH): Term[] {
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
