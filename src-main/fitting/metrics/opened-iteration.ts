import { isReadable, openSurrogate, surrogateOf } from '#main/surrogates/registry.ts';
import type { LeftOut, OpenSurrogate } from '#main/surrogates/surrogate.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import { type Extrapolation, extrapolationBeyond } from '../extrapolation.ts';
import { type Field, fieldOver } from './field.ts';
import type { FittedQuantity, IterationFits } from './metrics-input.ts';

/** An iteration's fits as functions; each surrogate is opened when it is first asked for, and once. */
export interface OpenedIteration {
  /** The space as it was when the fits were made. */
  readonly space: Space;
  fitted(quantity: Quantity): FittedQuantity | undefined;
  /** Null for a quantity that was not fitted. */
  surrogate(quantity: Quantity): Promise<OpenSurrogate | null>;
  /** The surrogate over the v of a space, by default the iteration's own. */
  field(quantity: Quantity, over?: Space): Promise<Field | null>;
  /**
   * Leave-one-out of the task that is asked for: the low-fidelity limits may be left open where there are others. Null for a
   * surrogate without it.
   */
  leftOut(quantity: Quantity): Promise<LeftOut | null>;
}

/**
 * Opens iterations, each of them once: a batch that comes back was mostly requested by the iteration before, whose
 * surrogate the contour's movement needs too.
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
  readonly surrogate: OpenSurrogate;
  readonly left: LeftOut | null;
  readonly extrapolation: Extrapolation;
}

function openIteration({ definition, fits }: IterationFits, withLeftOut: boolean): OpenedIteration {
  const space = createSpace(definition);
  const opened = new Map<Quantity, Promise<Opened>>();
  // A model that this program cannot read, of a surrogate that it does not have, is as none.
  const fitted = (quantity: Quantity) =>
    fits.find((fit) => fit.quantity === quantity && isReadable(fit.model));

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
    surrogate: async (quantity) => (await open(quantity))?.surrogate ?? null,
    leftOut: async (quantity) => (await open(quantity))?.left ?? null,
    async field(quantity, over = space) {
      const found = await open(quantity);
      return found && fieldOver(over, found.surrogate, found.extrapolation, space);
    },
  };
}

/** Leave-one-out comes before any prediction, which may take a factor away from its engine. */
async function openFit({ training, model }: FittedQuantity, withLeftOut: boolean): Promise<Opened> {
  const surrogate = await openSurrogate({ training, model });
  const hasHigh = training.countLow < training.count;
  const left = withLeftOut ? await surrogate.leaveOneOut?.(hasHigh ? 'high' : 'all') : null;
  const extrapolation = extrapolationBeyond(training, surrogateOf(model).amplitude(model));
  return { surrogate, left: left ?? null, extrapolation };
}
