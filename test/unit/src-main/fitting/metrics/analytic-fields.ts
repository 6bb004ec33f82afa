import type { Field } from '#main/fitting/metrics/field.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';

/** A field with ŷ = of(v) and s = sd(v), both known in closed form. */
export function analyticField(
  dimension: number,
  of: (v: Float64Array) => number,
  sd: (v: Float64Array) => number = () => 0.1,
): Field {
  const rows = (v: Float64Array) =>
    Array.from({ length: v.length / dimension }, (_, i) => v.subarray(i * dimension, (i + 1) * dimension));
  return {
    hasLnMu: true,
    level: async (v) => Float64Array.from(rows(v), of),
    predict: async (v) => {
      const lnMu = { mean: Float64Array.from(rows(v), of), sd: Float64Array.from(rows(v), sd) };
      const pExcl = lnMu.mean.map((mean, i) => exclusionProbability(mean, lnMu.sd[i]));
      return { pExcl, lnMu, excess: pExcl.map(() => -1) };
    },
  };
}

/** ŷ = slope·v − offset. */
export function planeField(slope: readonly number[], offset: number, sd = 0.1): Field {
  return analyticField(
    slope.length,
    (v) => slope.reduce((sum, weight, j) => sum + weight * v[j], -offset),
    () => sd,
  );
}

/** The space of a campaign with these parameters; `exp` is its contour. */
export function spaceOf(
  parameters: readonly Record<string, unknown>[],
  changes: Record<string, unknown> = {},
): Space {
  return createSpace(
    campaignDefinitionSchema.parse({
      name: 'test',
      parameters,
      quantities: ['exp'],
      contour: 'exp',
      ...changes,
    }),
  );
}

/** The unit cube itself: θ = v. */
export function unitCube(dimension: number, constraints: readonly string[] = []): Space {
  const parameters = Array.from({ length: dimension }, (_, j) => ({ name: `x${j}`, lower: 0, upper: 1 }));
  return spaceOf(parameters, { constraints });
}
