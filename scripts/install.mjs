// Brings a clone to the state of package-lock.json. It is plain JavaScript without dependencies, because it runs on
// the system's Node (20 or newer) before anything is installed; everything after it runs on the Node 24 it installs.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const OLDEST_NODE = 20;
const PROJECT_NODE = 24;

const root = fileURLToPath(new URL('..', import.meta.url));
const lockFile = `${root}package-lock.json`;
// npm writes this one at the very end of an install, so an interrupted install leaves none.
const installedLockFile = `${root}node_modules/.package-lock.json`;

/** Path of the Node 24 that the npm package `node` brings. */
export const projectNode = `${root}node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`;

/**
 * Installs the locked packages where they are missing or older than package-lock.json, with one line saying what it
 * does and how long it took; says nothing where all is in place. Ends the process with a reason and what to do about
 * it where that cannot be done.
 */
export async function installWhatIsMissing() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    giveUp(
      `Contourist needs Node ${OLDEST_NODE} or newer, this is ${process.version}.`,
      `Install a newer Node from nodejs.org or your package manager, then run the same command again.`,
    );
  }
  if (!existsSync(lockFile)) {
    giveUp(
      'package-lock.json is missing, so the versions to install are unknown.',
      'Restore it with: git checkout -- package-lock.json',
    );
  }
  if (!isInstalled()) await installLockedPackages();
  const { output } = await run(projectNode, ['--version'], { capture: true });
  if (!output.startsWith(`v${PROJECT_NODE}.`)) {
    giveUp(
      `The packages are installed, but the project's own Node ${PROJECT_NODE} is not.`,
      'Its install script may have been blocked or cut off. Delete node_modules and run the same command again.',
    );
  }
}

/** Whether npm's record of what it installed agrees with package-lock.json, optional packages of other machines aside. */
function isInstalled() {
  if (!existsSync(installedLockFile)) return false;
  const wanted = readPackages(lockFile);
  const installed = readPackages(installedLockFile);
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true; // the project itself
    const found = installed[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch (error) {
    return giveUp(
      `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
      'Restore it with: git checkout -- package-lock.json, or delete node_modules.',
    );
  }
}

async function installLockedPackages() {
  const again = existsSync(installedLockFile) ? 'package-lock.json has changed: ' : '';
  process.stderr.write(`${again}installing the locked packages into node_modules (npm ci) … `);
  const started = performance.now();
  // Dev packages and install scripts are asked for by name: a user's npm settings may leave them out, and Node 24
  // comes as a dev package with a script.
  const wishes = [
    '--include=dev',
    '--include=optional',
    '--ignore-scripts=false',
    '--no-progress',
    '--loglevel=error',
  ];
  const { status, output } = await runNpm(['ci', ...wishes]);
  if (status !== 0) {
    process.stderr.write('failed\n');
    if (status === 130) process.exit(status);
    explainNpmFailure(status, output);
  }
  const count = Object.keys(readPackages(installedLockFile)).length;
  process.stderr.write(`${count} packages in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

/** Runs the npm that started us, on the Node that it runs on; without one, the npm on the PATH. @param {string[]} args */
export function runNpm(args) {
  const cli = process.env.npm_execpath ?? '';
  // onnxruntime-node ships its CPU library in the package. Its install script would only fetch CUDA, fails without a
  // network, and npm 10 runs it in spite of package.json's allowScripts.
  const env = { ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const options = { cwd: root, capture: true, env };
  // Not process.execPath: from the second run on that is the Node 24 inside the node_modules which npm ci deletes.
  if (/npm-cli\.c?js$/.test(cli))
    return run(process.env.npm_node_execpath ?? 'node', [cli, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** @param {number} status @param {string} output what npm printed @returns {never} */
function explainNpmFailure(status, output) {
  const lines = output.trim().split('\n'); // npm says what is wrong first, and ends with where its log is
  const shown = lines.length > 20 ? [...lines.slice(0, 15), '…', ...lines.slice(-1)] : lines;
  process.stderr.write(`${shown.join('\n')}\n\n`);
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|network/.test(output)) {
    giveUp(
      'npm ci could not reach the package registry.',
      'Check the network and the proxy (npm config get registry, npm config get proxy), then run the same command again.',
    );
  }
  if (status === 127) {
    giveUp(
      'npm was not found.',
      'Install npm 10 or newer (it comes with Node), then run the same command again.',
    );
  }
  if (/ENOSPC/.test(output)) {
    giveUp('The disk is full.', 'Free about 1 GB, then run the same command again.');
  }
  giveUp(
    'npm ci failed; what it says is above.',
    'If package.json and package-lock.json disagree, restore both with git checkout; otherwise run the same command again.',
  );
}

/** @param {string} problem @param {string} remedy @returns {never} */
function giveUp(problem, remedy) {
  process.stderr.write(`${problem}\n${remedy}\n`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await installWhatIsMissing();
