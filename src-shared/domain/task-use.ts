import { z } from 'zod';
import { withDigits } from './significant-digits.ts';

/**
 * A way of using the low-fidelity points: f_high = ρ f_low + δ (`own`), the paper's κ (`none`, both named as
 * `--difference` names them), or not at all (`alone`: the high-fidelity points by themselves).
 */
export const TASK_USES = ['own', 'none', 'alone'] as const;

export type TaskUse = (typeof TASK_USES)[number];

/** Whether the low-fidelity points help, and which way of using them predicts the high-fidelity limits best. */
export const taskUseVerdictSchema = z.object({
  fitted: z.enum(['own', 'none']),
  best: z.enum(TASK_USES),
  /** Σ ln density of the left-out high-fidelity limits; ways that were not tried are missing. */
  logDensity: z.partialRecord(z.enum(TASK_USES), z.number()),
});

export type TaskUseVerdict = Readonly<z.infer<typeof taskUseVerdictSchema>>;

export type LogDensities = Readonly<Partial<Record<TaskUse, number>>>;

/** @returns null where the fitted way was not compared with any other */
export function judgeTaskUse(fitted: 'own' | 'none', logDensity: LogDensities): TaskUseVerdict | null {
  const reached = logDensity[fitted];
  if (reached === undefined || logDensity.alone === undefined) return null;
  const tried = TASK_USES.flatMap((use) => {
    const value = logDensity[use];
    return value === undefined ? [] : [{ use, value }];
  });
  const { use: best } = tried.reduce((leader, candidate) =>
    candidate.value > leader.value || (candidate.value === leader.value && candidate.use === fitted)
      ? candidate
      : leader,
  );
  return { fitted, best, logDensity };
}

const NAMES: Readonly<Record<TaskUse, string>> = {
  own: '--difference own',
  none: '--difference none',
  alone: 'the high-fidelity points alone',
};

/** What to do where the fitted way is not the best one, as it goes on in a sentence; for the command line. */
export function taskUseAdvice({ fitted, best, logDensity }: TaskUseVerdict): string {
  const density = (use: TaskUse): string => withDigits(logDensity[use] ?? Number.NaN, 4);
  const densities = `ln density ${density(best)} against ${density(fitted)}`;
  return best === 'alone'
    ? `the low-fidelity points do not help: ${NAMES.alone} predict left-out limits better (${densities}); fit with --low ignore`
    : `${NAMES[best]} predicts left-out limits better (${densities}); fit with it`;
}
