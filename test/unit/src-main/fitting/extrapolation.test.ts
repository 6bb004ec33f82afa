import { expect, it } from 'vitest';
import { extrapolationBeyond } from '#main/fitting/extrapolation.ts';

const line = (...u: number[]) => ({ u: Float64Array.from(u), count: u.length, dimension: 1 });

it('extrapolates where half of the prior standard deviation is left', () => {
  // One point at 0.5, exact, RBF: s²/σ² = 1 − exp(−r²/ℓ²), a quarter at r = ℓ √ln(4/3) = 0.5364 ℓ.
  const [sigma, length] = [1.7, 0.4];
  const at = (r: number) => {
    const variance = sigma ** 2 * (1 - Math.exp(-((r / length) ** 2)));
    return extrapolationBeyond(line(0.2, 0.5, 0.8), sigma).excess(
      Float64Array.of(0.5 + r),
      Float64Array.of(variance),
    )[0]!;
  };
  const edge = length * Math.sqrt(Math.log(4 / 3));
  expect(at(edge)).toBeCloseTo(0, 12);
  expect(at(edge - 0.01)).toBeLessThan(0);
  expect(at(edge + 0.01)).toBeGreaterThan(0);
});

it('extrapolates far beyond all points however small s is', () => {
  // Centre 0.8, farthest 0.2 from it: from 0.3 on, but for the least spread.
  const { excess } = extrapolationBeyond(line(0.6, 0.7, 0.8, 0.9, 1), 5);
  const of = (u: number) => excess(Float64Array.of(u), Float64Array.of(1e-6))[0]!;
  expect(of(0.8)).toBeLessThan(-0.99);
  expect(of(0.6)).toBeCloseTo(1 / 1.5 - 1, 12);
  expect(of(0.5)).toBeCloseTo(0, 12);
  expect(of(0.1)).toBeCloseTo(0.7 / 0.3 - 1, 12);
});

it('measures distances in the spread of the points, along their own directions', () => {
  // On the diagonal of the square: across it even a tenth is far, along it 0.15 beyond the end is not.
  const u = Float64Array.from([0, 0.25, 0.5, 0.75, 1].flatMap((t) => [t, t]));
  const { excess } = extrapolationBeyond({ u, count: 5, dimension: 2 }, null);
  const [along, across] = excess(Float64Array.of(1.15, 1.15, 0.6, 0.4), null);
  expect(along).toBeLessThan(0);
  expect(across).toBeGreaterThan(0);
});

it('leaves the corners of a box alone that is filled evenly', () => {
  const ticks = [0.1, 0.3, 0.5, 0.7, 0.9];
  const u = Float64Array.from(ticks.flatMap((a) => ticks.flatMap((b) => [a, b])));
  const { excess } = extrapolationBeyond({ u, count: 25, dimension: 2 }, null);
  expect(excess(Float64Array.of(0, 0), null)[0]).toBeLessThan(0);
});

it('takes points at one place for no more than their neighbourhood', () => {
  const { excess } = extrapolationBeyond(line(0.5, 0.5, 0.5), null);
  expect(excess(Float64Array.of(0.51), null)[0]).toBeLessThan(0);
  expect(excess(Float64Array.of(0.6), null)[0]).toBeGreaterThan(0);
});
