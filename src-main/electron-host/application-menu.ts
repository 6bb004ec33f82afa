import { Menu } from 'electron';
import type { Client } from '#shared/contract/client.ts';
import { menuTemplate } from './menu.ts';
import { frontWindow, runCommand } from './windows.ts';

export interface MenuActions {
  readonly openFile: (path: string) => void;
  readonly openWindow: () => void;
}

/** Sets the application's menu, and again whenever the list of recent campaigns is another one. */
export function keepApplicationMenu(core: Client, actions: MenuActions): void {
  const run = (commandId: string) => {
    const window = frontWindow();
    if (window !== undefined) runCommand(window, commandId);
  };
  const setMenu = (recents: readonly string[]) =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate({ isMac: process.platform === 'darwin', recents, run, ...actions }),
      ),
    );
  const refresh = () =>
    core.call('recents.list', {}).then(
      (recents) => setMenu(recents.map(({ path }) => path)),
      // The list is a convenience: the menu stays as it is.
      () => {},
    );

  setMenu([]);
  void refresh();
  core.subscribe(({ name }) => {
    if (name === 'recents.changed' || name === 'core.restarted') void refresh();
  });
}
