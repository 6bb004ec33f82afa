import { describe, expect, it } from 'vitest';
import { differenceOf } from '#renderer/features/slices/compare/difference.ts';
import { cutThrough, readSlice, valueAt } from '#renderer/features/slices/slice/read-grid.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import { normalCdf } from '#shared/numerics/normal-distribution.ts';

const xs = [0, 1, 2, 3];
const ys = [1, 10, 100];

/** ln μ = x − 2 + log10 y − 1 is linear on the axes' scales, so that reading between the nodes is exact. */
const mean = ys.flatMap((y) => xs.map((x) => x - 3 + Math.log10(y)));

const view: SliceView = {
  x: { name: 'a', scale: 'linear', values: xs },
  y: { name: 'b', scale: 'log', values: ys },
  held: [],
  of: 'exp',
  quantities: { exp: { mean, lines: [] }, obs: { mean: mean.map((value) => value + 0.5), lines: [] } },
  sd: mean.map(() => 0.5),
  pExcl: null,
  theory: [],
  regions: { band1: [], band2: [], model: [], extrapolated: [], crossing: [], outside: [] },
  levels: [],
  crossings: [],
  blank: null,
};

describe('values at the pointer', () => {
  it('are read between the nodes on the scales of the axes', () => {
    expect(valueAt(mean, view, 1.25, 10 ** 0.5)).toBeCloseTo(1.25 - 3 + 0.5, 12);
    const { mu, pExcl, entropy, sd } = readSlice(view, 2, 10);
    expect(mu.exp).toBeCloseTo(1, 12);
    expect(mu.obs).toBeCloseTo(Math.exp(0.5), 12);
    expect([pExcl, sd]).toEqual([0.5, 0.5]);
    expect(entropy).toBeCloseTo(Math.LN2, 12);
  });

  it('are those of p alone where the surrogate gives no ln μ', () => {
    const classifier: SliceView = {
      ...view,
      quantities: { exp: { mean: null, lines: [] } },
      sd: null,
      pExcl: mean.map((value) => 0.5 - value / 20),
    };
    const { mu, pExcl, entropy, sd } = readSlice(classifier, 2, 10);
    expect([mu.exp, sd]).toEqual([undefined, null]);
    expect(pExcl).toBeCloseTo(0.5, 12);
    expect(entropy).toBeCloseTo(Math.LN2, 12);
    const cut = cutThrough(classifier, 100);
    expect(cut.quantities.exp).toMatchObject({ mean: null, sd: null });
    expect(cut.quantities.exp?.pExcl[0]).toBeCloseTo(0.5 + 1 / 20, 12);
  });

  it('are none outside, and none beside a node without a value', () => {
    expect(valueAt(mean, view, 3.1, 10)).toBeNull();
    const gap = mean.map((value, node) => (node === 0 ? null : value));
    expect(valueAt(gap, view, 0.5, 5)).toBeNull();
    expect(valueAt(gap, view, 1.5, 5)).not.toBeNull();
  });
});

describe('cutThrough', () => {
  it('follows the slice along x', () => {
    const cut = cutThrough(view, 100);
    expect(cut.values).toEqual(xs);
    for (const [index, x] of xs.entries()) expect(cut.quantities.exp?.mean?.[index]).toBeCloseTo(x - 1, 12);
    expect(cut.quantities.exp?.sd).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(cut.quantities.obs?.sd).toEqual([null, null, null, null]);
    expect(cut.quantities.exp?.extrapolated).toEqual([false, false, false, false]);
    // A region over the right half of the slice.
    const half = [
      [1.5, 1],
      [3.5, 1],
      [3.5, 1000],
      [1.5, 1000],
    ] as [number, number][];
    const far = cutThrough({ ...view, regions: { ...view.regions, extrapolated: [half] } }, 100);
    expect(far.quantities.exp?.extrapolated).toEqual([false, false, true, true]);
  });
});

describe('differenceOf', () => {
  it('is p_excl of one minus that of the other, where both are', () => {
    const narrower: SliceView = {
      ...view,
      x: { ...view.x, values: [1, 2] },
      quantities: { exp: { mean: ys.flatMap((y) => [1, 2].map((x) => x - 2 + Math.log10(y))), lines: [] } },
      sd: ys.flatMap(() => [0.5, 0.5]),
    };
    const differences = differenceOf(view, narrower).quantities.exp?.mean ?? [];
    expect(differences.slice(0, 1)).toEqual([null]);
    // At x = 2, y = 1 the means are −1 and 0: Φ(2) − Φ(0).
    expect(differences[2]).toBeCloseTo(normalCdf(2) - 0.5, 9);
  });
});
