import type { IncomingMessage } from 'node:http';

/** What a request asks for; whatever is no address counts as one that there is not. */
export function requestAddress({ url = '' }: IncomingMessage): URL {
  const base = 'http://host';
  return URL.canParse(url, base) ? new URL(url, base) : new URL('/no-such-address', base);
}
