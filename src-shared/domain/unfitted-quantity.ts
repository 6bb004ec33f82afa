import { z } from 'zod';
import { QUANTITY_NAMES, quantitySchema } from './quantity.ts';

/** Why a quantity cannot be fitted. */
export const unfittedQuantitySchema = z.object({
  quantity: quantitySchema,
  /** No limits at all, none inside the bounds and constraints, or a single one inside. */
  reason: z.enum(['no-limits', 'all-outside', 'one-limit']),
  /** Its limits that are there, but lie outside. */
  outside: z.int(),
});

export type UnfittedQuantity = Readonly<z.infer<typeof unfittedQuantitySchema>>;

/** The reason as a sentence without full stop: `There are no observed limits to fit`. */
export function unfittedText({ quantity, reason, outside }: UnfittedQuantity): string {
  const name = QUANTITY_NAMES[quantity];
  const others = outside === 0 ? '' : `; ${outside} more outside the bounds and constraints are not fitted`;
  switch (reason) {
    case 'no-limits':
      return `There are no ${name} limits to fit`;
    case 'all-outside':
      return outside === 1
        ? `The one ${name} limit lies outside the bounds and constraints`
        : `All ${outside} ${name} limits lie outside the bounds and constraints`;
    case 'one-limit':
      return `One ${name} limit alone determines no surrogate${others}`;
  }
}
