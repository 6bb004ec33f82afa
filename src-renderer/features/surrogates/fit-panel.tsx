import { useCallback } from 'react';
import { type ChartLook, Figure } from '#renderer/charts/figure.tsx';
import { LegendStrip } from '#renderer/charts/legend-strip.tsx';
import { Panel } from '#renderer/components/layout/panel.tsx';
import styles from './model.module.css';
import { type Trace, tracePicture } from './pictures/trace-picture.ts';

interface FitPanelProps {
  readonly trace: Trace;
  /** `converged`, or how far the running fit is. */
  readonly state: string;
}

/** The way down of the search, live while a fit runs. */
export function FitPanel({ trace, state }: FitPanelProps) {
  const make = useCallback((look: ChartLook) => tracePicture(trace, look), [trace]);
  return (
    <Panel title="Fit" help="likelihood" value={state}>
      <LegendStrip
        entries={[
          { id: 'evaluations', label: 'evaluation', glyph: 'circle-open', color: 'accent' },
          { id: 'best', label: 'best so far', glyph: 'solid', color: 'accent' },
        ]}
      />
      {trace.length === 0 ? (
        <p className={styles.caption}>This fit was made before its way was kept.</p>
      ) : (
        <Figure make={make} label={`−log L over ${trace.length} evaluations, ${state}`} fileName="fit" />
      )}
    </Panel>
  );
}
