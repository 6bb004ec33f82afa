import type { ReactNode } from 'react';
import { FormulaHelp } from '../help/formula-help.tsx';
import type { FormulaName } from '../help/formulas.ts';
import { Tex } from '../math/tex.tsx';
import styles from './layout.module.css';

interface PanelProps {
  /** May hold formulas between dollar signs. */
  readonly title: string;
  /** The formula behind the (i). */
  readonly help?: FormulaName;
  /** The present value, or what else stands at the right of the heading. */
  readonly value?: ReactNode;
  readonly children: ReactNode;
  /** Without the panel's own padding at the sides, for tables that reach the edges. */
  readonly isFlush?: boolean;
}

/** A region of a screen with its heading: title, help, and its present value at the right. */
export function Panel({ title, help, value, children, isFlush = false }: PanelProps) {
  return (
    <section className={styles.panel} data-flush={isFlush || undefined}>
      <header className={styles.panelHeader}>
        <h2 className={styles.panelTitle}>
          <Tex>{title}</Tex>
        </h2>
        {help !== undefined && <FormulaHelp name={help} />}
        {value !== undefined && <div className={styles.panelValue}>{value}</div>}
      </header>
      {children}
    </section>
  );
}
