import type { ResultsReport } from '#shared/contract/batches/results.ts';
import { failureText } from '#shared/domain/batch-reason.ts';
import { countOutcomes } from './join-results.ts';
import { type ReadResults, rejectedResults } from './read-results.ts';

/** What became of a results file, as it leaves the program. */
export function describeResults(results: ReadResults): ResultsReport {
  const { file, reading, outcomes, missing } = results;
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
    rejected: rejectedResults(results).map(({ rowText: _, ...cell }) => ({ file: file.path, ...cell })),
    warnings: [...reading.warnings],
    suggestions: [...reading.suggestions],
  };
}
