/**
 * The address under which windows load the renderer. A scheme of its own instead of `file:` gives the page an origin
 * that nothing else on the machine has, keeps what it stores apart, and answers with the bundle's files alone.
 */
import { protocol } from 'electron';
import { type RendererFile, readRendererFiles } from '#main/window-files/renderer-files.ts';
import { SECURITY_HEADERS } from '#main/window-files/security-headers.ts';

const SCHEME = 'contourist';
const PAGE = `${SCHEME}://window/`;

/** Call it before the application is ready. */
export function registerWindowScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** The window's address. @param fragment what it shows: `#/open?path=…` */
export function windowAddress(fragment = ''): string {
  return PAGE + fragment;
}

export function isWindowAddress(url: string): boolean {
  return url === PAGE || url.startsWith(`${PAGE}#`) || url.startsWith(`${PAGE}?`);
}

/**
 * Answers the windows' requests from the bundle.
 *
 * @throws ContouristError `renderer.missing`
 */
export function serveWindowFiles(folder: string): void {
  const files = readRendererFiles(folder);
  const find = (url: string): RendererFile | undefined => files.get(new URL(url).pathname);
  const headersOf = ({ mediaType }: RendererFile) => ({ ...SECURITY_HEADERS, 'Content-Type': mediaType });

  // Electron 22, in which the tests run where no newer one can be had, has no `handle` yet.
  if ((protocol.handle as typeof protocol.handle | undefined) === undefined) {
    protocol.registerBufferProtocol(SCHEME, ({ url }, respond) => {
      const file = find(url);
      if (file === undefined) respond({ statusCode: 404, data: Buffer.alloc(0) });
      else respond({ data: file.body, mimeType: file.mediaType, headers: headersOf(file) });
    });
    return;
  }
  protocol.handle(SCHEME, ({ url }) => {
    const file = find(url);
    if (file === undefined) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.body), { headers: headersOf(file) });
  });
}
