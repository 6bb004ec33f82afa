import { QueryClient } from '@tanstack/react-query';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/**
 * The cache of what the core has said. The core tells what changed, so that nothing is asked again for having become
 * old; and an answer that it refused once it would refuse again, so that only a lost connection is tried again.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (failures, error) => isConnectionLost(error) && failures < 10,
        retryDelay: 500,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

const isConnectionLost = (error: unknown): boolean =>
  error instanceof ContouristError && error.code === 'connection.lost';
