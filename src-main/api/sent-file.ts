import { createHash } from 'node:crypto';
import type { TextFile } from '#main/files/read-text-file.ts';
import type { SentFile } from '#shared/contract/text-file.ts';

/** A file that a window has sent, as services take files. */
export function receivedFile({ name, text }: SentFile): TextFile {
  return { path: name, text, sha256: createHash('sha256').update(text).digest('hex') };
}
