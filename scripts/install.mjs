// Brings a clone to the state of package-lock.json. It is plain JavaScript without dependencies, because it runs on
// the system's Node (20 or newer) before anything is installed; everything after it runs on the Node 24 it installs.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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
export function installWhatIsMissing() {
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
  if (!isInstalled()) installLockedPackages();
  const { stdout } = spawnSync(projectNode, ['--version'], { encoding: 'utf8' });
  if (!stdout?.startsWith(`v${PROJECT_NODE}.`)) {
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

function installLockedPackages() {
  const again = existsSync(installedLockFile) ? 'package-lock.json has changed: ' : '';
  process.stdout.write(`${again}installing the locked packages into node_modules (npm ci) … `);
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
  const result = runNpm(['ci', ...wishes]);
  if (result.status !== 0) {
    process.stdout.write('failed\n');
    if (result.signal !== null) process.exit(130);
    explainNpmFailure(`${result.error?.message ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`);
  }
  const count = Object.keys(readPackages(installedLockFile)).length;
  process.stdout.write(`${count} packages in ${seconds(started)}\n`);
}

/** Runs the npm that started us, on the Node that it runs on; without one, the npm on the PATH. @param {string[]} args */
function runNpm(args) {
  const cli = process.env.npm_execpath ?? '';
  const options = /** @type {const} */ ({ cwd: root, encoding: 'utf8' });
  // Not process.execPath: from the second run on that is the Node 24 inside the node_modules which npm ci deletes.
  if (/npm-cli\.c?js$/.test(cli))
    return spawnSync(process.env.npm_node_execpath ?? 'node', [cli, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** @param {string} output what npm printed @returns {never} */
function explainNpmFailure(output) {
  process.stderr.write(`${output.trim().split('\n').slice(-20).join('\n')}\n\n`);
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|network/.test(output)) {
    giveUp(
      'npm ci could not reach the package registry.',
      'Check the network and the proxy (npm config get registry, npm config get proxy), then run the same command again.',
    );
  }
  if (/ENOENT/.test(output) && /spawn/.test(output)) {
    giveUp(
      'npm was not found.',
      'Install npm 10 or newer (it comes with Node), then run the same command again.',
    );
  }
  if (/ENOSPC/.test(output)) {
    giveUp('The disk is full.', 'Free about 1 GB, then run the same command again.');
  }
  giveUp(
    'npm ci failed; its last lines are above.',
    'If package.json and package-lock.json disagree, restore both with git checkout; otherwise run the same command again.',
  );
}

/** The time since `started` (from performance.now()) for people: `18.4 s`. @param {number} started */
export function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/** @param {string} problem @param {string} remedy @returns {never} */
function giveUp(problem, remedy) {
  process.stderr.write(`${problem}\n${remedy}\n`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) installWhatIsMissing();
