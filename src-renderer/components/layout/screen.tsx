import type { ReactNode } from 'react';
import styles from './layout.module.css';

/** A screen: its toolbar, and under it the work, which fills the rest and scrolls inside its regions. */
export function Screen({ toolbar, children }: { toolbar?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.screen}>
      {toolbar}
      <div className={styles.work}>{children}</div>
    </div>
  );
}
