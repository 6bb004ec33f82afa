import { useFileDialog } from '@mantine/hooks';
import { useCallback, useRef, useState } from 'react';
import {
  draftOfFile,
  type GivenFile,
  inspectAs,
  inspectGivenFile,
  openTheoryFile,
  type TheoryFile,
  withTheoryTable,
} from '#renderer/components/mapping/inspected-file.ts';
import type { MappingDraft } from '#renderer/components/mapping/mapping-draft.ts';
import { notifyFailure, notifyInfo } from '#renderer/components/notices/notify.tsx';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import { useCampaignSummary } from '#renderer/queries/campaigns.ts';
import type { Client } from '#shared/contract/client.ts';
import type { InspectedFile } from '#shared/contract/imports/imports-methods.ts';

export interface ImportFiles {
  readonly isOpen: boolean;
  readonly files: readonly GivenFile[];
  /** The mapping of a file: files with the same columns share theirs. */
  draftFor(file: GivenFile): MappingDraft | null;
  /** Reads a file as this format; null lets its content say it. */
  setFormat(file: GivenFile, format: string | null): void;
  setDraft(file: GivenFile, draft: MappingDraft): void;
  theoryFor(file: GivenFile): TheoryFile | null;
  setTheory(file: GivenFile, theory: File): Promise<void>;
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
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  const [drafts, setDrafts] = useState<Readonly<Record<string, MappingDraft>>>({});
  const [theories, setTheories] = useState<Readonly<Record<string, TheoryFile>>>({});

  const addDraft = useCallback((inspected: InspectedFile | null) => {
    if (inspected === null) return;
    setDrafts((present) => ({ [signature(inspected)]: draftOfFile(inspected, 'limits'), ...present }));
  }, []);

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
        for (const { inspected } of found) addDraft(inspected);
      });
    },
    [client, campaignId, addDraft],
  );
  const dialog = useFileDialog({
    multiple: true,
    // Harvest lists of HistFitter have no ending.
    accept: '',
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
      const theory = await openTheoryFile(client, campaignId, file);
      if (own !== turn.current) return;
      const key = signature(inspected);
      setTheories((present) => ({ ...present, [key]: theory }));
      setDrafts((present) => {
        const draft = present[key];
        return draft ? { ...present, [key]: withTheoryTable(draft, theory, definition) } : present;
      });
    },
    setFormat(file, format) {
      const own = turn.current;
      void inspectAs(client, campaignId, { ...file, format }, 'limits').then((read) => {
        if (own !== turn.current) return;
        addDraft(read.inspected);
        setFiles((present) => present.map((other) => (other.key === file.key ? read : other)));
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
async function inspectFile(client: Client, campaignId: string, file: File): Promise<GivenFile | null> {
  try {
    return await inspectGivenFile(client, campaignId, file, 'limits');
  } catch (error) {
    notifyFailure({ title: `${file.name} cannot be read`, error });
    return null;
  }
}

/** Equal for files with the same columns. */
function signature({ columns }: InspectedFile): string {
  return JSON.stringify(columns.map(({ name }) => name));
}
