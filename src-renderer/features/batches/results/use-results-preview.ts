import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import type { InputOf } from '#shared/contract/methods.ts';
import type { ResultsFile } from './use-results-file.ts';

export type ResultsRequest = Omit<InputOf<'batch.previewResults'>, 'campaignId'>;

/**
 * What the file would do, row by row; asked again when a choice or the campaign changes.
 *
 * @param request null while the mapping lacks something
 */
export function useResultsPreview(campaignId: string, file: ResultsFile, request: ResultsRequest | null) {
  const client = useApi();
  // The files themselves would be written out and compared at every drawing.
  const { file: _, theory: __, ...choices } = request ?? {};
  const key = { campaignId, file: file.given.key, theory: file.theory?.inspected.sha256, ...choices };
  return useQuery({
    queryKey: ['batch.previewResults', key] as const,
    queryFn: ({ signal }) => client.call('batch.previewResults', { campaignId, ...request! }, { signal }),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}
