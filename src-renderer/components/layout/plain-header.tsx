import type { ReactNode } from 'react';
import styles from './layout.module.css';

/** The header where no campaign is open: a title, and what can be done at the right. */
export function PlainHeader({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className={styles.plainHeader}>
      <h1 className={styles.plainHeaderTitle}>{title}</h1>
      {children}
    </header>
  );
}
