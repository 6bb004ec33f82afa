import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The first of `name.ext`, `name-2.ext`, `name-3.ext` … that is free in a folder.
 *
 * @param ending with its dot
 * @returns the path, and the last one in use before it
 */
export function freePath(
  folder: string,
  name: string,
  ending: string,
): { readonly free: string; readonly last: string | undefined } {
  let last: string | undefined;
  for (let count = 1; ; count++) {
    const path = join(folder, `${name}${count === 1 ? '' : `-${count}`}${ending}`);
    if (!existsSync(path)) return { free: path, last };
    last = path;
  }
}
