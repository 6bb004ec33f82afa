import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { definitionOfIteration } from '#main/store/iterations-repository.ts';
import { observationsOfPoints } from '#main/store/observations.ts';
import { surrogateOf } from '#main/surrogates/registry.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import {
  type EvidenceLimit,
  limitVariation,
  type MissingEvidence,
  missingOfLimits,
  type Side,
} from '#shared/domain/evidence.ts';
import type { FitWarning } from '#shared/domain/fit-warning.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import type { StatusWarning } from '#shared/domain/status-warning.ts';
import type { StopRule } from '#shared/domain/stop-metric.ts';
import type { Evidence } from '#shared/domain/stop-rule.ts';

/**
 * What speaks for and against a verdict after an iteration: the high-fidelity limits of every contour quantity that the rule
 * watches, as its fit saw them, and the warnings that contradict a small uncertainty.
 *
 * @param warnings of that iteration
 */
export function gatherEvidence(
  campaign: ReadableCampaign,
  iteration: number,
  {
    rule,
    contour,
    warnings,
  }: {
    readonly rule: StopRule;
    readonly contour: CampaignDefinition['contour'];
    readonly warnings: readonly StatusWarning[];
  },
): Evidence {
  const space = createSpace(definitionOfIteration(campaign, iteration));
  const needed = Math.max(space.names.length, space.coordinateNames.length) + 2;
  const fits = currentFits(campaign, iteration);
  const watched = contour.filter((quantity) => quantity === rule.of);
  const missing: MissingEvidence[] = [];
  const sides = new Set<Side | null>();
  for (const quantity of watched.length > 0 ? watched : contour) {
    const fit = fits.find((candidate) => candidate.quantity === quantity);
    if (fit === undefined) {
      missing.push({ code: 'not-fitted', quantity });
      continue;
    }
    const { noise } = surrogateOf(fit.model).summarise(fit.model);
    const { limits, low } = limitsInside(campaign, space, quantity, fit.pointIds, noise);
    const variation = limitVariation(limits);
    const lacking = missingOfLimits(quantity, variation, { needed, low });
    if (lacking) missing.push(lacking);
    sides.add(variation.side);
    for (const warning of warnings) {
      if ('quantity' in warning && warning.quantity === quantity && contradicts(warning)) {
        missing.push({ code: 'contradicted', warning });
      }
    }
  }
  const [side] = sides;
  return { missing, side: sides.size === 1 ? side : null };
}

/** The high-fidelity limits of a fit inside the space, and how many low-fidelity ones it has. */
function limitsInside(
  campaign: ReadableCampaign,
  space: Space,
  quantity: Quantity,
  pointIds: readonly number[],
  noise: number,
): { limits: EvidenceLimit[]; low: number } {
  const { count, dimension, countLow, theta, y, knownVariance, isClipped } = observationsOfPoints(
    campaign,
    quantity,
    pointIds,
  );
  const limits: EvidenceLimit[] = [];
  for (let i = countLow; i < count; i++) {
    const place = theta.subarray(i * dimension, (i + 1) * dimension);
    if (!space.contains(place)) continue;
    limits.push({
      v: space.toUnit(place),
      y: y[i],
      variance: noise * noise + knownVariance[i],
      isClipped: isClipped[i] === 1,
    });
  }
  return { limits, low: countLow };
}

/** Whether a warning says that the uncertainty which the rule watches is not to be believed. */
function contradicts(warning: StatusWarning): boolean {
  switch (warning.code) {
    case 'overconfident':
    case 'test-points':
      return true;
    case 'extrapolation':
      // A contour, or a whole space without one, most of which no limit supports.
      return (warning.contour ?? warning.volume) > 0.5;
    case 'fit':
      return fitContradicts(warning.warning);
    default:
      return false;
  }
}

/** Fits that the data do not determine. A length at its upper bound is not one: there the limit does not depend on a parameter. */
function fitContradicts(warning: FitWarning): boolean {
  switch (warning.code) {
    case 'constant-mean':
    case 'not-converged':
    case 'unreadable-model':
      return true;
    case 'length-at-bound':
      return warning.side === 'lower';
    case 'noise-at-bound':
      return warning.side === 'upper' && warning.fidelity !== 'low';
    case 'amplitude-at-bound':
      return warning.amplitude === 'rho' || ['all', 'common'].includes(warning.amplitude);
    default:
      return false;
  }
}
