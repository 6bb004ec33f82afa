// The Electron that shows the window, fetched on first use, or the reason why there is none. Plain JavaScript without
// dependencies, as all of what `npm start` begins with.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectNode } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const packageFolder = join(root, 'node_modules/electron');
/** Remembers a download that failed, so that the next start need not wait for it. */
const failureFile = join(root, '.cache/electron-not-fetched');
const PATIENCE_MS = 60_000;

/** @typedef {{ path: string } | { missing: string }} FoundElectron */

/** @returns {Promise<FoundElectron>} */
export async function findElectron() {
  const { ELECTRON_OVERRIDE_DIST_PATH, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
    return { missing: 'there is no screen for a window of its own' };
  }
  // Its sandbox cannot work for root, and without it nothing is started.
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return { missing: 'Electron does not run for root' };
  }
  if (ELECTRON_OVERRIDE_DIST_PATH) {
    return {
      path: join(ELECTRON_OVERRIDE_DIST_PATH, process.platform === 'win32' ? 'electron.exe' : 'electron'),
    };
  }
  return installedElectron() ?? (await fetchElectron());
}

/** @returns {FoundElectron | null} what the package's install.js has put in place */
function installedElectron() {
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? { path } : null;
}

/** @returns {Promise<FoundElectron>} */
async function fetchElectron() {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const again = 'npx install-electron tries again';
  if (existsSync(failureFile) && readFileSync(failureFile, 'utf8') === version) {
    return { missing: `Electron ${version} could not be fetched before (${again})` };
  }
  const isFetched = await runInstaller(version);
  const found = installedElectron();
  if (isFetched && found) return found;
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(failureFile, version);
  return { missing: `Electron ${version} could not be fetched (${again})` };
}

/** Runs the package's install.js, which downloads about 120 MB. @param {string} version @returns {Promise<boolean>} */
function runInstaller(version) {
  const { stderr } = process;
  const text = `Fetching Electron ${version}, once … `;
  stderr.write(text);
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
  const ticking = setInterval(() => {
    if (stderr.isTTY) stderr.write(`\r${text}${seconds()}`);
  }, 1000);
  return new Promise((resolve) => {
    const installer = spawn(projectNode, [join(packageFolder, 'install.js')], { stdio: 'ignore' });
    const patience = setTimeout(() => installer.kill(), PATIENCE_MS);
    const finish = (/** @type {boolean} */ isDone) => {
      clearInterval(ticking);
      clearTimeout(patience);
      stderr.write(`${stderr.isTTY ? `\r${text}` : ''}${isDone ? seconds() : 'it cannot be had here'}\n`);
      resolve(isDone);
    };
    installer.once('error', () => finish(false));
    installer.once('exit', (code) => finish(code === 0));
  });
}
