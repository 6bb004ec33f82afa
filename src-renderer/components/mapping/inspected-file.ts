import { readUpload } from '#renderer/host/read-upload.ts';
import type { Client } from '#shared/contract/client.ts';
import type { InspectedFile } from '#shared/contract/imports/imports-methods.ts';
import type { UploadedFile } from '#shared/contract/imports/uploaded-file.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { type Brings, draftOf, guessTheoryTable, type MappingDraft } from './mapping-draft.ts';

/** A file that the user gave, on its way in; nothing of it is stored yet. */
export interface GivenFile {
  /** Another one each time that a file is given: it stands for the file where that is too large to compare. */
  readonly key: string;
  readonly upload: UploadedFile;
  /** The format that the user chose; null where the content says it. */
  readonly format: string | null;
  /** What the core found it to be; null where it cannot be read, and then `error` says why. */
  readonly inspected: InspectedFile | null;
  readonly error: unknown;
}

/** A table of theory cross sections that came with a file. */
export interface TheoryFile {
  readonly upload: UploadedFile;
  readonly inspected: InspectedFile;
}

/** Asks the core what a file is. The promise fails only where not even its bytes can be had. */
export async function inspectGivenFile(
  client: Client,
  campaignId: string,
  file: File,
  brings: Brings,
): Promise<GivenFile> {
  const upload = await readUpload(file);
  return inspectAs(client, campaignId, { key: crypto.randomUUID(), upload, format: null }, brings);
}

/** Asks again, with the format that the user chose. */
export async function inspectAs(
  client: Client,
  campaignId: string,
  { key, upload, format }: Pick<GivenFile, 'key' | 'upload' | 'format'>,
  brings: Brings,
): Promise<GivenFile> {
  try {
    const input = { campaignId, file: upload, format, kind: brings };
    return { key, upload, format, inspected: await client.call('import.inspect', input), error: null };
  } catch (error) {
    return { key, upload, format, inspected: null, error };
  }
}

const columnNames = ({ columns }: InspectedFile): string[] => columns.map(({ name }) => name);

/** The form's first state for a file: how the core would read it. */
export function draftOfFile(inspected: InspectedFile, brings: Brings): MappingDraft {
  return draftOf(inspected.mapping, columnNames(inspected), brings);
}

/** Reads a table of theory cross sections as far as its columns. */
export async function openTheoryFile(client: Client, campaignId: string, file: File): Promise<TheoryFile> {
  const upload = await readUpload(file);
  return { upload, inspected: await client.call('import.inspect', { campaignId, file: upload }) };
}

/** The draft joined to a theory table by the names of its columns. */
export function withTheoryTable(
  draft: MappingDraft,
  { inspected }: TheoryFile,
  definition: CampaignDefinition,
): MappingDraft {
  const theoryTable = guessTheoryTable(columnNames(inspected), definition);
  const unit = /_(pb|fb|nb)$/i.exec(theoryTable.column)?.[1]?.toLowerCase() ?? draft.theoryUnit;
  return {
    ...draft,
    theorySource: 'table',
    theoryTable,
    theoryUnit: unit as MappingDraft['theoryUnit'],
  };
}
