import type { Conditioning, OpenSurrogate } from '#main/surrogates/surrogate.ts';
import { type AcquisitionMethod, METHOD_NEEDS, methodsFor } from '#shared/domain/acquisition-method.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Ability } from '#shared/domain/surrogate.ts';
import type { QuantitySurrogate } from './proposal.ts';

const ABILITY_TEXTS: Readonly<Record<Ability, string>> = {
  lnMu: 'mean and standard deviation of ln μ',
  conditioning: 'the covariance between places',
  leaveOneOut: 'leave-one-out predictions',
};

/**
 * Refuses a method that needs what the surrogate of a contour quantity does not give.
 *
 * @throws ContouristError `proposal.method_not_possible`, with the methods that are possible
 */
export function refuseImpossible(method: AcquisitionMethod, guides: readonly QuantitySurrogate[]): void {
  for (const { quantity, surrogate } of guides) {
    const { name, gives } = surrogate.surrogate;
    const missing = METHOD_NEEDS[method].find((need) => !gives[need]);
    if (missing === undefined) continue;
    const possible = methodsFor(guides.map((guide) => guide.surrogate.surrogate.gives));
    throw new ContouristError(
      'proposal.method_not_possible',
      `The method ${method} needs ${ABILITY_TEXTS[missing]}, which the surrogate of ${quantity} (${name}) does not give.`,
      { blame: 'usage', hint: `Possible are ${possible.join(', ')}.` },
    );
  }
}

/**
 * The joint distribution of a surrogate that a greedy rule conditions.
 *
 * @throws ContouristError `proposal.no_conditioning`; `refuseImpossible` comes before
 */
export function jointOf({ conditioning }: OpenSurrogate): Conditioning {
  if (conditioning) return conditioning;
  throw new ContouristError('proposal.no_conditioning', 'A surrogate cannot be conditioned.', {
    blame: 'internal',
  });
}
