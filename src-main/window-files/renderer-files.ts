import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { ContouristError } from '#shared/domain/contourist-error.ts';

export interface RendererFile {
  readonly body: Buffer;
  readonly mediaType: string;
}

/** What the build puts into the bundle, and nothing else. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * The renderer's bundle by path (`/assets/index-….js`), read once: a build while the host runs cannot mix two bundles,
 * and no request can reach any other file.
 *
 * @throws ContouristError `renderer.missing` when it has not been built
 */
export function readRendererFiles(folder: string): ReadonlyMap<string, RendererFile> {
  const files = new Map<string, RendererFile>();
  for (const path of filesIn(folder)) {
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    const mediaType = MEDIA_TYPES[extname(path)];
    if (mediaType !== undefined) files.set(address, { body: readFileSync(path), mediaType });
  }
  const index = files.get('/index.html');
  if (!index) {
    throw new ContouristError('renderer.missing', `There is no built window in ${folder}.`, {
      blame: 'usage',
      hint: 'Build it with `npm run build`.',
    });
  }
  return files.set('/', index);
}

/** All files below a folder. By hand, because the Node inside the oldest Electron cannot list recursively. */
function filesIn(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}
