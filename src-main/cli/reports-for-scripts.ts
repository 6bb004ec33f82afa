// The reports of imports and results as `--json` prints them. Scripts read these: names stay as they are, reasons and
// remarks are sentences, and the code of a reason stands beside it.
import type { ResultsReport } from '#shared/contract/batches/results.ts';
import type { ImportResult, PlannedRowReport, RejectedRow } from '#shared/contract/imports/import.ts';
import { failureText } from '#shared/domain/batch-reason.ts';
import { outsideText } from '#shared/domain/outside-reason.ts';
import { describeReason, describeRemark } from '#shared/limit-files/describe-reason.ts';
import { describeFinding } from '#shared/limit-files/findings/describe-finding.ts';
import type { Remark } from '#shared/limit-files/reasons.ts';

/** What `contourist import --json` prints. */
export function importForScripts({ rejected, files, rows, ...counts }: ImportResult) {
  return {
    ...counts,
    rejected: rejected.map(rejectedForScripts),
    files: files.map((file) => ({
      ...file,
      findings: file.findings.map((finding) => ({ ...finding, text: describeFinding(finding) })),
      warnings: file.warnings.map(sentence),
      suggestions: file.suggestions.map(sentence),
    })),
    ...(rows && { rows: rows.map(rowForScripts) }),
  };
}

/** What `contourist results --json` prints. */
export function resultsForScripts({
  points,
  rejected,
  findings,
  warnings,
  suggestions,
  ...counts
}: ResultsReport) {
  return {
    ...counts,
    points: {
      ...points,
      failed: points.failed.map(({ id, reason }) => ({
        id,
        reason: { ...reason, text: failureText(reason) },
      })),
    },
    rejected: rejected.map(rejectedForScripts),
    findings: findings.map((finding) => ({ ...finding, text: describeFinding(finding) })),
    warnings: warnings.map(sentence),
    suggestions: suggestions.map(sentence),
  };
}

const sentence = (remark: Remark): string => describeRemark(remark, 'terminal');

function rejectedForScripts({ reason, path, ...cell }: RejectedRow) {
  return { ...cell, ...(path !== null && { path }), reason: describeReason(reason), code: reason.code };
}

/** ln μ is `lnMu` here, its known variance `variance`, and a limit at an end of the clip range `clipped`. */
function rowForScripts({ path, limits, outside, ...row }: PlannedRowReport) {
  return {
    ...row,
    ...(path !== null && { path }),
    outside: outside === null ? null : outsideText(outside),
    limits: Object.fromEntries(
      Object.entries(limits).map(([quantity, { y, knownVariance, isClipped }]) => [
        quantity,
        { lnMu: y, variance: knownVariance, clipped: isClipped },
      ]),
    ),
  };
}
