import type { JobReport } from '#main/core/jobs.ts';
import type { RunFitOptions } from '#main/services/iterations/run-fit.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** How much of the job judging the iteration is: a quarter to a third of its time, with many points and with few. */
const JUDGING_SHARE = 0.25;

/**
 * What the fits of a job say of themselves, as the job's progress: which quantity, the evaluation it is on, and the
 * objective at each, for the live plot; then what the iteration is judged by.
 *
 * @param quantityCount how many quantities the job fits, at most
 */
export function reportFits(
  quantityCount: number,
  report: (report: JobReport) => void,
): Required<Pick<RunFitOptions, 'onProgress' | 'onJudging'>> {
  const started = new Set<Quantity>();
  return {
    onProgress({ quantities, search, share }) {
      for (const quantity of quantities) started.add(quantity);
      const [quantity] = quantities;
      const finished = started.size - quantities.length;
      report({
        work: { code: 'fitting', quantities: [...quantities] },
        phase: 'fit',
        step: search?.evaluations ?? null,
        share: ((finished + quantities.length * share) / quantityCount) * (1 - JUDGING_SHARE),
        ...(search !== null &&
          Number.isFinite(search.value) && {
            trace: [{ quantity, evaluation: search.evaluations, value: search.value }],
          }),
      });
    },
    onJudging: ({ phase, share }) =>
      report({
        work: { code: 'judging', phase },
        phase,
        step: null,
        share: 1 - JUDGING_SHARE * (1 - share),
      }),
  };
}
