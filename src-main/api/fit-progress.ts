import type { JobReport } from '#main/core/jobs.ts';
import type { RunFitOptions } from '#main/services/iterations/run-fit.ts';
import { QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';

/** Evaluations that a fit takes in the middle; the bar slows down where one takes more. */
const USUAL_EVALUATIONS = 60;
/** How much of the job judging the iteration is. */
const METRICS_SHARE = 0.1;

/**
 * What the fits of a job say of themselves, as the job's progress: which quantity, the evaluation it is on, and the
 * objective at each, for the live plot.
 *
 * @param quantityCount how many quantities the job fits, at most
 */
export function reportFits(
  quantityCount: number,
  report: (report: JobReport) => void,
): Required<Pick<RunFitOptions, 'onProgress' | 'onMetrics'>> {
  const started = new Set<Quantity>();
  return {
    onProgress({ quantities, evaluations, value }) {
      for (const quantity of quantities) started.add(quantity);
      const [quantity] = quantities;
      const steps = Math.max(USUAL_EVALUATIONS, Math.ceil(evaluations * 1.1));
      const finished = started.size - quantities.length;
      report({
        title:
          quantities.length === 1
            ? `Fitting ${QUANTITY_NAMES[quantity]}`
            : `Fitting ${quantities.length} quantities together`,
        step: evaluations,
        steps,
        share: ((finished + (quantities.length * evaluations) / steps) / quantityCount) * (1 - METRICS_SHARE),
        ...(Number.isFinite(value) && { trace: [{ quantity, evaluation: evaluations, value }] }),
      });
    },
    onMetrics: () => report({ title: 'Judging the iteration', share: 1 - METRICS_SHARE }),
  };
}
