import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { corePidBelow } from './processes.ts';
import { type LaunchSurroundings, openingFragment, type RunningApp, type SavedFile } from './running-app.ts';
import { watchPage } from './watch-page.ts';

/** The browser host with its printed link. */
export interface BrowserApp extends RunningApp {
  readonly kind: 'browser';
  /** `http://127.0.0.1:<port>/?token=…`, without what to open. */
  readonly link: string;
}

/** Starts `contourist serve` as built, and opens its link. */
export async function launchBrowserApp(
  context: BrowserContext,
  { home, file, readOnly }: LaunchSurroundings,
): Promise<{ app: BrowserApp; page: Page }> {
  const complaints: string[] = [];
  let isEnding = false;
  // Pages that are left behind rightly complain that the host is gone.
  const complain = (text: string) => {
    if (!isEnding) complaints.push(text);
  };
  context.on('page', (page) => watchPage(page, complain));
  const args = [resolve('out/main/cli.js'), ...(readOnly ? ['--read-only'] : []), 'serve', '--no-open'];
  const host = spawn(process.execPath, file === undefined ? args : [...args, file], {
    env: { ...process.env, CONTOURIST_HOME: home, CONTOURIST_CHECK_OUTPUT: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  host.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const printed = await firstLine(host);
  const link = printed.replace(/#.*$/, '');

  const app: BrowserApp = {
    kind: 'browser',
    complaints,
    link,
    async openWindow(other) {
      const page = await context.newPage();
      await page.goto(other === undefined ? link : link + openingFragment(other));
      return page;
    },
    async answerCampaignFile(page, path, ask) {
      await ask();
      const dialog = page.getByRole('dialog', { name: /campaign/i });
      await dialog.getByRole('textbox', { name: /campaign file/i }).fill(path);
      await dialog.getByRole('button', { name: /^(open|create)$/i }).click();
    },
    async savedBy(page, save): Promise<SavedFile> {
      const [download] = await Promise.all([page.waitForEvent('download'), save()]);
      return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
    },
    corePid: () => corePidBelow(host.pid!),
    async close() {
      isEnding = true;
      if (host.exitCode !== null || host.signalCode !== null) return;
      const ended = new Promise((done) => host.once('close', (code) => done(code)));
      host.kill('SIGINT');
      if ((await ended) !== 0) complaints.push(`contourist serve failed: ${said}`);
    },
  };
  const page = await context.newPage();
  await page.goto(printed);
  return { app, page };
}

function firstLine(host: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let printed = '';
    host.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed.includes('\n')) done(printed.slice(0, printed.indexOf('\n')));
    });
    host.once('exit', (code) => fail(new Error(`contourist serve ended with code ${code}.`)));
  });
}
