import type { Judgement } from '#shared/contract/iterations/status.ts';
import { CONTOUR_METRICS, isErrorMetric } from '#shared/domain/metric.ts';

/** The judgement of an iteration that has no metric, whatever metrics there are. */
export const NO_JUDGEMENT = Object.fromEntries(
  CONTOUR_METRICS.flatMap((name) => (isErrorMetric(name) ? [name, `${name}Error`] : [name])).map((key) => [
    key,
    null,
  ]),
) as Judgement;
