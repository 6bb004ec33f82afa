import { z } from 'zod';

/** Why a point does not belong to a campaign's space. */
export const outsideReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('not-a-number'), parameter: z.string() }),
  z.object({
    code: z.enum(['above', 'below']),
    parameter: z.string(),
    /** The point's value and the bound that it is beyond; infinite values are null, as JSON has none. */
    value: z.number().nullable(),
    bound: z.number(),
    unit: z.string().exactOptional(),
  }),
  z.object({ code: z.literal('constraint'), constraint: z.string() }),
  z.object({ code: z.literal('coordinate'), coordinates: z.array(z.string()).readonly() }),
]);

export type OutsideReason = Readonly<z.infer<typeof outsideReasonSchema>>;

/** The reason as it follows a point: `m_zp = 5000 is above its upper bound 4500 GeV`. */
export function outsideText(reason: OutsideReason): string {
  switch (reason.code) {
    case 'not-a-number':
      return `${reason.parameter} is not a number`;
    case 'above':
    case 'below': {
      const infinite = reason.code === 'above' ? 'Infinity' : '-Infinity';
      const suffix = reason.unit === undefined ? '' : ` ${reason.unit}`;
      const end = reason.code === 'above' ? 'upper' : 'lower';
      return `${reason.parameter} = ${reason.value ?? infinite} is ${reason.code} its ${end} bound ${reason.bound}${suffix}`;
    }
    case 'constraint':
      return `the constraint ${reason.constraint} does not hold`;
    case 'coordinate':
      return `a coordinate (${reason.coordinates.join(', ')}) is not finite`;
  }
}
