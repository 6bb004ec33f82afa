import { toWireError } from '#shared/contract/errors.ts';
import type { SpaceMeasure } from '#shared/contract/space/space-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { findInDefinition } from '#shared/domain/definition-finding.ts';
import { compileConstraint } from '#shared/domain/expression.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';
import { createSpace } from '#shared/domain/space.ts';
import { chainsInside, isThin } from '#shared/domain/thin-space.ts';
import { deriveSeed } from '#shared/numerics/random.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { RegionChains } from '#shared/numerics/thin-regions.ts';

/** Independent scramblings: their scatter is the error. Together 2¹⁴ points, some 20 ms. */
const REPLICATES = 16;
const POINTS_EACH = 2 ** 10;

/** Sets of chains where that many points do not tell: about a tenth of a second each. */
const THIN_REPLICATES = 4;

/**
 * How much of the box of v the constraints leave, all together and each alone, with the standard error over randomised
 * Sobol replicates; and the ranges of the coordinates.
 */
export function measureSpace(definition: CampaignDefinition): SpaceMeasure {
  const { parameters, fixed, constraints } = definition;
  const names = parameters.map(({ name }) => name);
  const scales = parameters.map(createScale);
  const holds = constraints.map((text) => compileConstraint(text, names, fixed));
  // One row a replicate: the share of all constraints, then of each.
  const shares = Array.from({ length: REPLICATES }, (_, replicate) => {
    const scrambleSeed = deriveSeed(1, `space ${replicate}`);
    const points = sobolPoints(names.length, POINTS_EACH, { scrambleSeed });
    const counts = new Float64Array(1 + holds.length);
    for (let row = 0; row < POINTS_EACH; row++) {
      const theta = scales.map((scale, axis) => scale.fromUnit(points[row * names.length + axis]));
      let all = true;
      for (const [index, hold] of holds.entries()) {
        if (hold(theta)) counts[1 + index]++;
        else all = false;
      }
      if (all) counts[0]++;
    }
    return counts.map((count) => count / POINTS_EACH);
  });
  const [allowed, ...each] = Array.from({ length: 1 + holds.length }, (_, column) =>
    meanAndError(shares.map((row) => row[column])),
  );
  const met = allowed.share * REPLICATES * POINTS_EACH;
  return {
    allowed: isThin(met, REPLICATES * POINTS_EACH) ? thinShare(definition) : allowed,
    constraints: each,
    ...coordinateRanges(definition),
  };
}

/** The share of a thin space as independent sets of chains find it; 0 where they do not. */
function thinShare(definition: CampaignDefinition): SpaceMeasure['allowed'] {
  const { coordinates: _, ...rest } = definition;
  const space = createSpace(rest);
  return meanAndError(
    Array.from({ length: THIN_REPLICATES }, (_, replicate) => {
      const chains = chainsInside(space, deriveSeed(1, `space ${replicate}`));
      return chains instanceof RegionChains ? chains.share : 0;
    }),
  );
}

function meanAndError(values: readonly number[]): { share: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { share: mean, error: Math.sqrt(square / (values.length - 1) / values.length) };
}

function coordinateRanges(
  definition: CampaignDefinition,
): Pick<SpaceMeasure, 'coordinates' | 'findings' | 'problem'> {
  try {
    const { coordinateNames, coordinateRanges: ranges } = createSpace(definition);
    const coordinates = coordinateNames.map((text, index) => {
      const [from, to] = ranges[index];
      return { text, from, to };
    });
    return { coordinates, findings: findInDefinition(definition), problem: null };
  } catch (error) {
    if (!(error instanceof ContouristError)) throw error;
    return { coordinates: [], findings: [], problem: toWireError(error, error.code) };
  }
}
