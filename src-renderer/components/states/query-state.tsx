import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import { LoadingBar } from './loading-bar.tsx';
import styles from './states.module.css';

interface QueryStateProps<Data> {
  readonly query: UseQueryResult<Data, Error>;
  /** While there is nothing yet: `Reading the points`. */
  readonly loading: string;
  /** When it cannot be had: `The points could not be read`. */
  readonly failed: string;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what a query brings. Old content stays, dimmed, while new is computed; an error can be tried again. */
export function QueryState<Data>({ query, loading, failed, children }: QueryStateProps<Data>) {
  if (query.data !== undefined) {
    return (
      <div className={styles.content} data-old={query.isPlaceholderData || undefined}>
        {children(query.data)}
      </div>
    );
  }
  if (query.isError) {
    return (
      <ErrorState
        title={failed}
        error={query.error}
        action={
          <Button variant="filled" leftSection={<IconRefresh />} onClick={() => void query.refetch()}>
            Try again
          </Button>
        }
      />
    );
  }
  return <LoadingBar label={loading} />;
}
