import { formatCount, formatCounted } from '#renderer/components/numbers/format-number.ts';
import type { RowOutcome } from '#shared/contract/imports/imports-methods.ts';
import styles from './import.module.css';
import { OUTCOME_ORDER, OUTCOMES } from './outcomes.tsx';

/** All rows as one bar, by what becomes of them, with the counts below. */
export function OutcomeBar({ counts }: { counts: ReadonlyMap<RowOutcome, number> }) {
  const present = OUTCOME_ORDER.filter((outcome) => (counts.get(outcome) ?? 0) > 0);
  const total = present.reduce((sum, outcome) => sum + (counts.get(outcome) ?? 0), 0);
  return (
    <div className={styles.outcomes}>
      <div className={styles.outcomeBar} aria-hidden>
        {present.map((outcome) => (
          <div
            key={outcome}
            data-outcome={outcome}
            style={{ flexGrow: (counts.get(outcome) ?? 0) / total }}
          />
        ))}
      </div>
      <ul className={styles.outcomeLegend} aria-label={`What becomes of ${formatCounted(total, 'row')}`}>
        {present.map((outcome) => (
          <li key={outcome}>
            <span className={styles.outcomeSwatch} data-outcome={outcome} aria-hidden />
            <strong>{formatCount(counts.get(outcome) ?? 0)}</strong> {OUTCOMES[outcome].label}
          </li>
        ))}
      </ul>
    </div>
  );
}
