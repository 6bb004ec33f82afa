import { describe, expect, it } from 'vitest';
import { totalEffects } from '#main/fitting/diagnostics/total-effects.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { createSpace } from '#shared/domain/space.ts';

const box = (dimension: number, constraints: string[] = []) =>
  createSpace(
    campaignDefinitionSchema.parse({
      name: 'box',
      parameters: Array.from({ length: dimension }, (_, j) => ({ name: `x${j + 1}`, lower: 0, upper: 1 })),
      constraints,
      quantities: ['exp'],
      contour: 'exp',
    }),
  );

const options = { count: 4096, seed: 1 };

/** f(u) at each row of u. */
const each = (dimension: number, f: (u: Float64Array) => number) => async (u: Float64Array) =>
  Float64Array.from({ length: u.length / dimension }, (_, i) =>
    f(u.subarray(i * dimension, (i + 1) * dimension)),
  );

describe('total effects', () => {
  it('are the squared coefficients’ shares for a linear function', async () => {
    const effects = await totalEffects(
      box(3),
      each(3, ([a, b, c]) => 3 * a - 2 * b + c),
      options,
    );
    // c²/Σc² = 9/14, 4/14, 1/14; scrambled Sobol points of 4096 are good to a few per mille.
    expect(effects.map(({ total }) => total)).toEqual([
      expect.closeTo(9 / 14, 2),
      expect.closeTo(4 / 14, 2),
      expect.closeTo(1 / 14, 2),
    ]);
  });

  it('agree with the closed form of the Ishigami function', async () => {
    // f = sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ on (−π, π)³: T = 0.5576, 0.4424, 0.2437 (T. Homma & A. Saltelli,
    // Reliab. Eng. Syst. Saf. 52 (1996) 1). Heavy tails of x₃⁴ make the estimate good to 0.02.
    const x = (v: number) => Math.PI * (2 * v - 1);
    const effects = await totalEffects(
      box(3),
      each(3, ([a, b, c]) => Math.sin(x(a)) + 7 * Math.sin(x(b)) ** 2 + 0.1 * x(c) ** 4 * Math.sin(x(a))),
      options,
    );
    for (const [j, expected] of [0.5576, 0.4424, 0.2437].entries()) {
      expect(Math.abs(effects[j].total - expected)).toBeLessThan(0.02);
      expect(Math.abs(effects[j].total - expected)).toBeLessThan(5 * effects[j].error);
    }
  });

  it('stay inside the constraints', async () => {
    const seen: number[] = [];
    await totalEffects(
      box(2, ['x1 > x2']),
      each(2, ([a, b]) => {
        seen.push(a - b);
        return a;
      }),
      options,
    );
    expect(Math.min(...seen)).toBeGreaterThan(0);
  });

  it('are none for a constant', async () => {
    expect(
      await totalEffects(
        box(2),
        each(2, () => 1),
        options,
      ),
    ).toEqual([]);
  });
});
