import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where the Chromium of the npm package @sparticuz/chromium is unpacked: it needs no system install. */
const UNPACKED = resolve('.cache/chromium');

/** A current Chromium: the system's, else the one that comes as a package, unpacked on first use (2 s). */
export async function findChromium(): Promise<string> {
  const found = [...SYSTEM_BROWSERS, join(UNPACKED, 'chromium')].find(existsSync);
  return found ?? (await unpack());
}

async function unpack(): Promise<string> {
  mkdirSync(UNPACKED, { recursive: true });
  // The package unpacks into the system's folder for temporary files and asks for it as it is loaded.
  const { TMPDIR } = process.env;
  process.env.TMPDIR = UNPACKED;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}
