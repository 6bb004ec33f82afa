/**
 * Runs in every window before its page, in the sandbox and in a world of its own: it alone sees both the page and
 * Electron. It hands the page the two functions of WindowBridge, and takes dropped campaign files.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { CoreMessage } from '#shared/contract/messages.ts';
import type { WindowBridge } from '#shared/contract/window-bridge.ts';
import { CALL_CHANNEL, DROP_CHANNEL, MESSAGE_CHANNEL } from './ipc-channels.ts';

const bridge: WindowBridge = {
  call: (message) => ipcRenderer.send(CALL_CHANNEL, message),
  subscribe(listener) {
    const hear = (_event: unknown, message: CoreMessage) => listener(message);
    ipcRenderer.on(MESSAGE_CHANNEL, hear);
    return () => void ipcRenderer.off(MESSAGE_CHANNEL, hear);
  },
};

contextBridge.exposeInMainWorld('contourist', bridge);

// Pages do not learn paths, so campaign files are taken here. Other files stay with the page, which reads them itself.
// Without preventDefault Electron would leave the page for the file.
window.addEventListener('dragover', (event) => event.preventDefault());
window.addEventListener(
  'drop',
  (event) => {
    event.preventDefault();
    const campaign = [...(event.dataTransfer?.files ?? [])].find(({ name }) => name.endsWith('.contourist'));
    if (campaign === undefined) return;
    event.stopImmediatePropagation();
    ipcRenderer.send(DROP_CHANNEL, pathOf(campaign));
  },
  { capture: true },
);

/** Electron before 29 has no webUtils; there files know their path. */
function pathOf(file: File & { readonly path?: string }): string {
  return (webUtils as typeof webUtils | undefined)?.getPathForFile(file) ?? file.path ?? '';
}
