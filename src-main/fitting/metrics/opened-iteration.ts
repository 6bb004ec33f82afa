import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { createConditionedFit } from '../fit-model.ts';
import type { LeaveOneOut } from '../gaussian-process/leave-one-out.ts';
import type { Posterior } from '../gaussian-process/posterior.ts';
import { type Field, fieldOver } from './field.ts';
import type { FittedQuantity, IterationFits } from './metrics-input.ts';

/** An iteration's fits as functions; each process is conditioned when it is first asked for, and once. */
export interface OpenedIteration {
  /** The space as it was when the fits were made. */
  readonly space: Space;
  fitted(quantity: Quantity): FittedQuantity | undefined;
  /** Null for a quantity that was not fitted. */
  posterior(quantity: Quantity): Promise<Posterior | null>;
  /** The posterior over the v of a space, by default the iteration's own. */
  field(quantity: Quantity, over?: Space): Promise<Field | null>;
  /** Leave-one-out of the task that is asked for: the low-fidelity limits may be left open where there are others. */
  leftOut(quantity: Quantity): Promise<LeaveOneOut | null>;
}

/**
 * Opens iterations, each of them once: a batch that comes back was mostly requested by the iteration before, whose
 * posterior the contour's movement needs too.
 *
 * @param judged the iteration of which leave-one-out is wanted too
 */
export function iterationOpener(judged?: IterationFits): (fits: IterationFits) => OpenedIteration {
  const opened = new Map<IterationFits, OpenedIteration>();
  return (fits) => {
    const iteration = opened.get(fits) ?? openIteration(fits, fits === judged);
    opened.set(fits, iteration);
    return iteration;
  };
}

interface Opened {
  readonly posterior: Posterior;
  readonly left: LeaveOneOut | null;
}

function openIteration({ definition, fits }: IterationFits, withLeftOut: boolean): OpenedIteration {
  const space = createSpace(definition);
  const opened = new Map<Quantity, Promise<Opened>>();
  const fitted = (quantity: Quantity) => fits.find((fit) => fit.quantity === quantity);

  async function open(quantity: Quantity): Promise<Opened | null> {
    const fit = fitted(quantity);
    if (fit === undefined) return null;
    const made = opened.get(quantity) ?? openFit(fit, withLeftOut);
    opened.set(quantity, made);
    return made;
  }

  return {
    space,
    fitted,
    posterior: async (quantity) => (await open(quantity))?.posterior ?? null,
    leftOut: async (quantity) => (await open(quantity))?.left ?? null,
    async field(quantity, over = space) {
      const found = await open(quantity);
      return found && fieldOver(over, found.posterior, space);
    },
  };
}

/** Leave-one-out comes before the posterior, which takes the factor away from its engine. */
async function openFit({ training, model }: FittedQuantity, withLeftOut: boolean): Promise<Opened> {
  const process = await createConditionedFit(training, model);
  const hasHigh = training.countLow < training.count;
  const left = withLeftOut ? await process.leaveOneOut(hasHigh ? 'high' : 'all') : null;
  return { posterior: process.posterior(), left };
}
