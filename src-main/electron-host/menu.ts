import type { MenuItemConstructorOptions } from 'electron';

export interface MenuOptions {
  readonly isMac: boolean;
  /** Paths of the campaigns opened last, newest first. */
  readonly recents: readonly string[];
  /** Runs a command of the window in front, by its id there. */
  readonly run: (commandId: string) => void;
  readonly openFile: (path: string) => void;
  readonly openWindow: () => void;
}

/** More would fill the screen. */
const MOST_RECENTS = 12;

const STEPS = ['Space', 'Limits', 'Model', 'Batches', 'Contours', 'Progress', 'Journal'];

/** The application's menu. What the window does by key it does itself: here the keys are only shown. */
export function menuTemplate({
  isMac,
  recents,
  run,
  openFile,
  openWindow,
}: MenuOptions): MenuItemConstructorOptions[] {
  const command = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
    click: () => run(id),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const openRecent: MenuItemConstructorOptions = {
    label: 'Open Recent',
    enabled: recents.length > 0,
    submenu: recents
      .slice(0, MOST_RECENTS)
      .map((path) => ({ label: labelOfPath(path), click: () => openFile(path) })),
  };

  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        command('&New Campaign…', 'new-campaign', 'CmdOrCtrl+N'),
        command('&Open…', 'open-campaign', 'CmdOrCtrl+O'),
        command('Open Read-&Only…', 'open-campaign-read-only'),
        openRecent,
        separator,
        { id: 'new-window', label: 'New &Window', accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
        { role: 'close' },
        ...(isMac
          ? []
          : [
              separator,
              command('&Settings', 'settings', 'CmdOrCtrl+,'),
              separator,
              { role: 'quit' } as const,
            ]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        command('&Undo', 'undo', 'CmdOrCtrl+Z'),
        command('&Redo', 'redo', 'CmdOrCtrl+Shift+Z'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        command('&Commands…', 'commands', 'CmdOrCtrl+K'),
      ],
    },
    {
      label: '&View',
      submenu: [
        ...STEPS.map((label, index) => command(label, label.toLowerCase(), String(index + 1))),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        separator,
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        command('&Keyboard Shortcuts', 'shortcuts', '?'),
        ...(isMac ? [] : [{ role: 'about' } as const]),
      ],
    },
  ];
}

/** Ampersands would become mnemonics; long paths lose their middle. */
function labelOfPath(path: string): string {
  const shown = path.length > 70 ? `${path.slice(0, 20)}…${path.slice(-48)}` : path;
  return shown.replaceAll('&', '&&');
}
