import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { playwrightLoader } from './find-electron.ts';
import { corePidBelow } from './processes.ts';
import { type LaunchSurroundings, openingFragment, type RunningApp, type SavedFile } from './running-app.ts';
import { endElectron, startElectron } from './start-electron.ts';
import { watchPage } from './watch-page.ts';

/** Electron, with its main process in reach. */
export interface ElectronApp extends RunningApp {
  readonly kind: 'electron';
  readonly main: ElectronApplication;
}

/** Starts Electron on the built application, as the system would: with the file to open behind it. */
export async function launchElectronApp(
  executablePath: string,
  { home, file, readOnly, env }: LaunchSurroundings,
): Promise<{ app: ElectronApp; page: Page }> {
  const complaints: string[] = [];
  const complain = (text: string) => void complaints.push(text);
  const options = {
    executablePath,
    args: [
      '-r',
      playwrightLoader(),
      // Tests may run as root, for whom Chromium has no sandbox; the windows ask for theirs all the same.
      '--no-sandbox',
      resolve('.'),
      ...(readOnly ? ['--read-only'] : []),
      ...(file === undefined ? [] : [file]),
    ],
    env: { ...definedOnly(process.env), CONTOURIST_HOME: home, CONTOURIST_CHECK_OUTPUT: '1', ...env },
  };
  const started = await startElectron(options, (application) => {
    application.on('window', (window) => watchPage(window, complain));
  });
  const { application: main, page, pid: hostPid } = started;

  const app: ElectronApp = {
    kind: 'electron',
    main,
    complaints,
    async openWindow(other) {
      const [page] = await Promise.all([
        main.waitForEvent('window'),
        main.evaluate(({ Menu }) => {
          Menu.getApplicationMenu()?.getMenuItemById('new-window')?.click();
        }),
      ]);
      // As the main process does; which window is in front is not certain on a screen without a window manager.
      if (other !== undefined) {
        // As text: the bench uses this too, and is checked without the DOM's types.
        await page.evaluate(`location.assign(${JSON.stringify(openingFragment(other))})`);
      }
      return page;
    },
    async answerCampaignFile(_, path, ask) {
      await main.evaluate(({ dialog }, answer) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [answer] });
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: answer });
      }, path);
      await ask();
    },
    async savedBy(page, save): Promise<SavedFile> {
      const target = resolve(home, `saved-${Date.now()}`);
      const name = main.evaluate(
        ({ dialog }, answer) =>
          new Promise<string>((done) => {
            dialog.showSaveDialog = async (...args: unknown[]) => {
              const options = args.at(-1) as { defaultPath?: string };
              done(options.defaultPath ?? '');
              return { canceled: false, filePath: answer };
            };
          }),
        target,
      );
      await save();
      const suggested = basename(await name);
      await expectFile(page, target);
      return { name: suggested, content: readFileSync(target) };
    },
    corePid: () => corePidBelow(hostPid),
    close: () => endElectron(main),
  };
  watchPage(page, complain);
  return { app, page };
}

async function expectFile(page: Page, path: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      readFileSync(path);
      return;
    } catch {
      await page.waitForTimeout(50);
    }
  }
  throw new Error(`${path} was not written.`);
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
