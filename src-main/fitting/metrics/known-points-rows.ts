import { returnedKey } from '#shared/domain/metric-key.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { predictLimits, reportOnTestPoints, shareOnRightSide, type TestReport } from './known-points.ts';
import type { Measured, MetricRows } from './metric-rows.ts';
import type { IterationFits, KnownLimits, LimitsByQuantity, ReturnedBatch } from './metrics-input.ts';
import type { OpenedIteration } from './opened-iteration.ts';
import { distributionOfY, summariseResiduals } from './residuals.ts';

/** Adds how every fitted quantity does on its test points; the means are those of the contour quantities. */
export async function addTestRows(
  rows: MetricRows,
  current: OpenedIteration,
  contour: readonly Quantity[],
  test: LimitsByQuantity,
): Promise<void> {
  const reports = new Map<Quantity, TestReport>();
  for (const [quantity, limits] of entriesOf(test)) {
    const surrogate = await current.surrogate(quantity);
    if (!surrogate) continue;
    const judged = await predictLimits(current.space, surrogate, 'high', limits);
    if (judged.y.length === 0) continue;
    const report = reportOnTestPoints(judged);
    reports.set(quantity, report);
    const { confusion } = report;
    rows.add('testExcludedCalledExcluded', quantity, confusion.excludedCalledExcluded);
    rows.add('testExcludedCalledAllowed', quantity, confusion.excludedCalledAllowed);
    rows.add('testAllowedCalledExcluded', quantity, confusion.allowedCalledExcluded);
    rows.add('testAllowedCalledAllowed', quantity, confusion.allowedCalledAllowed);
  }
  addTestSummaries(rows, reports, contour);
}

function addTestSummaries(
  rows: MetricRows,
  reports: ReadonlyMap<Quantity, TestReport>,
  contour: readonly Quantity[],
): void {
  type Name = 'testError' | 'testClaim' | 'testPullRms' | 'testPullMean';
  const summaries: [name: Name, of: (report: TestReport) => Measured][] = [
    ['testError', ({ error, errorOfError }) => ({ value: error, error: errorOfError })],
    ['testClaim', ({ claim }) => ({ value: claim, error: null })],
    ['testPullRms', ({ pulls }) => ({ value: pulls?.rms ?? Number.NaN, error: null })],
    ['testPullMean', ({ pulls }) => ({ value: pulls?.mean ?? Number.NaN, error: null })],
  ];
  for (const [name, of] of summaries) {
    const ofContour = new Map<Quantity, Measured>();
    for (const [quantity, report] of reports) {
      if (contour.includes(quantity)) ofContour.set(quantity, of(report));
      else rows.add(name, quantity, of(report).value, of(report).error);
    }
    rows.addEachAndMean(name, ofContour);
  }
}

/**
 * Adds what came back of each batch: the distribution of y, which should gather at 0, and where fits had requested the
 * batch, how their prediction did.
 */
export async function addReturnedRows(
  rows: MetricRows,
  batches: readonly ReturnedBatch[],
  open: (fits: IterationFits) => OpenedIteration,
): Promise<void> {
  for (const { batch, fidelity, requestedBy, limits } of batches) {
    const iteration = requestedBy && open(requestedBy);
    for (const [quantity, known] of entriesOf(limits)) {
      const key = returnedKey(batch, quantity);
      const { y16, y50, y84 } = distributionOfY(known.y);
      rows.add('returnedCount', key, known.y.length);
      rows.add('returnedY16', key, y16);
      rows.add('returnedY50', key, y50);
      rows.add('returnedY84', key, y84);
      const surrogate = await iteration?.surrogate(quantity);
      if (!iteration || !surrogate) continue;
      const judged = await predictLimits(iteration.space, surrogate, fidelity, known);
      if (judged.y.length === 0) continue;
      rows.add('returnedRightSide', key, shareOnRightSide(judged));
      if (judged.lnMu === null) continue;
      const { pullMean, pullRms } = summariseResiduals({ y: judged.y, ...judged.lnMu });
      rows.add('returnedPullMean', key, pullMean);
      rows.add('returnedPullRms', key, pullRms);
    }
  }
}

/** The quantities that have any limits. */
function entriesOf(limits: LimitsByQuantity): [Quantity, KnownLimits][] {
  return Object.entries(limits).flatMap(([quantity, known]): [Quantity, KnownLimits][] =>
    known.y.length > 0 ? [[quantity as Quantity, known]] : [],
  );
}
