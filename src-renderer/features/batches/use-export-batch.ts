import { useMutation } from '@tanstack/react-query';
import { notifyDone, notifyFailure } from '#renderer/components/notices/notify.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { useApi, useHost } from '#renderer/host/surroundings-provider.tsx';
import type { PackDescription } from '#shared/contract/batches/pack.ts';

/** A pack with the values of its options; those that are left out have their defaults. */
export interface ChosenPack {
  readonly pack: PackDescription;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Hands a batch out as a pack's files. One file is saved where the user says (or as a download), and the campaign is
 * told once it is there; several are written by the core, into a folder of its machine. Points are requested only when
 * they stand in files.
 */
export function useExportBatch(campaignId: string, batch: number) {
  const client = useApi();
  const host = useHost();
  const mutation = useMutation({
    mutationFn: async ({ pack, options }: ChosenPack) => {
      const wanted = { campaignId, batch, pack: pack.id, options: { ...options } };
      const { file, folder, ids } = await client.call('batch.file', wanted);
      if (file !== null) {
        if (!(await host.saveFile(file.name, blobOf(file), file.mediaType))) return null;
        await client.call('batch.confirmExport', { ...wanted, to: file.name, ids });
        return { count: ids.length, where: file.name };
      }
      const title = `Export batch ${batch} as ${pack.title}`;
      const chosen = await host.pickFolder({ title, suggested: folder });
      if (chosen === null) return null;
      const { points, packs } = await client.call('batch.export', { ...wanted, folder: chosen });
      const count = packs.flatMap(({ files }) => files).length;
      return { count: points, where: `${formatCounted(count, 'file')} in ${chosen}` };
    },
    onSuccess: (saved) => {
      if (saved === null) return;
      notifyDone(`Exported batch ${batch}`, `${formatCounted(saved.count, 'point')} in ${saved.where}.`);
    },
    onError: (error) => notifyFailure({ title: `Batch ${batch} could not be exported`, error }),
  });
  return { exportAs: mutation.mutate, isPending: mutation.isPending };
}

function blobOf({ base64, mediaType }: { readonly base64: string; readonly mediaType: string }): Blob {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: mediaType });
}
