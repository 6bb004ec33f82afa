// `npm run build`, and what runs before anything that needs a build: electron-vite into a folder of its own, which then
// takes the place of out/ at once, so that no program ever finds half a build.
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectNode } from './install.mjs';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'out');
/** Written last. */
const mark = join(out, 'renderer/index.html');
const SOURCES = ['src-shared', 'src-main', 'src-renderer', 'electron.vite.config.ts', 'package-lock.json'];

/** @param {{ capture?: boolean }} [options] capture: show the output only if it fails @returns {Promise<number>} the exit status */
export async function build({ capture = false } = {}) {
  const fresh = join(root, `out.${process.pid}`);
  const bin = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { status, output } = await run(projectNode, [bin, 'build', '--outDir', fresh], {
    cwd: root,
    capture,
  });
  if (status !== 0) {
    if (capture) process.stderr.write(`\n${output}\n`);
    rmSync(fresh, { recursive: true, force: true });
    return status;
  }
  const old = join(root, `out.${process.pid}.old`);
  if (existsSync(out)) renameSync(out, old);
  renameSync(fresh, out);
  rmSync(old, { recursive: true, force: true });
  return 0;
}

/** Builds where out/ is missing or older than the sources, with a line on standard error; ends the process if that fails. */
export async function buildWhatIsStale() {
  const built = existsSync(mark) ? statSync(mark).mtimeMs : 0;
  if (SOURCES.every((source) => newest(join(root, source)) < built)) return;
  process.stderr.write('Building the window … ');
  const started = performance.now();
  const status = await build({ capture: true });
  if (status !== 0) process.exit(status);
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

/** When a file, or anything in a folder, was changed last. @param {string} path @returns {number} */
function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    stats.mtimeMs,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--if-stale')) await buildWhatIsStale();
  else process.exitCode = await build();
}
