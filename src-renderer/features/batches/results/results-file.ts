import { readUpload } from '#renderer/host/read-upload.ts';
import type { UploadedFile } from '#shared/contract/imports/uploaded-file.ts';

/** A file that was dropped or chosen: its bytes for the core, and its text to look at the columns here. */
export interface ResultsFile {
  /** Another one each time that a file is read: it stands for the file where that is too large to compare. */
  readonly key: string;
  readonly upload: UploadedFile;
  readonly text: string;
}

export async function readResultsFile(file: File): Promise<ResultsFile> {
  const [upload, text] = await Promise.all([readUpload(file), file.text()]);
  return { key: crypto.randomUUID(), upload, text };
}
