import type { ResultDetail } from '#shared/contract/batches/results.ts';
import { failureText } from '#shared/domain/batch-reason.ts';
import { outsideText } from '#shared/domain/outside-reason.ts';
import { describeReason } from '#shared/limit-files/describe-reason.ts';

/** More of the outcome of a row of results, as it follows the outcome's name. */
export function describeResult(detail: ResultDetail): string {
  switch (detail.code) {
    case 'failure':
      return failureText(detail.reason);
    case 'after-closing':
      return `came after batch ${detail.batch} was closed`;
    case 'answered':
      return detail.line === null
        ? `${detail.point} has its outcome already`
        : `line ${detail.line} is of ${detail.point} too`;
    case 'without':
      return `${detail.kept.join(', ')} taken, without ${detail.column}: ${describeReason(detail.reason)}`;
    case 'incomplete':
      return `${detail.kept.join(', ')} taken, without ${detail.lacks.join(', ')}`;
    case 'outside':
      return `outside the space: ${outsideText(detail.why)}`;
    case 'reason':
      // The outcome's name stands before it.
      return describeReason(detail.reason).replace(/^(unknown|duplicate): /, '');
  }
}
