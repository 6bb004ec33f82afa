import { isDeepStrictEqual } from 'node:util';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { pointsById } from '#main/store/points-repository.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';
import type { LimitFileReading } from '#shared/limit-files/read-limits.ts';
import type { RejectedCell } from '#shared/limit-files/table.ts';
import { storedLimits } from '../../imports/stored-limits.ts';
import type { Outcome } from './join-results.ts';

/**
 * What of a results file is not taken and has to be kept, by line: rows that cannot be read, rows of no point that was
 * asked for, second results that differ from the first, and single limits of rows whose others are taken.
 */
export function rejectResults(
  campaign: ReadableCampaign,
  reading: LimitFileReading,
  outcomes: readonly Outcome[],
): RejectedCell[] {
  const cells = outcomes.flatMap((outcome): readonly RejectedCell[] => {
    const { kind, row } = outcome;
    if (kind === 'unknown') return [wholeRow(row, `unknown: ${outcome.reason}`)];
    if (kind === 'duplicate')
      return isRepetition(campaign, outcome, outcomes) ? [] : [contradiction(outcome)];
    return row.problems;
  });
  return [...reading.rejected, ...cells].sort((a, b) => a.line - b.line);
}

type Duplicate = Extract<Outcome, { kind: 'duplicate' }>;

/** Whether a row says what is known already: a longer results file often begins with the rows of the shorter one. */
function isRepetition(
  campaign: ReadableCampaign,
  { row, point, answeredBy }: Duplicate,
  outcomes: readonly Outcome[],
): boolean {
  if (answeredBy !== null) {
    const answer = outcomes.find((outcome) => outcome.row.line === answeredBy);
    return answer !== undefined && isDeepStrictEqual(whatItSays(answer.row), whatItSays(row));
  }
  if (row.result?.status === 'failed') {
    const { reason } = row.result;
    return reason === null || (point.failureReason?.code === 'text' && point.failureReason.text === reason);
  }
  const [known] = point.pointId === null ? [] : pointsById(campaign, [point.pointId]);
  return known !== undefined && isDeepStrictEqual(known.limits, storedLimits(row));
}

function whatItSays(row: LimitRow) {
  return { status: row.result?.status, reason: row.result?.reason, limits: storedLimits(row) };
}

function contradiction({ row, point, answeredBy }: Duplicate): RejectedCell {
  const where = answeredBy === null ? `is ${point.state} already` : `has its outcome in line ${answeredBy}`;
  return wholeRow(row, `duplicate: ${point.id} ${where}, and this row says something else`);
}

function wholeRow({ line, text }: LimitRow, reason: string): RejectedCell {
  return { line, column: '', value: '', reason, rowText: text };
}
