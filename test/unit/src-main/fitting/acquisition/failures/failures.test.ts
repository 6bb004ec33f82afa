import { describe, expect, it } from 'vitest';
import { learnFailureModel, successProbability } from '#main/fitting/acquisition/failures/failure-model.ts';
import { findFailures } from '#main/fitting/acquisition/failures/find-failures.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { failureRegionText } from '#shared/domain/failure-region.ts';
import { createSpace } from '#shared/domain/space.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';

describe('the probability of failure', () => {
  // 5 × 4 points of v, row by row; those with v₀ + v₁/2 < 0.45 fail, but for one.
  const v = Float64Array.from(
    Array.from({ length: 20 }, (_, i) => [Math.floor(i / 4) / 4, (i % 4) / 3]).flat(),
  );
  const failed = Uint8Array.from([1, 1, 1, 0, 0, 1, ...Array<number>(14).fill(0)]);

  it('is the penalised maximum that SciPy finds (BFGS to a gradient of 1e-12)', () => {
    const { weights, logEvidence } = learnFailureModel(v, failed, 2);
    const expected = [-2.98359418, -4.79536341, -1.61513494, 1.13416707, 0.88815633, -2.70523044];
    expect(weights.length).toBe(expected.length);
    for (const [j, weight] of weights.entries()) expect(weight).toBeCloseTo(expected[j]!, 7);
    expect(logEvidence).toBeCloseTo(-6.768636728, 7);
    // By importance sampling with 400,000 draws the integral is −6.775: Laplace's approximation is good to 0.05.
    expect(Math.abs(logEvidence + 6.775)).toBeLessThan(0.05);
  });

  it('is one rate everywhere where the position has no say', () => {
    const { weights, logEvidence } = learnFailureModel(v, failed, 2, false);
    expect(weights[0]).toBeCloseTo(-1.441322231, 7);
    // The integral over the one weight by SciPy's quad: −11.8087.
    expect(Math.abs(logEvidence + 11.8087)).toBeLessThan(0.05);
  });

  it('turns weights into probabilities', () => {
    const model = { dimension: 1, weights: [-1, 2, 0.5], everywhere: 0.1, trust: 0.9 };
    // Log-odds of failure at v = 0, ½, 1: x = −1, 0, 1.
    expect(Array.from(successProbability(model, Float64Array.of(0, 0.5, 1)))).toEqual(
      [-2.5, -1, 1.5].map((logOdds) => expect.closeTo(0.9 / (1 + Math.exp(logOdds)) + 0.1 * 0.9, 12)),
    );
  });

  it('takes thousands of points that tell failures apart without a doubt', () => {
    const many = sobolPoints(8, 5800, { scrambleSeed: 1 });
    const dead = Uint8Array.from({ length: 5800 }, (_, i) => (many[8 * i] < 0.3 ? 1 : 0));
    const { weights } = learnFailureModel(many, dead, 8);
    const success = successProbability(
      { dimension: 8, weights: [...weights], everywhere: 0.3, trust: 1 },
      many,
    );
    const wrong = success.filter((p, i) => p > 0.5 === (dead[i] === 1)).length;
    expect(wrong / 5800).toBeLessThan(0.01);
  });
});

const space = createSpace(
  campaignDefinitionSchema.parse({
    name: 'test',
    parameters: [
      { name: 'm1', unit: 'GeV', lower: 100, upper: 1000 },
      { name: 'm2', unit: 'GeV', lower: 0, upper: 500 },
      { name: 'g', lower: 0.01, upper: 1, scale: 'log' },
    ],
    quantities: ['exp'],
    contour: 'exp',
  }),
);

/** Evaluations at 60 points all over the space that fail where `isDead` says so. */
function evaluate(isDead: (m1: number, m2: number, g: number) => boolean, count = 60, from = space) {
  const v = sobolPoints(3, count, { scrambleSeed: 5 });
  const thetas = Array.from({ length: count }, (_, i) => from.fromUnit(v.subarray(3 * i, 3 * i + 3)));
  const fails = ([m1, m2, g]: Float64Array) => isDead(m1!, m2!, g!);
  return findFailures(
    space,
    thetas.filter(fails),
    thetas.filter((theta) => !fails(theta)),
  );
}

describe('where failures gather', () => {
  it.each([
    ['a bound', (m1: number) => m1 < 400, /^m1 >= (3[89]\d|4[01]\d)$/],
    ['a bound on a logarithm', (_m1: number, _m2: number, g: number) => g > 0.1, /^g <= 0\.(09|1)\d*$/],
    ['a corner', (m1: number, m2: number) => m1 < 500 && m2 > 200, /^max\(m[12].*m[12].*\) >= 0$/],
    ['a diagonal', (m1: number, m2: number) => m1 - m2 < 200, /^m1 - m2 >= (1[5-9]\d|2[0-4]\d|200)$/],
  ])('is found and described: %s', (_name, isDead, constraint) => {
    const found = evaluate(isDead);
    expect(found?.region.constraint).toMatch(constraint);
    expect(found!.region.inside.failed).toBeGreaterThan(
      0.9 * (found!.region.inside.failed + found!.region.outside.failed),
    );
    const limited = createSpace({ ...space.definition, constraints: [found!.region.constraint!] });
    const v = sobolPoints(3, 4096);
    let [agree, dead, weighed] = [0, 0, 0];
    for (let i = 0; i < 4096; i++) {
      const place = v.subarray(3 * i, 3 * i + 3);
      const theta = space.fromUnit(place);
      const isInside = isDead(theta[0]!, theta[1]!, theta[2]!);
      if (limited.contains(theta) !== isInside) agree++;
      if (!isInside) continue;
      dead++;
      if (successProbability(found!.model, place)[0]! < 0.5) weighed++;
    }
    // The bounds are those of 60 points, the model one of degree two.
    expect(agree / 4096).toBeGreaterThan(0.93);
    expect(weighed / dead).toBeGreaterThan(0.8);
  });

  it('is said in words', () => {
    expect(failureRegionText(evaluate((m1) => m1 < 400)!.region)).toMatch(
      /^at m1 < \d+ GeV \(20 of 20 evaluations failed there, 0 of 40 elsewhere\)$/,
    );
  });

  it('is nowhere for single failures and for 3 % that fail at random', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { uniform } = createRandom(seed);
      expect(evaluate(() => uniform() < 0.03, 200)).toBeNull();
    }
    let left = 2;
    expect(evaluate((m1) => m1 < 400 && left-- > 0)).toBeNull();
  });

  it('forgets failures outside the space', () => {
    const narrow = createSpace({ ...space.definition, constraints: ['m1 >= 400'] });
    const v = sobolPoints(3, 60, { scrambleSeed: 5 });
    const thetas = Array.from({ length: 60 }, (_, i) => space.fromUnit(v.subarray(3 * i, 3 * i + 3)));
    const failed = thetas.filter(([m1]) => m1! < 400);
    const finished = thetas.filter(([m1]) => m1! >= 400);
    expect(findFailures(narrow, failed, finished)).toBeNull();
    expect(findFailures(space, failed, finished)).not.toBeNull();
  });
});
