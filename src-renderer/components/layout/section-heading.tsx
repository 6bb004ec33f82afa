import type { ReactNode } from 'react';
import styles from './layout.module.css';

/** The heading of a part of a drawer, with a remark or a choice at its right. */
export function SectionHeading({ title, children }: { title: string; children: ReactNode }) {
  return (
    <header className={styles.sectionHeading}>
      <h3>{title}</h3>
      <span>{children}</span>
    </header>
  );
}
