/** What no page may do, whatever is in it: leave its address, open others, embed any, or ask for the machine's devices. */
import { app, session } from 'electron';
import { isWindowAddress } from './window-scheme.ts';

/** A page may put what the user copies on the clipboard. */
const PERMITTED = ['clipboard-sanitized-write'];

/** Call it once, when the application is ready and before there is any window. */
export function guardPages(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!isWindowAddress(url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  session.defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(PERMITTED.includes(permission) && isWindowAddress(contents.getURL())),
  );
  session.defaultSession.setPermissionCheckHandler(
    (contents, permission) => PERMITTED.includes(permission) && isWindowAddress(contents?.getURL() ?? ''),
  );
}
