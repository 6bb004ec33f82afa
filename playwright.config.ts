import { defineConfig } from '@playwright/test';
import type { HostOptions } from './test/e2e/fixtures.ts';
import { findChromium } from './test/e2e/harness/find-chromium.ts';

/**
 * The window as a person uses it, in both hosts: the browser host in Chromium, and Electron. Both run what
 * `npm run build` made; each test starts its own host with its own folder.
 */
export default defineConfig<object, HostOptions>({
  testDir: 'test/e2e',
  outputDir: '.cache/e2e',
  globalSetup: './test/e2e/harness/global-setup.ts',
  // Every host brings a core and its compute processes: more at a time would only wait for each other.
  workers: 1,
  // Far beyond what a test takes: it ends what hangs.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  projects: [
    {
      name: 'browser-host',
      use: {
        host: 'browser',
        viewport: { width: 1440, height: 900 },
        trace: 'retain-on-failure',
        launchOptions: {
          executablePath: await findChromium(),
          // Tests may run as root, for whom Chromium has no sandbox; the program itself never asks for this.
          args: ['--no-sandbox'],
        },
      },
    },
    { name: 'electron-host', use: { host: 'electron' } },
  ],
});
