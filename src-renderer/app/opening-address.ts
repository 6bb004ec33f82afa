/** A campaign file that the address asks to open. */
export interface FileToOpen {
  readonly path: string;
  readonly readOnly: boolean;
}

const PREFIX = '#/open?';

/** What a host puts behind the page's address to name the file it was started with: `#/open?path=…&readOnly=1`. */
export function parseOpeningAddress(hash: string): FileToOpen | null {
  if (!hash.startsWith(PREFIX)) return null;
  const query = new URLSearchParams(hash.slice(PREFIX.length));
  const path = query.get('path');
  return path === null || path === '' ? null : { path, readOnly: query.get('readOnly') === '1' };
}
