import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';

export type FoundElectron = { readonly executablePath: string } | { readonly missing: string };

/** Where `scripts/electron-for-tests.sh` puts one. */
const FETCHED = resolve('.cache/electron-for-tests/electron');

/** The Electron to test in, and a screen to show it on; or the reason why there is none. */
export function findElectron(): FoundElectron {
  const executablePath = namedElectron() ?? installedElectron() ?? (existsSync(FETCHED) ? FETCHED : null);
  if (executablePath === null) {
    return { missing: 'no Electron on this machine (.ci/run fetches one: scripts/electron-for-tests.sh)' };
  }
  const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY) || isOnPath('Xvfb');
  return hasScreen ? { executablePath } : { missing: 'no screen for Electron (apt-get install xvfb)' };
}

/** The same variable as for the package electron itself: a folder with an unpacked Electron. */
function namedElectron(): string | null {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return folder ? join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron') : null;
}

/** The package's own, once its install.js has run. */
function installedElectron(): string | null {
  const folder = resolve('node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? executable : null;
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * What Playwright preloads into an Electron of its own finding, and into none that it is told of: without it, it may
 * miss the first window of an application that starts fast.
 */
export function playwrightLoader(): string {
  const manifest = createRequire(import.meta.url).resolve('playwright-core/package.json');
  return join(dirname(manifest), 'lib/server/electron/loader.js');
}
