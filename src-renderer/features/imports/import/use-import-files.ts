import { useFileDialog } from '@mantine/hooks';
import { useCallback, useRef, useState } from 'react';
import { notifyFailure, notifyInfo } from '#renderer/components/notices/notify.tsx';
import { readUpload } from '#renderer/host/read-upload.ts';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import { useCampaignSummary } from '#renderer/queries/campaigns.ts';
import type { Client } from '#shared/contract/client.ts';
import type { InspectedFile } from '#shared/contract/imports/imports-methods.ts';
import type { UploadedFile } from '#shared/contract/imports/uploaded-file.ts';
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

  // Files that are still being read when the import is closed must not open it again.
  const turn = useRef(0);
  const add = useCallback(
    (given: readonly File[]) => {
      const tables = given.filter(({ name }) => !name.endsWith('.contourist'));
      if (tables.length < given.length) {
        notifyInfo('That is a campaign', 'Campaign files are opened, not imported: All campaigns, Open.');
      }
      const own = turn.current;
      void Promise.all(tables.map((file) => inspectFile(client, campaignId, file))).then((read) => {
        if (own !== turn.current) return;
        const found = read.filter((file) => file !== null);
        setFiles((present) => [...present, ...found]);
        for (const { inspected } of found) {
          if (inspected === null) continue;
          const names = inspected.columns.map(({ name }) => name);
          setDrafts((present) => ({
            [signature(inspected)]: draftOf(inspected.mapping, names),
            ...present,
          }));
        }
      });
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
      const own = turn.current;
      const upload = await readUpload(file);
      const theory = await client.call('import.inspect', { campaignId, file: upload });
      if (own !== turn.current) return;
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
      turn.current++;
      setFiles([]);
      setDrafts({});
      setTheories({});
    },
  };
}

/** A file with what it turned out to be; null where not even its bytes can be had, which the user is told. */
async function inspectFile(client: Client, campaignId: string, file: File): Promise<ImportFile | null> {
  const key = crypto.randomUUID();
  let upload: UploadedFile;
  try {
    upload = await readUpload(file);
  } catch (error) {
    notifyFailure({ title: `${file.name} cannot be read`, error });
    return null;
  }
  try {
    const inspected = await client.call('import.inspect', { campaignId, file: upload });
    return { key, upload, inspected, error: null };
  } catch (error) {
    return { key, upload, inspected: null, error };
  }
}

/** Equal for files with the same columns. */
function signature({ columns }: InspectedFile): string {
  return JSON.stringify(columns.map(({ name }) => name));
}
