import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  test as base,
  expect,
  type Page,
  type TestDetails,
} from '@playwright/test';
import { launchBrowserApp } from './harness/browser-app.ts';
import { launchElectronApp } from './harness/electron-app.ts';
import { ELECTRON_TOO } from './harness/electron-too.ts';
import { findElectron } from './harness/find-electron.ts';
import type { LaunchOptions, RunningApp } from './harness/running-app.ts';

export interface HostOptions {
  /** The host that the project tests. */
  readonly host: 'browser' | 'electron';
}

interface WorkerFixtures extends HostOptions {
  /** One Chromium for all tests, started by the first that asks: Electron's have their own. */
  readonly startedBrowser: () => Promise<Browser>;
}

interface Fixtures {
  /** A folder of the test's own; it goes with the test. */
  readonly folder: string;
  /** Starts the host on the folder's own settings. Ended after the test, where the pages must not have complained. */
  readonly launch: (options?: LaunchOptions) => Promise<{ app: RunningApp; page: Page }>;
  /** What pages may complain about in this test: pieces of the text. */
  readonly expectedComplaints: string[];
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  host: ['browser', { option: true, scope: 'worker' }],

  startedBrowser: [
    async ({ playwright, launchOptions }, use) => {
      let browser: Promise<Browser> | undefined;
      await use(() => {
        browser ??= playwright.chromium.launch(launchOptions);
        return browser;
      });
      await (await browser)?.close();
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from the pattern.
  folder: async ({}, use) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'contourist-e2e-')));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above.
  expectedComplaints: async ({}, use) => use([]),

  launch: async ({ host, folder, expectedComplaints, startedBrowser, viewport }, use) => {
    const home = join(folder, 'home');
    mkdirSync(home);
    const apps: RunningApp[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      if (host === 'electron') {
        const electron = findElectron();
        test.skip('missing' in electron, 'missing' in electron ? electron.missing : '');
        if ('missing' in electron) throw new Error(electron.missing);
        const launched = await launchElectronApp(electron.executablePath, { home, ...options });
        apps.push(launched.app);
        return launched;
      }
      const context = await (await startedBrowser()).newContext({ viewport });
      contexts.push(context);
      const launched = await launchBrowserApp(context, { home, ...options });
      apps.push(launched.app);
      return launched;
    });
    // The pages first: one that outlives its host complains that it cannot reach it.
    // Whatever fails to close, all others are closed before it is told.
    const ends = [
      ...(await Promise.allSettled(contexts.map((context) => context.close()))),
      ...(await Promise.allSettled(apps.map((app) => app.close()))),
    ];
    const failures = ends.flatMap((end): unknown[] => (end.status === 'rejected' ? [end.reason] : []));
    if (failures.length > 1) throw new AggregateError(failures, 'Several parts of the app did not close.');
    if (failures.length > 0) throw failures[0];
    const complaints = apps.flatMap((app) => app.complaints);
    expect(
      complaints.filter((text) => !expectedComplaints.some((piece) => text.includes(piece))),
      'what the pages complained about',
    ).toEqual([]);
  },
});

/** Details of a test that runs in Electron too, with what is different there: test('…', electronToo('its dialogs'), …). */
export function electronToo(what: string): TestDetails {
  return { tag: ELECTRON_TOO, annotation: { type: 'Electron too', description: what } };
}

export { expect };
