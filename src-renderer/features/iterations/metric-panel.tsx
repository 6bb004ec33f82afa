import type { ReactNode } from 'react';
import { type ChartLook, Figure } from '#renderer/charts/figure.tsx';
import { type LegendEntry, LegendStrip } from '#renderer/charts/legend-strip.tsx';
import type { Picture } from '#renderer/charts/picture.ts';
import { fileSlug } from '#renderer/components/files/file-name.ts';
import type { FormulaName } from '#renderer/components/help/formulas.ts';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { plainText } from '#renderer/components/math/plain-text.ts';
import styles from './progress.module.css';

interface MetricPanelProps {
  readonly title: string;
  readonly help: FormulaName;
  /** The value of the iteration in front. */
  readonly value: string;
  /** Instead of the value at the right of the heading. */
  readonly aside?: ReactNode;
  readonly legend: readonly LegendEntry[];
  /** Keep it the same function while the data are the same. */
  readonly make: (look: ChartLook) => Picture;
  /** Instead of the chart, where no iteration has the number. */
  readonly nothing?: string | null;
}

/** A number by iteration. */
export function MetricPanel({ title, help, value, aside, legend, make, nothing = null }: MetricPanelProps) {
  return (
    <div className={styles.cell}>
      <Panel title={title} help={help} value={aside ?? value}>
        {nothing !== null ? (
          <p className={styles.nothing}>{nothing}</p>
        ) : (
          <>
            <div className={styles.legend}>
              <LegendStrip entries={legend} />
            </div>
            <div className={styles.chart}>
              <Figure
                make={make}
                label={`${plainText(title)}: ${plainText(value)}`}
                fileName={fileSlug(plainText(title))}
              />
            </div>
          </>
        )}
      </Panel>
    </div>
  );
}
