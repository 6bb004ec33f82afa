import styles from './states.module.css';

/** A thin bar for what is being computed. It shows itself after 150 ms, so that what is quick does not flicker. */
export function LoadingBar({ label }: { label: string }) {
  return (
    <div className={styles.loading} role="status">
      <span className={styles.loadingLabel}>{label}</span>
      <div className={styles.loadingTrack}>
        <div className={styles.loadingBar} />
      </div>
    </div>
  );
}
