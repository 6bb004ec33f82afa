import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import type { HostOptions } from './test/e2e/fixtures.ts';
import { ELECTRON_TOO } from './test/e2e/harness/electron-too.ts';
import { findChromium } from './test/e2e/harness/find-chromium.ts';

/** Files with tests of what a browser has not. */
const ONLY_ELECTRON = /electron\.spec\.ts/;

/**
 * The window as a person uses it. Both hosts show the same pages, so every journey runs once, in Chromium on the browser
 * host. In Electron run the tests of what only it has (*electron.spec.ts) and those whose way leads through its own
 * windows, dialogs and processes (`electronToo` says which). Both run what `npm run build` made; each test starts its own
 * host with its own folder.
 */
export default defineConfig<object, HostOptions>({
  testDir: 'test/e2e',
  outputDir: '.cache/e2e',
  globalSetup: './test/e2e/harness/global-setup.ts',
  // A test waits for its window, its core and its fits in turn, so that one alone uses about one core.
  workers: Math.min(2, availableParallelism()),
  // Far beyond what a test takes: it ends what hangs.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  projects: [
    {
      name: 'browser-host',
      testIgnore: ONLY_ELECTRON,
      use: {
        host: 'browser',
        viewport: { width: 1440, height: 900 },
        // Without its screencast, which takes a third of a test's time where the picture is drawn without a GPU.
        trace: { mode: 'retain-on-failure', screenshots: false },
        launchOptions: {
          executablePath: await findChromium(),
          // Tests may run as root, for whom Chromium has no sandbox; the program itself never asks for this.
          args: ['--no-sandbox'],
        },
      },
    },
    {
      name: 'electron-host',
      // The name of the file is part of what is searched.
      grep: [ONLY_ELECTRON, new RegExp(ELECTRON_TOO)],
      use: { host: 'electron' },
    },
  ],
});
