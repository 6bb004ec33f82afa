import { withDigits } from './significant-digits.ts';

/**
 * A way of using the low-fidelity points: f_high = ρ f_low + δ (`own`), the paper's κ (`none`, both named as
 * `--difference` names them), or not at all (`alone`: the high-fidelity points by themselves).
 */
export const TASK_USES = ['own', 'none', 'alone'] as const;

export type TaskUse = (typeof TASK_USES)[number];

/** Σ ln density of the left-out high-fidelity limits by way of using the tasks; ways that were not tried are missing. */
export type LogDensities = Readonly<Partial<Record<TaskUse, number>>>;

/** Whether the low-fidelity points help, and which way of using them foretells the high-fidelity limits best. */
export interface TaskUseVerdict {
  readonly fitted: 'own' | 'none';
  readonly best: TaskUse;
  /** What to do where the fitted way is not the best one; null where it is. */
  readonly advice: string | null;
}

const NAMES: Readonly<Record<TaskUse, string>> = {
  own: '--difference own',
  none: '--difference none',
  alone: 'the high-fidelity points alone',
};

/** @returns null where the fitted way was not compared with any other */
export function judgeTaskUse(fitted: 'own' | 'none', logDensity: LogDensities): TaskUseVerdict | null {
  const reached = logDensity[fitted];
  if (reached === undefined || logDensity.alone === undefined) return null;
  const tried = TASK_USES.flatMap((use) => {
    const value = logDensity[use];
    return value === undefined ? [] : [{ use, value }];
  });
  const { use: best, value } = tried.reduce((leader, candidate) =>
    candidate.value > leader.value ? candidate : leader,
  );
  if (best === fitted) return { fitted, best, advice: null };
  const densities = `ln density ${withDigits(value, 4)} against ${withDigits(reached, 4)}`;
  const advice =
    best === 'alone'
      ? `the low-fidelity points do not help: ${NAMES.alone} foretell left-out limits better (${densities}); fit with --low ignore`
      : `${NAMES[best]} foretells left-out limits better (${densities}); fit with it`;
  return { fitted, best, advice };
}
