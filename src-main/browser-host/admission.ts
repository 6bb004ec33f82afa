import type { IncomingHttpHeaders } from 'node:http';
import { cookieName, isSameSecret, readCookie } from './launch-token.ts';

/** Why a request is refused. */
export type Refusal = 'foreign host' | 'foreign origin' | 'no token';

/** Names of this machine's loopback interface, as browsers send them. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a request may be answered. The loopback interface alone is no protection: every page in the user's browser
 * and every user of a login node reaches it.
 *
 * - `Host` must be a loopback name, or another site has pointed its own name here (DNS rebinding). The port may differ
 *   from ours: an SSH tunnel may begin at another one.
 * - `Origin`, where the browser sends one, must be the address that the request went to. Browsers let any page open a
 *   WebSocket, so there it is required.
 * - The cookie must hold this launch's token.
 *
 * @returns null when it may
 */
export function refusalOf(
  headers: IncomingHttpHeaders,
  { port, token, isUpgrade }: { port: number; token: string; isUpgrade: boolean },
): Refusal | null {
  const host = headers.host ?? '';
  if (!LOOPBACK.includes(host.replace(/:\d{1,5}$/, ''))) return 'foreign host';
  const { origin } = headers;
  const mayLackOrigin = origin === undefined && !isUpgrade;
  if (!mayLackOrigin && origin !== `http://${host}`) return 'foreign origin';
  return isSameSecret(readCookie(headers.cookie, cookieName(port)), token) ? null : 'no token';
}
