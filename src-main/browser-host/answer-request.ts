import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RendererFile } from '#main/window-files/renderer-files.ts';
import { SECURITY_HEADERS } from '#main/window-files/security-headers.ts';
import { type Refusal, refusalOf } from './admission.ts';
import { cookieName, isSameSecret, type Tickets } from './launch-token.ts';
import { requestAddress } from './request-address.ts';

export interface AnswerOptions {
  readonly files: ReadonlyMap<string, RendererFile>;
  readonly port: number;
  readonly token: string;
  readonly tickets: Tickets;
}

const REASONS: Readonly<Record<Refusal, string>> = {
  'foreign host': 'This address is not the one Contourist answers to.',
  'foreign origin': 'Contourist answers its own pages alone.',
  'no token': 'Open the link that Contourist printed when it started: it carries the key to this window.',
};

/** Answers one HTTP request: the launch link with the cookie, everything else with a file of the bundle. */
export function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { files, port, token, tickets }: AnswerOptions,
): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  const { pathname, searchParams } = requestAddress(request);

  const given = searchParams.get('token');
  const refusal = refusalOf(request.headers, { port, token, isUpgrade: false });
  if (given !== null && pathname === '/' && (refusal === null || refusal === 'no token')) {
    if (!isSameSecret(given, token) && !tickets.use(given)) {
      refuse(
        response,
        403,
        'This link was used or is of an earlier launch: open the one that Contourist printed last.',
      );
      return;
    }
    // The token leaves the address, and with it the history; the fragment stays with the browser.
    response.setHeader('Set-Cookie', `${cookieName(port)}=${token}; Path=/; HttpOnly; SameSite=Strict`);
    response.writeHead(303, { Location: '/' }).end();
    return;
  }

  if (refusal !== null) {
    refuse(response, 403, REASONS[refusal]);
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    refuse(response, 405, 'Files can be read here and nothing else.');
    return;
  }
  const file = files.get(pathname);
  if (file === undefined) {
    refuse(response, 404, 'There is no such file.');
    return;
  }
  response.writeHead(200, {
    'Content-Type': file.mediaType,
    'Content-Length': file.body.length,
    'Cache-Control': cacheControl(pathname),
  });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

/** The build puts a hash into the names of assets; the page itself is another one after every build. */
function cacheControl(pathname: string): string {
  return pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.setHeader('Cache-Control', 'no-store');
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${reason}\n`);
}
