// `npm start`: the window on the sample campaign, in Electron; where that cannot be had, in the browser, with one
// sentence why. `npm start -- scan.contourist` opens another campaign, `npm start -- --browser` skips Electron.
import { fileURLToPath } from 'node:url';
import { buildWhatIsStale } from './build.mjs';
import { findElectron } from './electron.mjs';
import { installWhatIsMissing, projectNode } from './install.mjs';
import { run } from './run.mjs';

/** Electron that ends badly this soon has not shown a window: a library or its sandbox is missing on this system. */
const TOO_SOON_MS = 5_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const commandLine = fileURLToPath(new URL('../out/main/cli.js', import.meta.url));
const wantsBrowser = process.argv.includes('--browser');
const [given] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

await installWhatIsMissing();
await buildWhatIsStale();
const file = given ?? (await copySample());
const reason = wantsBrowser ? null : await startElectron(file);
if (reason !== null || wantsBrowser) {
  if (reason !== null) console.log(`The window opens in the browser, because ${reason}.`);
  const { status } = await run(projectNode, [commandLine, 'serve', file]);
  process.exitCode = status;
}

/** @returns {Promise<string>} the user's copy of the sample, made on first use */
async function copySample() {
  const { status, output } = await run(projectNode, [commandLine, 'sample'], { capture: true });
  if (status === 0) return output.trim();
  process.stderr.write(output);
  process.exit(status);
}

/**
 * Shows the campaign in Electron until the user ends it.
 *
 * @param {string} campaign @returns {Promise<string | null>} why that was not possible
 */
async function startElectron(campaign) {
  const electron = await findElectron();
  if ('missing' in electron) return electron.missing;
  const began = performance.now();
  const { status } = await run(electron.path, [root, campaign]);
  const isTooSoon = performance.now() - began < TOO_SOON_MS;
  if (status !== 0 && status !== 130 && isTooSoon) return 'Electron cannot run on this system';
  process.exitCode = status;
  return null;
}
