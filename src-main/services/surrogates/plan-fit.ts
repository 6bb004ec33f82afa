import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { surrogateOfTag } from '#main/surrogates/registry.ts';
import type { FitPlan } from '#shared/contract/surrogates/fit.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';
import { fittableQuantities } from '../iterations/run-fit.ts';

/**
 * What every solver would need for a fit of the campaign's limits as they are now. Fits nothing and stores nothing.
 *
 * @throws ContouristError `fit.no_points` where no quantity can be fitted, `fit.unknown_quantity`, `surrogate.unknown`,
 *   `fit.no_plan` for a surrogate without solvers to choose from
 */
export function planFit(
  campaign: ReadableCampaign,
  options: { readonly quantities?: readonly Quantity[] | undefined; readonly settings: FitSettings },
): FitPlan[] {
  const { settings } = options;
  const { facts, plan } = surrogateOfTag(settings.surrogate);
  if (!plan) {
    throw new ContouristError('fit.no_plan', `The surrogate ${facts.tag} has no solvers to choose from.`, {
      blame: 'usage',
      hint: 'Leave out --plan.',
    });
  }
  const definition = readDefinition(campaign);
  const { data } = fittableQuantities(campaign, createSpace(definition), definition, options);
  return Array.from(data, ([quantity, { training }]) => ({
    quantity,
    nLow: training.countLow,
    nHigh: training.count - training.countLow,
    ...plan(training, settings),
  }));
}
