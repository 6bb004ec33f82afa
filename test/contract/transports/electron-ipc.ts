import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createClient } from '#shared/contract/client.ts';
import type { ClientMessage, CoreMessage } from '#shared/contract/messages.ts';
import { findElectron, playwrightLoader } from '../../e2e/harness/find-electron.ts';
import { startScreenIfNone } from '../../e2e/harness/screen.ts';
import { endElectron, startElectron } from '../../e2e/harness/start-electron.ts';
import type { TransportUnderTest } from './transport-under-test.ts';

const electron = findElectron();

function missing(): string | undefined {
  if ('missing' in electron) return electron.missing;
  return existsSync('out/preload/electron-main.cjs') ? undefined : 'no build (npm run build)';
}

const reason = missing();

/**
 * Messages over the preload's bridge: out of a real window of the built application, so that they pass the sandbox, the
 * context bridge, Electron's main process and the fork, as a page's do.
 */
export const electronTransport: TransportUnderTest = {
  name: "Electron's IPC",
  ...(reason !== undefined && { missing: reason }),
  async connect() {
    if ('missing' in electron) throw new Error(electron.missing);
    const endScreen = await startScreenIfNone();
    const home = mkdtempSync(join(tmpdir(), 'contourist-electron-'));
    const { application, page } = await startElectron({
      executablePath: electron.executablePath,
      args: ['-r', playwrightLoader(), '--no-sandbox', process.cwd()],
      env: {
        ...(process.env as Record<string, string>),
        CONTOURIST_HOME: home,
        CONTOURIST_CHECK_OUTPUT: '1',
      },
    });
    const { client, sent } = await clientInWindow(page);
    return {
      client,
      async close() {
        client.close();
        await sent();
        await endElectron(application);
        endScreen();
        rmSync(home, { recursive: true, force: true });
      },
    };
  },
};

interface WindowGlobals {
  readonly contourist: {
    call(message: ClientMessage): void;
    subscribe(listener: (message: CoreMessage) => void): () => void;
  };
  hear(message: CoreMessage): void;
}

async function clientInWindow(page: Page) {
  const listeners = new Set<(message: CoreMessage) => void>();
  await page.exposeFunction('hear', (message: CoreMessage) => {
    for (const listener of listeners) listener(message);
  });
  await page.evaluate(() => {
    const { contourist, hear } = globalThis as unknown as WindowGlobals;
    contourist.subscribe((message) => hear(message));
  });
  const underway = new Set<Promise<void>>();
  const client = createClient({
    send(message) {
      // Numbered apart from the page's own calls, which go over the same connection.
      const sending = page
        .evaluate((sent) => (globalThis as unknown as WindowGlobals).contourist.call(sent), {
          ...message,
          id: message.id + OWN_IDS,
        })
        .finally(() => underway.delete(sending));
      underway.add(sending);
    },
    onMessage(listener) {
      const hear = (message: CoreMessage) => {
        if (message.kind === 'event') listener(message);
        else if (message.id > OWN_IDS) listener({ ...message, id: message.id - OWN_IDS });
      };
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    onLost: () => () => {},
  });
  return {
    client,
    /** When all messages are in the page: one that a closing window cuts off is an error that no test awaits. */
    sent: () => Promise.all(underway),
  };
}

const OWN_IDS = 1_000_000;
