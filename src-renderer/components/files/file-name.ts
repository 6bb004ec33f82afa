/** The last part of a path, of whatever system the core runs on: `scan.contourist`. */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** Letters and digits of a text that may hold TeX, joined by dashes: a file's name on every system. */
export function fileSlug(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}
