import { Anchor } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import styles from './read-only-banner.module.css';

/** The strip that stays while a campaign cannot be changed, with the way out where there is one. */
export function ReadOnlyBanner({ reason, onMakeCopy }: { reason: string; onMakeCopy: () => void }) {
  return (
    <div className={styles.banner} role="status">
      <IconLock size={16} stroke={1.5} aria-hidden />
      <span className={styles.reason}>Read-only: {reason}</span>
      <Anchor component="button" type="button" onClick={onMakeCopy}>
        Make a copy to edit
      </Anchor>
    </div>
  );
}
