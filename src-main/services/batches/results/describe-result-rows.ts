import type { ResultRow } from '#shared/contract/batches/results.ts';
import { failureText } from '#shared/domain/batch-reason.ts';
import type { Outcome } from './join-results.ts';
import type { JoinedResults } from './store-results.ts';

/** What becomes of every row of a results file, by line. */
export function describeResultRows({ reading, outcomes, rejected }: JoinedResults): ResultRow[] {
  const remarks = new Map(rejected.map(({ line, reason }) => [line, reason]));
  const read = outcomes.map((outcome): ResultRow => {
    const { line, limits } = outcome.row;
    return {
      line,
      fate: outcome.kind,
      pointId: 'point' in outcome ? outcome.point.id : null,
      limits: Object.fromEntries(limits.map(({ quantity, y }) => [quantity, y])),
      reason: reasonOf(outcome) ?? remarks.get(line) ?? null,
    };
  });
  const unreadable = reading.rejected.map(({ line, reason }): ResultRow => {
    return { line, fate: 'unreadable', pointId: null, limits: {}, reason };
  });
  return [...read, ...unreadable].sort((a, b) => a.line - b.line);
}

function reasonOf(outcome: Outcome): string | null {
  switch (outcome.kind) {
    case 'failed':
    case 'unknown':
      return outcome.kind === 'failed' ? failureText(outcome.reason) : outcome.reason;
    case 'late':
      return `came after batch ${outcome.point.batch} was closed`;
    case 'duplicate':
      return outcome.answeredBy === null
        ? `${outcome.point.id} has its outcome already`
        : `line ${outcome.answeredBy} is of ${outcome.point.id} too`;
    default:
      return null;
  }
}
