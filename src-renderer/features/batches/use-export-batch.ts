import { useMutation } from '@tanstack/react-query';
import { notifyDone, notifyFailure } from '#renderer/components/notices/notify.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { useApi, useHost } from '#renderer/host/surroundings-provider.tsx';
import type { BatchFileFormat } from '#shared/contract/batches/batch.ts';

/**
 * Saves a batch where the user says (or as a download), and tells the campaign once the file is there: points are
 * requested only when they stand in a file.
 */
export function useExportBatch(campaignId: string, batch: number) {
  const client = useApi();
  const host = useHost();
  const mutation = useMutation({
    mutationFn: async (format: BatchFileFormat) => {
      const { name, text, mediaType, ids } = await client.call('batch.file', { campaignId, batch, format });
      if (!(await host.saveFile(name, text, mediaType))) return null;
      await client.call('batch.confirmExport', { campaignId, batch, format, to: name, ids });
      return { name, count: ids.length };
    },
    onSuccess: (saved) => {
      if (saved === null) return;
      notifyDone(`Exported batch ${batch}`, `${formatCounted(saved.count, 'point')} in ${saved.name}.`);
    },
    onError: (error) => notifyFailure({ title: `Batch ${batch} could not be exported`, error }),
  });
  return { exportAs: mutation.mutate, isPending: mutation.isPending };
}
