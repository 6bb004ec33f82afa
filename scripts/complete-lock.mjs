// Run this after adding or updating a package: node scripts/complete-lock.mjs
//
// Native packages come as one optional package per platform. A registry mirror that carries only some platforms makes
// npm write a lock without the others, and then npm 11 refuses `npm ci` ("Missing: … from lock file") and other
// platforms lack their binary. The missing entries follow from what the lock already says: the parent package names
// the version, the package's name its operating system, processor and C library. Such an entry has no integrity hash
// until an npm with the full registry adds it; npm keeps it as it is otherwise.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OPERATING_SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];
/** @type {Record<string, string>} */
const C_LIBRARIES = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

const lockFile = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
let added = 0;
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (`node_modules/${name}` in lock.packages || `${path}/node_modules/${name}` in lock.packages) continue;
    lock.packages[`node_modules/${name}`] = platformPackage(name, version, parent);
    console.log(`${name} ${version} added to package-lock.json`);
    added++;
  }
}
if (added > 0) {
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
}

/** @param {string} name @param {string} version @param {{ dev?: boolean, engines?: object }} parent */
function platformPackage(name, version, parent) {
  const words = name.slice(name.indexOf('/') + 1).split('-');
  const os = OPERATING_SYSTEMS.find((word) => words.includes(word));
  const cpu = PROCESSORS.find((word) => words.includes(word));
  const libc = words.map((word) => C_LIBRARIES[word]).find((library) => library !== undefined);
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(`${name}@${version}: its platform or exact version cannot be told; add it by hand`);
  }
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(libc === undefined ? {} : { libc: [libc] }),
    optional: true,
    os: [os],
    ...(parent.engines === undefined ? {} : { engines: parent.engines }),
  };
}
