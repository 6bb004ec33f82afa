import { IconAlertTriangle } from '@tabler/icons-react';
import { formatTimestamp } from '#renderer/components/numbers/format-time.ts';
import styles from './read-only-banner.module.css';

/** The strip over a campaign whose file was copied while it was open, until something is fitted. */
export function MissingLogBanner({ lastStepAt }: { readonly lastStepAt: string }) {
  return (
    <div className={styles.banner} role="status">
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
      <span className={styles.reason}>
        Steps may be missing: the file was copied while the campaign was open. It ends with the step of{' '}
        {formatTimestamp(lastStepAt)}.
      </span>
    </div>
  );
}
