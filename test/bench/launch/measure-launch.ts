import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { launchBrowserApp } from '../../e2e/harness/browser-app.ts';
import { launchElectronApp } from '../../e2e/harness/electron-app.ts';
import { findChromium } from '../../e2e/harness/find-chromium.ts';
import { findElectron } from '../../e2e/harness/find-electron.ts';
import { startScreenIfNone } from '../../e2e/harness/screen.ts';
import { ContoursScreen } from '../../e2e/page-models/contours.ts';

export const launchSchema = z.object({
  /** `Electron 22`, or the browser's version. */
  host: z.string(),
  /** From the start of the program until the sample's slice is drawn and can be exported; one for each launch. */
  seconds: z.array(z.number()),
});

export type Launch = Readonly<z.infer<typeof launchSchema>>;

const LAUNCHES = 5;
const SAMPLE = resolve('resources/samples/dark-higgs.contourist');

/** Launches the built program on a copy of the sample, in every host that there is. */
export async function measureLaunches(log: (line: string) => void): Promise<Launch[]> {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-launch-'));
  const file = join(folder, 'sample.contourist');
  cpSync(SAMPLE, file);
  try {
    const launches = [await inBrowser(folder, file)];
    const electron = findElectron();
    if ('missing' in electron) log(`launch: Electron not measured, ${electron.missing}`);
    else launches.push(await inElectron(electron.executablePath, folder, file));
    return launches;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function inBrowser(home: string, file: string): Promise<Launch> {
  // A browser is mostly running already: its own start does not count.
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
  try {
    const seconds: number[] = [];
    for (let i = 0; i < LAUNCHES; i++) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const began = performance.now();
      const { app, page } = await launchBrowserApp(context, { home, file });
      seconds.push(await secondsUntilInteractive(page, began));
      await app.close();
      await context.close();
    }
    return { host: `browser host, Chromium ${browser.version().split('.')[0]}`, seconds };
  } finally {
    await browser.close();
  }
}

async function inElectron(executablePath: string, home: string, file: string): Promise<Launch> {
  const endScreen = await startScreenIfNone();
  try {
    const seconds: number[] = [];
    let version = '';
    for (let i = 0; i < LAUNCHES; i++) {
      const began = performance.now();
      const { app, page } = await launchElectronApp(executablePath, { home, file });
      seconds.push(await secondsUntilInteractive(page, began));
      version = await app.main.evaluate(() => process.versions.electron ?? '');
      await app.close();
    }
    return { host: `Electron ${version.split('.')[0]}`, seconds };
  } finally {
    endScreen();
  }
}

async function secondsUntilInteractive(page: Page, began: number): Promise<number> {
  await new ContoursScreen(page).expectSlice();
  return (performance.now() - began) / 1000;
}
