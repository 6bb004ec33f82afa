import type { FitReport, GaussianProcessReport } from '#shared/contract/surrogates/fit.ts';

/** A report of a fit by a Gaussian process, with the numbers that only such a fit has. */
export function processReport(report: FitReport | undefined): GaussianProcessReport {
  if (report && 'kernel' in report) return report;
  throw new Error(`The fit is one by ${report?.surrogate.name}.`);
}
