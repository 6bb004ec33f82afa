import { Button, CopyButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { causeOf } from '../notices/notify.tsx';
import { errorDetails } from './error-details.ts';
import styles from './states.module.css';

interface ErrorStateProps {
  /** What happened: `The compute process stopped`. */
  readonly title: string;
  readonly error: unknown;
  /** What is safe: `The campaign file is intact.` */
  readonly children?: ReactNode;
  /** What to do: a filled button. */
  readonly action?: ReactNode;
}

/** Says what happened, what is safe and what to do, with details to copy. */
export function ErrorState({ title, error, children, action }: ErrorStateProps) {
  const details = errorDetails(error);
  return (
    <div className={styles.state} role="alert">
      <div className={styles.icon} data-kind="bad" aria-hidden>
        <IconAlertTriangle size={28} stroke={1.4} />
      </div>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.text}>
        {causeOf(error)} {children}
      </div>
      <pre className={styles.details}>{details}</pre>
      <div className={styles.actions}>
        {action}
        <CopyButton value={details}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy details'}</Button>}
        </CopyButton>
      </div>
    </div>
  );
}
