/**
 * Electron's main process. It stays thin: windows, menu, dialogs, and messages to the core process; store and fitting
 * are never in here.
 */
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { connectedTransport } from '#main/core/connected-transport.ts';
import { superviseCore } from '#main/core/core-supervisor.ts';
import { configFolder } from '#main/files/user-folder.ts';
import { rendererFolder } from '#main/window-files/renderer-folder.ts';
import { createClient } from '#shared/contract/client.ts';
import { keepApplicationMenu } from './application-menu.ts';
import { createBridge } from './bridge.ts';
import { type CampaignToShow, campaignInArguments } from './campaign-arguments.ts';
import { chooseCore } from './choose-core.ts';
import { guardPages } from './guard.ts';
import { registerWindowScheme, serveWindowFiles } from './window-scheme.ts';
import { bringToFront, frontWindow, openWindow, showCampaign } from './windows.ts';

app.setName('Contourist');
// Chromium's own files beside the user's settings; the lock of the single instance goes with them.
app.setPath('userData', join(configFolder(), 'electron'));
registerWindowScheme();

if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  const core = superviseCore(chooseCore());
  const bridge = createBridge(core, (_, path) => show({ path, readOnly: false }));
  /** Asked for before there can be windows. */
  let first = campaignInArguments(process.argv, process.cwd());
  let isReady = false;

  function show(campaign: CampaignToShow): void {
    if (isReady) showCampaign(bridge, campaign);
    else first = campaign;
  }

  // macOS: a double click, a drop on the icon, its own list of recent documents.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    show({ path, readOnly: false });
  });
  app.on('second-instance', (_, args, folder) => {
    const campaign = campaignInArguments(args, folder);
    const window = frontWindow();
    if (campaign !== null) show(campaign);
    else if (window !== undefined) bringToFront(window);
  });
  app.on('activate', () => {
    if (isReady && BrowserWindow.getAllWindows().length === 0) openWindow(bridge, null);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  // Campaigns are closed as one file each before the program ends.
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void core.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });

  void app.whenReady().then(() => {
    guardPages();
    serveWindowFiles(rendererFolder());
    keepApplicationMenu(createClient(connectedTransport(core)), {
      openFile: (path) => show({ path, readOnly: false }),
      openWindow: () => openWindow(bridge, null),
    });
    isReady = true;
    openWindow(bridge, first);
  });
}
