import { describe, expect, it } from 'vitest';
import { createRandom, deriveSeed } from '#shared/numerics/random.ts';

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createRandom', () => {
  it('repeats a stream for its seed and differs for its neighbours', () => {
    const stream = (seed: number) => draw(50, createRandom(seed).uniform);
    expect(stream(7)).toEqual(stream(7));
    expect(stream(7)).not.toEqual(stream(8));
    expect(stream(2 ** 40 + 7)).not.toEqual(stream(7));
    expect(stream(-1)).not.toEqual(stream(1));
  });

  it('keeps its numbers from release to release', () => {
    const random = createRandom(1);
    expect([random.uniform(), random.integer(1000), random.normal()]).toMatchInlineSnapshot(`
      [
        0.3208815593862865,
        548,
        -2.5218190107529663,
      ]
    `);
  });

  it('has the moments of its distributions', () => {
    // 1e5 draws: the mean of a uniform is known to 0.0009 (1σ), of a normal and its square to 0.003 and 0.0045; five σ each.
    const random = createRandom(3);
    expect(Math.abs(mean(draw(1e5, random.uniform)) - 0.5)).toBeLessThan(0.0046);
    const normals = draw(1e5, random.normal);
    expect(Math.abs(mean(normals))).toBeLessThan(0.016);
    expect(Math.abs(mean(normals.map((z) => z * z)) - 1)).toBeLessThan(0.0225);
    expect(normals.filter((z) => Math.abs(z) < 1).length / 1e5).toBeCloseTo(0.6827, 2);
  });

  it('draws integers evenly and never the bound', () => {
    const random = createRandom(5);
    const counts = [0, 0, 0, 0, 0];
    for (let index = 0; index < 50_000; index++) counts[random.integer(5)]!++;
    // Binomial σ = 89; five σ.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(450);
    expect(random.integer(1)).toBe(0);
  });

  it('shuffles every order equally often', () => {
    const random = createRandom(11);
    const seen = new Map<string, number>();
    for (let index = 0; index < 12_000; index++) {
      const items = ['a', 'b', 'c'];
      random.shuffle(items);
      seen.set(items.join(''), (seen.get(items.join('')) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    // Binomial σ = 41; five σ.
    for (const count of seen.values()) expect(Math.abs(count - 2000)).toBeLessThan(205);
  });

  it('refuses a seed that is not an integer', () => {
    expect(() => createRandom(0.5)).toThrow(RangeError);
    expect(() => createRandom(Number.NaN)).toThrow(RangeError);
  });
});

describe('deriveSeed', () => {
  it('gives every purpose its own stream', () => {
    const labels = ['candidates', 'candidatez', 'restart 1', 'restart 2', ''];
    const seeds = [0, 1, 2].flatMap((seed) => labels.map((label) => deriveSeed(seed, label)));
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(deriveSeed(1, 'candidates')).toBe(deriveSeed(1, 'candidates'));
  });

  it('leaves streams of neighbouring seeds uncorrelated', () => {
    const [a, b] = [1, 2].map((seed) => draw(10_000, createRandom(deriveSeed(seed, 'x')).normal));
    // The correlation of 1e4 independent pairs has σ = 0.01; five σ.
    expect(Math.abs(mean(a!.map((value, index) => value * b![index]!)))).toBeLessThan(0.05);
  });
});
