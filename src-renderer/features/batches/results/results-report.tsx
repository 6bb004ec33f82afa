import { Tooltip } from '@mantine/core';
import { formatCount } from '#renderer/components/numbers/format-number.ts';
import type { ResultsReport } from '#shared/contract/batches/results.ts';
import { FATES, type Fate } from './fates.ts';
import styles from './results.module.css';

/** How many rows meet which fate, as one bar and in words, and how many points are missing still. */
export function ResultsReportView({ report }: { report: ResultsReport }) {
  const counts = (Object.keys(FATES) as Fate[]).map((fate) => ({ fate, count: report[fate] }));
  const some = counts.filter(({ fate, count }) => count > 0 || fate === 'joined');
  return (
    <div className={styles.report}>
      <span className={styles.bar} aria-hidden>
        {some.map(({ fate, count }) => (
          <span key={fate} data-tone={FATES[fate].tone} style={{ flexGrow: count }} />
        ))}
      </span>
      <ul className={styles.counts} aria-label="What the file holds">
        {some.map(({ fate, count }) => (
          <Tooltip key={fate} label={FATES[fate].meaning}>
            <li data-tone={FATES[fate].tone}>
              <strong>{formatCount(count)}</strong> {FATES[fate].word}
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
