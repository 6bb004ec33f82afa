import { BATCH_STAGES, type BatchStage } from './batch-stage.ts';
import styles from './batches.module.css';

/** The way of a batch, with the step that it is at. */
export function StageSteps({ stage }: { stage: BatchStage }) {
  return (
    <ol className={styles.stages} aria-label="Way of the batch">
      {BATCH_STAGES.map((step) => (
        <li key={step} {...(step === stage && { 'aria-current': 'step' as const })}>
          {step === stage && <span className={styles.dot} aria-hidden />}
          {step}
        </li>
      ))}
    </ol>
  );
}
