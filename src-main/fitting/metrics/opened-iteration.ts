import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { createPosterior } from '../fit-model.ts';
import type { Posterior } from '../gaussian-process/posterior.ts';
import { type Field, fieldOver } from './field.ts';
import type { FittedQuantity, IterationFits } from './metrics-input.ts';

/** An iteration's fits as functions; each posterior is made when it is first asked for, and once. */
export interface OpenedIteration {
  /** The space as it was when the fits were made. */
  readonly space: Space;
  fitted(quantity: Quantity): FittedQuantity | undefined;
  /** Null for a quantity that was not fitted. */
  posterior(quantity: Quantity): Promise<Posterior | null>;
  /** The posterior over the v of a space, by default the iteration's own. */
  field(quantity: Quantity, over?: Space): Promise<Field | null>;
}

/**
 * Opens iterations, each of them once: a batch that comes back was mostly requested by the iteration before, whose
 * posterior the contour's movement needs too.
 */
export function iterationOpener(): (fits: IterationFits) => OpenedIteration {
  const opened = new Map<IterationFits, OpenedIteration>();
  return (fits) => {
    const iteration = opened.get(fits) ?? openIteration(fits);
    opened.set(fits, iteration);
    return iteration;
  };
}

function openIteration({ definition, fits }: IterationFits): OpenedIteration {
  const space = createSpace(definition);
  const posteriors = new Map<Quantity, Promise<Posterior>>();
  const fitted = (quantity: Quantity) => fits.find((fit) => fit.quantity === quantity);

  async function posterior(quantity: Quantity): Promise<Posterior | null> {
    const fit = fitted(quantity);
    if (fit === undefined) return null;
    const made = posteriors.get(quantity) ?? createPosterior(fit.training, fit.model);
    posteriors.set(quantity, made);
    return made;
  }

  return {
    space,
    fitted,
    posterior,
    async field(quantity, over = space) {
      const found = await posterior(quantity);
      return found && fieldOver(over, found, space);
    },
  };
}
