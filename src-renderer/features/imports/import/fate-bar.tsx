import { formatCount, formatCounted } from '#renderer/components/numbers/format-number.ts';
import type { RowFate } from '#shared/contract/imports/imports-methods.ts';
import { FATE_ORDER, FATES } from './fates.tsx';
import styles from './import.module.css';

/** All rows as one bar, by what becomes of them, with the counts below. */
export function FateBar({ counts }: { counts: ReadonlyMap<RowFate, number> }) {
  const present = FATE_ORDER.filter((fate) => (counts.get(fate) ?? 0) > 0);
  const total = present.reduce((sum, fate) => sum + (counts.get(fate) ?? 0), 0);
  return (
    <div className={styles.fates}>
      <div className={styles.fateBar} aria-hidden>
        {present.map((fate) => (
          <div key={fate} data-fate={fate} style={{ flexGrow: (counts.get(fate) ?? 0) / total }} />
        ))}
      </div>
      <ul className={styles.fateLegend} aria-label={`What becomes of ${formatCounted(total, 'row')}`}>
        {present.map((fate) => (
          <li key={fate}>
            <span className={styles.fateSwatch} data-fate={fate} aria-hidden />
            <strong>{formatCount(counts.get(fate) ?? 0)}</strong> {FATES[fate].label}
          </li>
        ))}
      </ul>
    </div>
  );
}
