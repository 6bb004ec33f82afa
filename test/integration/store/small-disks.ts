import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';

/** A file system of its own in memory: the tests may run as root, whom file modes do not stop. */
export interface SmallDisk {
  readonly folder: string;
  remountReadOnly(): void;
  /** The same files at another place, where they cannot be written. */
  bindReadOnly(): string;
}

/** Mounts a small disk until the test ends; skips the test where mounting is not permitted. */
export function smallDisk(context: TestContext, sizeKiB: number): SmallDisk {
  const folder = mountPoint();
  try {
    mount('-t', 'tmpfs', '-o', `size=${sizeKiB}k`, 'tmpfs', folder);
  } catch (error) {
    rmdirSync(folder);
    context.skip(`no small file system can be mounted here (${String(error).split('\n')[0]})`);
  }
  unmountAfterTest(folder);
  return {
    folder,
    remountReadOnly: () => mount('-o', 'remount,ro', folder),
    bindReadOnly() {
      const other = mountPoint();
      mount('--bind', folder, other);
      unmountAfterTest(other);
      mount('-o', 'remount,bind,ro', other);
      return other;
    },
  };
}

function mountPoint(): string {
  return mkdtempSync(join(tmpdir(), 'contourist-disk-'));
}

function mount(...options: string[]): void {
  execFileSync('mount', options, { stdio: 'pipe' });
}

function unmountAfterTest(folder: string): void {
  onTestFinished(() => {
    // Lazily: a file that a failed test left open would keep the disk busy.
    execFileSync('umount', ['-l', folder]);
    rmdirSync(folder);
  });
}
