import type { ReactNode } from 'react';
import styles from './points-table.module.css';

interface PointsFrameProps {
  readonly isEmpty: boolean;
  /** Under the table, while points are selected. */
  readonly bar: ReactNode;
  readonly children: ReactNode;
}

/** The table's place, with what stands under it. */
export function PointsFrame({ isEmpty, bar, children }: PointsFrameProps) {
  return (
    <div className={styles.frame}>
      {children}
      {isEmpty && <p className={styles.nothing}>No point is like that.</p>}
      {bar}
    </div>
  );
}
