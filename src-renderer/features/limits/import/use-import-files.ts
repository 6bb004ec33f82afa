import { useFileDialog } from '@mantine/hooks';
import { useCallback, useState } from 'react';
import { notifyInfo } from '#renderer/components/notices/notify.tsx';
import { readUpload } from '#renderer/host/read-upload.ts';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import { useCampaignSummary } from '#renderer/queries/campaigns.ts';
import type { InspectedFile } from '#shared/contract/import-methods.ts';
import type { UploadedFile } from '#shared/contract/uploaded-file.ts';
import { draftOf, guessTheoryTable, type MappingDraft } from './mapping-draft.ts';

/** A file that the user gave, on its way in; nothing of it is stored yet. */
export interface ImportFile {
  readonly key: string;
  readonly upload: UploadedFile;
  /** What it turned out to be; null where it cannot be read, and then `error` says why. */
  readonly inspected: InspectedFile | null;
  readonly error: unknown;
}

/** A table of theory cross sections that came with the files. */
export interface TheoryFile {
  readonly upload: UploadedFile;
  readonly inspected: InspectedFile;
}

export interface ImportFiles {
  readonly isOpen: boolean;
  readonly files: readonly ImportFile[];
  /** The mapping of a file: files with the same columns share theirs. */
  draftFor(file: ImportFile): MappingDraft | null;
  setDraft(file: ImportFile, draft: MappingDraft): void;
  theoryFor(file: ImportFile): TheoryFile | null;
  setTheory(file: ImportFile, theory: File): Promise<void>;
  /** Asks for files. */
  choose(): void;
  add(files: readonly File[]): void;
  remove(key: string): void;
  close(): void;
}

/** The files of one import with their mappings, from the drop to the import. */
export function useImportFiles(campaignId: string): ImportFiles {
  const client = useApi();
  const definition = useCampaignSummary(campaignId).data?.definition;
  const [files, setFiles] = useState<readonly ImportFile[]>([]);
  const [drafts, setDrafts] = useState<Readonly<Record<string, MappingDraft>>>({});
  const [theories, setTheories] = useState<Readonly<Record<string, TheoryFile>>>({});

  const add = useCallback(
    (given: readonly File[]) => {
      const tables = given.filter(({ name }) => !name.endsWith('.contourist'));
      if (tables.length < given.length) {
        notifyInfo('That is a campaign', 'Campaign files are opened, not imported: All campaigns, Open.');
      }
      for (const file of tables) {
        void (async () => {
          const upload = await readUpload(file);
          const key = crypto.randomUUID();
          const read = await client.call('import.inspect', { campaignId, file: upload }).then(
            (inspected) => ({ inspected, error: null }),
            (error: unknown) => ({ inspected: null, error }),
          );
          setFiles((present) => [...present, { key, upload, ...read }]);
          const { inspected } = read;
          if (inspected === null) return;
          const names = inspected.columns.map(({ name }) => name);
          setDrafts((present) => ({
            [signature(inspected)]: draftOf(inspected.mapping, names),
            ...present,
          }));
        })();
      }
    },
    [client, campaignId],
  );
  const dialog = useFileDialog({
    multiple: true,
    accept: '.csv,.tsv,.txt,.dat,.json,text/*,application/json',
    resetOnOpen: true,
    onChange: (chosen) => add([...(chosen ?? [])]),
  });

  return {
    isOpen: files.length > 0,
    files,
    draftFor: ({ inspected }) => (inspected && drafts[signature(inspected)]) ?? null,
    setDraft({ inspected }, draft) {
      if (inspected) setDrafts((present) => ({ ...present, [signature(inspected)]: draft }));
    },
    theoryFor: ({ inspected }) => (inspected && theories[signature(inspected)]) ?? null,
    async setTheory({ inspected }, file) {
      if (!inspected || !definition) return;
      const upload = await readUpload(file);
      const theory = await client.call('import.inspect', { campaignId, file: upload });
      const columns = theory.columns.map(({ name }) => name);
      const key = signature(inspected);
      setTheories((present) => ({ ...present, [key]: { upload, inspected: theory } }));
      setDrafts((present) => {
        const draft = present[key];
        if (!draft) return present;
        const theoryTable = guessTheoryTable(columns, definition);
        const theoryUnit = /_(pb|fb|nb)$/i.exec(theoryTable.column)?.[1]?.toLowerCase() ?? draft.theoryUnit;
        return {
          ...present,
          [key]: {
            ...draft,
            theorySource: 'table',
            theoryTable,
            theoryUnit: theoryUnit as MappingDraft['theoryUnit'],
          },
        };
      });
    },
    choose: dialog.open,
    add,
    remove: (key) => setFiles((present) => present.filter((file) => file.key !== key)),
    close() {
      setFiles([]);
      setDrafts({});
      setTheories({});
    },
  };
}

/** Equal for files with the same columns. */
function signature({ columns }: InspectedFile): string {
  return JSON.stringify(columns.map(({ name }) => name));
}
