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
  { home, file, readOnly, env }: LaunchSurroundings,
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
    env: { ...process.env, CONTOURIST_HOME: home, CONTOURIST_CHECK_OUTPUT: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  host.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const printed = await orEnd(host, firstLine(host));
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
      if (hasEnded(host)) return;
      if ((await endHost(host)) !== 0) complaints.push(`contourist serve failed: ${said}`);
    },
  };
  const open = async () => {
    const page = await context.newPage();
    await page.goto(printed);
    return page;
  };
  return { app, page: await orEnd(host, open()) };
}

/** Longer than any start or end on a busy machine. */
const PATIENCE_MS = { start: 60_000, end: 15_000 };

/** What a start brings; where it fails, the host goes too: no test knows of it yet. */
async function orEnd<T>(host: ChildProcess, start: Promise<T>): Promise<T> {
  try {
    return await start;
  } catch (error) {
    await endHost(host);
    throw error;
  }
}

const hasEnded = ({ exitCode, signalCode, pid }: ChildProcess): boolean =>
  pid === undefined || exitCode !== null || signalCode !== null;

/** Ends the host as Ctrl C does. @returns its exit code; null where it had to be killed */
async function endHost(host: ChildProcess): Promise<number | null> {
  if (hasEnded(host)) return host.exitCode;
  return new Promise((done) => {
    const late = setTimeout(() => {
      // Its core may hold the pipes for longer than it lives.
      host.once('exit', () => done(null));
      host.kill('SIGKILL');
    }, PATIENCE_MS.end);
    host.once('close', (code) => {
      clearTimeout(late);
      done(code);
    });
    host.kill('SIGINT');
  });
}

function firstLine(host: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let printed = '';
    const late = setTimeout(() => fail(new Error('contourist serve printed no link.')), PATIENCE_MS.start);
    host.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (!printed.includes('\n')) return;
      clearTimeout(late);
      done(printed.slice(0, printed.indexOf('\n')));
    });
    const failed = (error: Error) => {
      clearTimeout(late);
      fail(error);
    };
    host.once('error', failed);
    host.once('exit', (code) => failed(new Error(`contourist serve ended with code ${code}.`)));
  });
}
