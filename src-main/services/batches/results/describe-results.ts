import type { BatchPoint } from '#main/store/batch-points-repository.ts';
import type { ResultsReport } from '#shared/contract/batches/results.ts';
import { failureText } from '#shared/domain/batch-reason.ts';
import { countOutcomes, type JoinedResults } from './store-results.ts';

/**
 * What became of a results file, as it leaves the program.
 *
 * @param missing points that are still without an outcome
 */
export function describeResults(
  { file, reading, outcomes, rejected }: JoinedResults,
  missing: readonly BatchPoint[],
): ResultsReport {
  const idsOf = (kind: 'joined' | 'late'): string[] =>
    outcomes.flatMap((outcome) => (outcome.kind === kind ? [outcome.point.id] : []));
  return {
    ...countOutcomes(outcomes),
    missing: missing.length,
    unreadable: reading.rejected.length,
    points: {
      joined: idsOf('joined'),
      failed: outcomes.flatMap((outcome) =>
        outcome.kind === 'failed' ? [{ id: outcome.point.id, reason: failureText(outcome.reason) }] : [],
      ),
      late: idsOf('late'),
      missing: missing.map(({ id }) => id),
    },
    rejected: rejected.map(({ rowText: _, ...cell }) => ({ file: file.path, ...cell })),
    warnings: [...reading.warnings],
  };
}
