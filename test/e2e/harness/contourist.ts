import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

/**
 * Runs the built command line in a folder, to prepare what a test starts from.
 *
 * @returns its standard output
 * @throws with its standard error where it fails
 */
export async function contourist(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [resolve('out/main/cli.js'), ...args], {
    cwd: folder,
  });
  return stdout;
}
