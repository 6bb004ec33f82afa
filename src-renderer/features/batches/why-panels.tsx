import { Tex } from '#renderer/components/math/tex.tsx';
import type { BatchDetail, BatchDetailPoint } from '#shared/contract/batches/batches-methods.ts';
import styles from './batches.module.css';
import { describeWholeBatch } from './describe-whole-batch.ts';
import { explainPoint } from './explain-point.ts';

interface WhyPanelsProps {
  readonly batch: BatchDetail;
  readonly selected: BatchDetailPoint | null;
}

/** Under the table: why the selected point is there, and what the batch is like as a whole. */
export function WhyPanels({ batch, selected }: WhyPanelsProps) {
  return (
    <div className={styles.why}>
      <section className={styles.whyPoint} aria-live="polite">
        <h2 className={styles.whyTitle}>
          {selected === null ? 'Why these points' : `Why point ${selected.ordinal}`}
        </h2>
        <p>
          <Tex>
            {selected === null
              ? 'Select a point in the table or on the map.'
              : explainPoint(selected, batch).join(' ')}
          </Tex>
        </p>
      </section>
      <section className={styles.whyBatch}>
        <h2 className={styles.whyTitle}>The whole batch</h2>
        <ul>
          {describeWholeBatch(batch).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}
