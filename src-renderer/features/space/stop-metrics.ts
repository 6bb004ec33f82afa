import type { StopMetric } from '#shared/domain/stop-metric.ts';

/** What each number that a stop rule may watch is called. */
export const STOP_METRIC_NAMES: Readonly<Record<StopMetric, string>> = {
  entropy: 'average entropy [nat]',
  uncertain90: 'uncertain volume, 0.05 < p < 0.95',
  uncertain68: 'uncertain volume, 0.16 < p < 0.84',
  changed: 'volume that changed sides',
  moved: 'contour movement [of the range]',
  sharpness: 'sharpness, median',
  sharpness90: 'sharpness, 90th percentile',
  bandRatio: 'model σ against the ±1σ band',
  looRms: 'leave-one-out residual, RMS',
  testError: 'test points on the wrong side',
};
