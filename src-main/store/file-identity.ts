import { type BigIntStats, statSync } from 'node:fs';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** Which file a name stands for: its device and inode, which a rename keeps and a copy does not. */
export interface FileIdentity {
  readonly path: string;
  readonly device: bigint;
  readonly inode: bigint;
}

/**
 * The identity of a campaign file that is about to be opened for writing.
 *
 * @throws ContouristError `campaign.hard_linked`: SQLite finds the log of a file by its name, so writers under two names
 *   of one file know nothing of each other and damage it
 */
export function identityForWriting(path: string): FileIdentity {
  const { dev, ino, nlink } = statSync(path, { bigint: true });
  if (nlink > 1n) {
    throw new ContouristError(
      'campaign.hard_linked',
      `${path} has ${nlink} names (hard links), so it cannot be changed safely.`,
      { hint: 'Make a copy of the file and open the copy.' },
    );
  }
  return { path, device: dev, inode: ino };
}

/**
 * Checks that the name of an open campaign still stands for the file that was opened. A step written into a file that
 * was deleted or replaced would be acknowledged and then be gone.
 *
 * @throws ContouristError `campaign.gone`, `campaign.replaced`
 */
export function requireSameFile({ path, device, inode }: FileIdentity): void {
  const stats = namedFile(path);
  if (stats === null) {
    throw new ContouristError(
      'campaign.gone',
      `${path} was deleted or moved while it was open: the step was not stored.`,
      { hint: 'Put the file back, or save a copy of the campaign as it is on the screen.' },
    );
  }
  if (stats.dev !== device || stats.ino !== inode) {
    throw new ContouristError(
      'campaign.replaced',
      `${path} was replaced by another file while it was open: the step was not stored.`,
      { hint: 'Save a copy of the campaign as it is on the screen, close it, and open the file anew.' },
    );
  }
}

function namedFile(path: string): BigIntStats | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
}
