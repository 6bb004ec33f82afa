import { ContouristError } from '#shared/domain/contourist-error.ts';

/** As much as one file may hold when it is unpacked, all of its members together: what a plain file may have. */
const MOST_BYTES = 256 * 2 ** 20;

/**
 * Unpacked bytes that a file may still have. It is counted while unpacking, since the sizes that an archive states may be
 * wrong: a few kilobytes can stand for gigabytes.
 */
export class Expansion {
  readonly #name: string;
  #left: number;

  /** @param name of the packed file, for messages */
  constructor(name: string, mostBytes = MOST_BYTES) {
    this.#name = name;
    this.#left = mostBytes;
  }

  /** @throws ContouristError `archive.too_large` */
  take(bytes: number): void {
    this.#left -= bytes;
    if (this.#left >= 0) return;
    throw new ContouristError(
      'archive.too_large',
      `${this.#name} unpacks to more than ${MOST_BYTES / 2 ** 20} MiB.`,
      { position: { file: this.#name }, hint: 'Unpack it, and import what is needed of it.' },
    );
  }
}

/** Joins pieces to one array. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
