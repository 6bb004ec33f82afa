import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { FileBytes } from '../format.ts';
import { type Expansion, joinBytes } from './expansion.ts';

/** The magic number of gzip, and its only method. */
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;

/**
 * What a gzip file holds. Its check sum is verified.
 *
 * @returns the file under the name without `.gz`; `.tgz` becomes `.tar`
 * @throws ContouristError `archive.damaged`, `archive.too_large`
 */
export async function gunzip({ name, bytes }: FileBytes, expansion: Expansion): Promise<FileBytes> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  const pieces: Uint8Array[] = [];
  const reader = stream.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      expansion.take(value.length);
      pieces.push(value);
    }
  } catch (cause) {
    await reader.cancel().catch(() => undefined);
    if (cause instanceof ContouristError) throw cause;
    throw damaged(name, cause);
  }
  return { name: name.replace(/\.tgz$/i, '.tar').replace(/\.gz$/i, ''), bytes: joinBytes(pieces) };
}

/** An archive that does not unpack. */
export function damaged(name: string, cause: unknown): ContouristError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ContouristError('archive.damaged', `${name} cannot be unpacked: ${why}.`, {
    position: { file: name },
    hint: 'It is incomplete or damaged: fetch or pack it again.',
    cause,
  });
}
