import { useRef, useState } from 'react';
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
import { notifyFailure } from '#renderer/components/notices/notify.tsx';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';

/** A file of results on its way in, with how it is to be read. */
export interface ResultsFile {
  readonly given: GivenFile;
  /** Null where the file cannot be read. */
  readonly draft: MappingDraft | null;
  readonly theory: TheoryFile | null;
}

/** The file of results in hand, from the drop to the import. */
export function useResultsFile(campaignId: string, definition: CampaignDefinition) {
  const client = useApi();
  const [file, setFile] = useState<ResultsFile | null>(null);
  // Whatever is still being read when another file is given, or none is wanted any more, is of no use.
  const turn = useRef(0);
  const show = (given: GivenFile) => {
    const draft = given.inspected && draftOfFile(given.inspected, 'results');
    setFile({ given, draft, theory: null });
  };
  return {
    file,
    give(given: File) {
      const own = ++turn.current;
      inspectGivenFile(client, campaignId, given, 'results').then(
        (read) => own === turn.current && show(read),
        (error: unknown) =>
          own === turn.current && notifyFailure({ title: `${given.name} cannot be read`, error }),
      );
    },
    setDraft(draft: MappingDraft) {
      setFile((present) => present && { ...present, draft });
    },
    setFormat({ given }: ResultsFile, format: string | null) {
      const own = ++turn.current;
      void inspectAs(client, campaignId, { ...given, format }, 'results').then(
        (read) => own === turn.current && show(read),
      );
    },
    async setTheory(table: File) {
      const own = turn.current;
      const theory = await openTheoryFile(client, campaignId, table);
      if (own !== turn.current) return;
      setFile(
        (present) =>
          present && {
            ...present,
            theory,
            draft: present.draft && withTheoryTable(present.draft, theory, definition),
          },
      );
    },
    close() {
      turn.current++;
      setFile(null);
    },
  };
}
