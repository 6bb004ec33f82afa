import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret that only the address printed at this launch carries. */
export function createLaunchToken(): string {
  return randomBytes(32).toString('base64url');
}

/** How long a browser may take to start; a ticket that nobody used is worth nothing afterwards. */
const TICKET_MS = 120_000;

/** Secrets that open the window once each, in place of the launch token. */
export class Tickets {
  readonly #open = new Map<string, number>();
  readonly #now: () => number;

  /** @param now milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  create(): string {
    const ticket = createLaunchToken();
    this.#open.set(ticket, this.#now() + TICKET_MS);
    return ticket;
  }

  /** Whether it is good; from then on it is not. */
  use(given: string): boolean {
    const ticket = [...this.#open.keys()].find((secret) => isSameSecret(given, secret));
    if (ticket === undefined) return false;
    const until = this.#open.get(ticket) ?? 0;
    this.#open.delete(ticket);
    return this.#now() < until;
  }
}

/** Cookies do not know ports: hosts side by side, each with its own token, must not take each other's cookie away. */
export function cookieName(port: number): string {
  return `contourist-${port}`;
}

/** Compares in a time that does not tell how much of it was right. */
export function isSameSecret(given: string | undefined, secret: string): boolean {
  if (given === undefined) return false;
  // Digests have one length, which timingSafeEqual wants.
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** The value of a cookie in a request's `Cookie` header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.split('=', 2);
    if (key?.trim() === name) return value?.trim();
  }
  return undefined;
}
