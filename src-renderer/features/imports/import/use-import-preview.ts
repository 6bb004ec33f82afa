import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { GivenFile } from '#renderer/components/mapping/inspected-file.ts';
import { mappingOf } from '#renderer/components/mapping/mapping-draft.ts';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import type { DuplicatePolicy } from '#shared/contract/imports/import.ts';
import type { InputOf, OutputOf } from '#shared/contract/methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { ImportFiles } from './use-import-files.ts';

export type ImportInput = InputOf<'import.run'>;
export type FilePreview = OutputOf<'import.preview'>[number];

/** The files that can be planned with their mappings, and what each of the others lacks. */
export interface ImportRequest {
  readonly files: readonly GivenFile[];
  /** The hash of each file's table of theory cross sections; null where it needs none. */
  readonly theoryHashes: readonly (string | null)[];
  readonly input: ImportInput['files'];
  /** By file: what its mapping lacks yet. */
  readonly problems: ReadonlyMap<string, string>;
}

/** What the core is to be asked, from the forms as they are now. */
export function importRequest(importing: ImportFiles, definition: CampaignDefinition): ImportRequest {
  const problems = new Map<string, string>();
  const ready = importing.files.flatMap((file) => {
    const draft = importing.draftFor(file);
    if (draft === null) return [];
    const theory = draft.theorySource === 'table' ? importing.theoryFor(file) : null;
    const found = mappingOf(draft, definition, theory?.upload.name ?? null);
    if ('problem' in found) {
      problems.set(file.key, found.problem);
      return [];
    }
    const input = {
      file: file.upload,
      format: file.format,
      mapping: found.mapping,
      theory: theory?.upload ?? null,
      isTest: draft.isTest,
    };
    return [{ file, theoryHash: theory?.inspected.sha256 ?? null, input }];
  });
  return {
    files: ready.map(({ file }) => file),
    theoryHashes: ready.map(({ theoryHash }) => theoryHash),
    input: ready.map(({ input }) => input),
    problems,
  };
}

/** What the import would do, row by row, by file; asked again when a mapping or the campaign changes. */
export function useImportPreview(campaignId: string, request: ImportRequest, duplicates: DuplicatePolicy) {
  const client = useApi();
  // The key has hashes in the files' places: it is compared at every drawing.
  const key = request.files.map((file, index) => ({
    sha256: file.inspected?.sha256,
    format: file.format,
    mapping: request.input[index]?.mapping,
    theory: request.theoryHashes[index],
    isTest: request.input[index]?.isTest,
  }));
  return useQuery({
    queryKey: ['import.preview', { campaignId, duplicates, files: key }] as const,
    queryFn: async ({ signal }) => {
      const plans = await client.call(
        'import.preview',
        { campaignId, files: request.input, duplicates },
        { signal },
      );
      return new Map(request.files.map((file, index) => [file.key, plans[index]] as const));
    },
    enabled: request.input.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}
