import type { ReactNode } from 'react';
import styles from './settings.module.css';

interface SettingRowProps {
  readonly name: string;
  /** What it changes, in a sentence. */
  readonly remark?: ReactNode;
  readonly children: ReactNode;
}

/** One setting: its name and what it means on the left, the control on the right. */
export function SettingRow({ name, remark, children }: SettingRowProps) {
  return (
    <div className={styles.row}>
      <div>
        <div className={styles.name}>{name}</div>
        {remark !== undefined && <div className={styles.remark}>{remark}</div>}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}
