import { Tooltip } from '@mantine/core';
import { formatCount } from '#renderer/components/numbers/format-number.ts';
import type { ResultsReport } from '#shared/contract/batches/results.ts';
import { OUTCOMES, type ResultOutcome } from './outcomes.ts';
import styles from './results.module.css';

/** How many rows have which outcome, as one bar and in words, and how many points are missing still. */
export function ResultsReportView({ report }: { report: ResultsReport }) {
  const counts = (Object.keys(OUTCOMES) as ResultOutcome[]).map((outcome) => ({
    outcome,
    count: report[outcome],
  }));
  const some = counts.filter(({ outcome, count }) => count > 0 || outcome === 'joined');
  return (
    <div className={styles.report}>
      <span className={styles.bar} aria-hidden>
        {some.map(({ outcome, count }) => (
          <span key={outcome} data-tone={OUTCOMES[outcome].tone} style={{ flexGrow: count }} />
        ))}
      </span>
      <ul className={styles.counts} aria-label="What the file holds">
        {some.map(({ outcome, count }) => (
          <Tooltip key={outcome} label={OUTCOMES[outcome].meaning}>
            <li data-tone={OUTCOMES[outcome].tone}>
              <strong>{formatCount(count)}</strong> {OUTCOMES[outcome].word}
            </li>
          </Tooltip>
        ))}
        <Tooltip label="Points of these batches that the file says nothing of">
          <li data-tone="idle">
            <strong>{formatCount(report.missing)}</strong> missing
          </li>
        </Tooltip>
      </ul>
    </div>
  );
}
