import { z } from 'zod';

/** Why the evaluation of a batch point failed. */
export const failureReasonSchema = z.discriminatedUnion('code', [
  /** The results file gave no reason. */
  z.object({ code: z.literal('unexplained') }),
  /** What the results file says, or the analyst who gave the point up. */
  z.object({ code: z.literal('text'), text: z.string().min(1) }),
]);

export type FailureReason = Readonly<z.infer<typeof failureReasonSchema>>;

export function failureText(reason: FailureReason): string {
  return reason.code === 'text' ? reason.text : 'no reason given';
}

/** Why a batch has fewer points than were asked for. */
export const shortfallSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('nothing-allowed') }),
  z.object({
    code: z.literal('too-close'),
    /** How many points were found of so many. */
    found: z.int(),
    wanted: z.int(),
    /** The smallest distance in v that points keep; 0 in a pool, where only the same place counts. */
    distance: z.number(),
  }),
  /** A sentence of an earlier version that this one does not know. */
  z.object({ code: z.literal('text'), text: z.string().min(1) }),
]);

export type Shortfall = Readonly<z.infer<typeof shortfallSchema>>;

/** The reason in a sentence. */
export function shortfallText(reason: Shortfall): string {
  switch (reason.code) {
    case 'nothing-allowed':
      return 'No point within the bounds satisfies the constraints.';
    case 'too-close': {
      const found = reason.found === 0 ? 'No point' : `Only ${reason.found} of ${reason.wanted} points`;
      const far = reason.distance > 0 ? `at least ${reason.distance} (of the unit cube)` : 'away';
      return `${found} can be proposed: no other is ${far} from all existing, pending and proposed points.`;
    }
    case 'text':
      return reason.text;
  }
}
