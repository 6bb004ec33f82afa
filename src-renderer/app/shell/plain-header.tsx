import type { ReactNode } from 'react';
import styles from './header.module.css';

/** The header where no campaign is open: a title, and what can be done at the right. */
export function PlainHeader({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className={styles.header}>
      <h1 className={styles.name}>{title}</h1>
      <span className={styles.gap} />
      {children}
    </header>
  );
}
