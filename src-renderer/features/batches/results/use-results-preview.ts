import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import type { InputOf } from '#shared/contract/methods.ts';
import type { ResultsFile } from './results-file.ts';

type ResultsChoices = Omit<InputOf<'batch.previewResults'>, 'campaignId' | 'file'>;

/** What the file would do, row by row; asked again when a choice or the campaign changes. */
export function useResultsPreview(campaignId: string, file: ResultsFile, choices: ResultsChoices) {
  const client = useApi();
  return useQuery({
    // The file itself would be written out and compared at every drawing.
    queryKey: ['batch.previewResults', { campaignId, file: file.key, ...choices }] as const,
    queryFn: ({ signal }) =>
      client.call('batch.previewResults', { campaignId, file: file.upload, ...choices }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}
