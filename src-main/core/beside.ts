import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/**
 * The first of some files or folders that exists, by their addresses relative to a module: the sources and the build
 * lay them out differently.
 *
 * @param from the module's `import.meta.url`
 * @throws ContouristError `program.incomplete`
 */
export function beside(from: string, candidates: readonly string[]): string {
  const found = candidates.map((candidate) => fileURLToPath(new URL(candidate, from))).find(existsSync);
  if (found !== undefined) return found;
  throw new ContouristError('program.incomplete', `${candidates.at(-1)} is not where it belongs.`, {
    blame: 'internal',
    hint: 'Install Contourist again; in a checkout, run `npm run build`.',
  });
}

/** The core process's program: in the sources, or in the build. */
export function coreProcessPath(): string {
  return beside(import.meta.url, [
    './core-process.ts',
    './core-process.js',
    '../core-process.js',
    '../main/core-process.js',
  ]);
}
