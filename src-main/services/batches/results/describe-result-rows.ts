import { readDefinition } from '#main/store/definition-repository.ts';
import type { ResultDetail, ResultRow } from '#shared/contract/batches/results.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { whatLacks, whereElsewhere } from './describe-results.ts';
import type { Outcome } from './join-results.ts';
import { contradiction, isRepetition, type ReadResults } from './read-results.ts';

/** What becomes of every row of a results file, by line. */
export function describeResultRows({ reading, outcomes, campaign }: ReadResults): ResultRow[] {
  const { quantities } = readDefinition(campaign);
  const read = outcomes.map((outcome): ResultRow => {
    const { line, path, limits } = outcome.row;
    return {
      line,
      path,
      outcome: outcome.kind,
      pointId: 'point' in outcome ? outcome.point.id : null,
      limits: Object.fromEntries(limits.map(({ quantity, y }) => [quantity, y])),
      elsewhere: whereElsewhere(campaign, outcome),
      detail:
        outcome.kind === 'duplicate' && !isRepetition(campaign, outcome)
          ? { code: 'reason', reason: contradiction(outcome).reason }
          : detailOf(outcome, quantities),
    };
  });
  const unreadable = reading.rejected.map(({ line, path, reason }): ResultRow => {
    return {
      line,
      path,
      outcome: 'unreadable',
      pointId: null,
      limits: {},
      elsewhere: null,
      detail: { code: 'reason', reason },
    };
  });
  return [...read, ...unreadable].sort((a, b) => a.line - b.line);
}

function detailOf(outcome: Outcome, quantities: readonly Quantity[]): ResultDetail | null {
  switch (outcome.kind) {
    case 'failed':
      return { code: 'failure', reason: outcome.reason };
    case 'unknown':
      return { code: 'reason', reason: outcome.reason };
    case 'duplicate':
      return { code: 'answered', point: outcome.point.id, line: outcome.answeredBy?.line ?? null };
    case 'late':
      return lossOf(outcome, quantities) ?? { code: 'after-closing', batch: outcome.point.batch };
    case 'joined': {
      const loss = lossOf(outcome, quantities);
      if (loss?.code === 'without' || outcome.row.outside === null) return loss;
      return { code: 'outside', why: outcome.row.outside };
    }
  }
}

/** What a result is taken without, and why where that is known. */
function lossOf(
  outcome: Outcome,
  quantities: readonly Quantity[],
): Extract<ResultDetail, { code: 'without' | 'incomplete' }> | null {
  const [problem] = outcome.row.problems;
  const kept = outcome.row.limits.map(({ quantity }) => quantity);
  if (problem !== undefined) return { code: 'without', column: problem.column, reason: problem.reason, kept };
  const lacking = whatLacks(quantities, outcome);
  return lacking && { code: 'incomplete', ...lacking };
}
