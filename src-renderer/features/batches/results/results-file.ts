import { readUpload } from '#renderer/host/read-upload.ts';
import type { UploadedFile } from '#shared/contract/uploaded-file.ts';

/** A file that was dropped or chosen: its bytes for the core, and its text to look at the columns here. */
export interface ResultsFile {
  readonly upload: UploadedFile;
  readonly text: string;
}

export async function readResultsFile(file: File): Promise<ResultsFile> {
  const [upload, text] = await Promise.all([readUpload(file), file.text()]);
  return { upload, text };
}
