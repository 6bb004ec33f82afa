import { spawnSync } from 'node:child_process';
import { findElectron } from './find-electron.ts';
import { startScreenIfNone } from './screen.ts';

/** Builds what is tested, and starts a screen for Electron where there is none. @returns how to end that */
export default async function globalSetup(): Promise<() => void> {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
  return 'executablePath' in findElectron() ? startScreenIfNone() : () => {};
}
