import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret that only the address printed at this launch carries. */
export function createLaunchToken(): string {
  return randomBytes(32).toString('base64url');
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
