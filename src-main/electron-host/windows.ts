import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme } from 'electron';
import { type Bridge, sendTo } from './bridge.ts';
import type { CampaignToShow } from './campaign-arguments.ts';
import { windowAddress } from './window-scheme.ts';
import { rememberedBounds, rememberWindow } from './window-state.ts';

/** A page of its own: sandboxed, without Node, with the two functions of the preload and nothing else. */
function windowOptions(): BrowserWindowConstructorOptions {
  return {
    ...rememberedBounds(),
    minWidth: 720,
    minHeight: 480,
    title: 'Contourist',
    // Shown when the first picture is there; until then in the colour that the page will have.
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14171c' : '#ffffff',
    webPreferences: {
      preload: fileURLToPath(new URL('./preload.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  };
}

/** Opens one more window, on a campaign or on Home. */
export function openWindow(bridge: Bridge, campaign: CampaignToShow | null): BrowserWindow {
  const window = new BrowserWindow(windowOptions());
  rememberWindow(window);
  lastInFront = window;
  window.on('focus', () => {
    lastInFront = window;
  });
  bridge.connect(window.webContents);
  window.once('ready-to-show', () => window.show());
  // A page that crashed is loaded again: the core holds everything that matters.
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason !== 'clean-exit') window.reload();
  });
  void window.loadURL(windowAddress(campaign === null ? '' : fragmentOf(campaign)));
  return window;
}

/** Shows a campaign in the window in front, or in a new one where there is none. */
export function showCampaign(bridge: Bridge, campaign: CampaignToShow): void {
  app.addRecentDocument(campaign.path);
  const window = frontWindow();
  if (window === undefined) {
    openWindow(bridge, campaign);
    return;
  }
  bringToFront(window);
  // Another fragment of the same page: nothing is loaded again, and a page that is still loading finds it too.
  void window.loadURL(windowAddress(fragmentOf(campaign)));
}

/** Runs a command of a window's page, by its id there. */
export function runCommand(window: BrowserWindow, command: string): void {
  sendTo(window.webContents, { kind: 'event', event: { name: 'host.command', command } });
}

let lastInFront: BrowserWindow | undefined;

/** The window that has the focus, or had it last: the menu and the system mean this one. */
export function frontWindow(): BrowserWindow | undefined {
  if (lastInFront?.isDestroyed() === false) return lastInFront;
  return BrowserWindow.getAllWindows()[0];
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

function fragmentOf({ path, readOnly }: CampaignToShow): string {
  return `#/open?${new URLSearchParams({ path, ...(readOnly && { readOnly: '1' }) })}`;
}
