import type { ReactNode } from 'react';
import styles from './layout.module.css';

/** The strip under the header: choices on the left, actions on the right, at most one filled button. */
export function Toolbar({ children, actions }: { children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Screen">
      <div className={styles.toolbarChoices}>{children}</div>
      {actions !== undefined && <div className={styles.toolbarActions}>{actions}</div>}
    </div>
  );
}

/** A control of the toolbar with its name before it: `Field`, `Seed`. */
export function ToolbarField({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className={styles.toolbarField}>
      <span>{label}</span>
      {children}
    </label>
  );
}
