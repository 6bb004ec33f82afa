import { z } from 'zod';
import { QUANTITY_NAMES, quantitySchema } from './quantity.ts';
import { JUDGING_PHASES, type JudgingPhase } from './work-phase.ts';

/** What a job does now. */
export const jobWorkSchema = z.discriminatedUnion('code', [
  /** The quantities that are fitted in one go; none before the first fit begins. */
  z.object({ code: z.literal('fitting'), quantities: z.array(quantitySchema).readonly() }),
  z.object({ code: z.literal('judging'), phase: z.enum(JUDGING_PHASES) }),
  /** The volume of an iteration on more points, in the background. */
  z.object({ code: z.literal('refining'), points: z.int() }),
  z.object({ code: z.literal('proposing'), batch: z.int() }),
  z.object({ code: z.literal('trying-coordinates') }),
]);

export type JobWork = Readonly<z.infer<typeof jobWorkSchema>>;

const JUDGING: Readonly<Record<JudgingPhase, string>> = {
  volume: 'Judging the volume',
  contour: 'Judging the contour',
  'left-out': 'Judging left-out limits',
  'known-points': 'Judging known points',
  'band-order': 'Judging the order of the band',
  tasks: 'Comparing the fidelities',
};

/** What a job does in a few words: `Fitting observed`. */
export function jobTitle(work: JobWork): string {
  switch (work.code) {
    case 'fitting': {
      const [first, ...others] = work.quantities;
      if (first === undefined) return 'Fitting';
      return others.length === 0
        ? `Fitting ${QUANTITY_NAMES[first]}`
        : `Fitting ${work.quantities.length} quantities together`;
    }
    case 'judging':
      return JUDGING[work.phase];
    case 'refining':
      return `Refining the volume on ${work.points} points`;
    case 'proposing':
      return `Proposing batch ${work.batch}`;
    case 'trying-coordinates':
      return 'Trying coordinates';
  }
}
