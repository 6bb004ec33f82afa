import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Builds this folder's application as Electron 22 can load it.
 *
 * @param folder where to
 * @returns the core's program, the application's only argument
 */
export async function buildUtilityCore(folder: string): Promise<string> {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'utility-core', main: 'main.cjs' }));
  for (const name of ['main', 'core']) {
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true, external: ['electron'] },
      build: {
        ssr: fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
        outDir: folder,
        emptyOutDir: false,
        target: 'node16',
        rolldownOptions: { output: { format: 'cjs', entryFileNames: `${name}.cjs` } },
      },
    });
  }
  return join(folder, 'core.cjs');
}
