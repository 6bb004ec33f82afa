import type { MenuItemConstructorOptions } from 'electron';

export interface MenuOptions {
  readonly isMac: boolean;
  /** Paths of the campaigns opened last, newest first. */
  readonly recents: readonly string[];
  /** Does in the window in front what these keys do there: `mod+Z`. */
  readonly press: (keys: string) => void;
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
  press,
  openFile,
  openWindow,
}: MenuOptions): MenuItemConstructorOptions[] {
  const command = (label: string, keys: string): MenuItemConstructorOptions => ({
    label,
    accelerator: acceleratorOf(keys),
    registerAccelerator: false,
    click: () => press(keys),
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
        command('&New Campaign…', 'mod+N'),
        command('&Open…', 'mod+O'),
        openRecent,
        separator,
        { id: 'new-window', label: 'New &Window', accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
        { role: 'close' },
        ...(isMac ? [] : [separator, command('&Settings', 'mod+,'), separator, { role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        command('&Undo', 'mod+Z'),
        command('&Redo', 'mod+shift+Z'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        command('&Find', '/'),
        command('&Commands…', 'mod+K'),
      ],
    },
    {
      label: '&View',
      submenu: [
        ...STEPS.map((label, index) => command(label, String(index + 1))),
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
      submenu: [command('&Keyboard Shortcuts', 'shift+?'), ...(isMac ? [] : [{ role: 'about' } as const])],
    },
  ];
}

/** The window's words for keys in Electron's: `mod+shift+Z` is `CmdOrCtrl+Shift+Z`. */
function acceleratorOf(keys: string): string {
  return keys.replace('mod', 'CmdOrCtrl').replace('shift+?', '?').replace('shift', 'Shift');
}

/** Ampersands would become mnemonics; long paths lose their middle. */
function labelOfPath(path: string): string {
  const shown = path.length > 70 ? `${path.slice(0, 20)}…${path.slice(-48)}` : path;
  return shown.replaceAll('&', '&&');
}
