import type { ReactNode } from 'react';
import styles from './states.module.css';

interface EmptyStateProps {
  readonly icon: ReactNode;
  /** `No limits yet`. */
  readonly title: string;
  /** One sentence on what is missing. */
  readonly children: ReactNode;
  /** The next action as a filled button, and the alternative. */
  readonly actions?: ReactNode;
  /** A last quiet line: `or drop files here`. */
  readonly remark?: ReactNode;
}

/** Says what is missing and what comes next. */
export function EmptyState({ icon, title, children, actions, remark }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <div className={styles.icon} aria-hidden>
        {icon}
      </div>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.text}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      {remark !== undefined && <div className={styles.remark}>{remark}</div>}
    </div>
  );
}
