/** Carries messages between windows and the core, and answers those that are for the program around the window. */
import { type IpcMainEvent, ipcMain, type WebContents } from 'electron';
import type { CoreSupervisor } from '#main/core/core-supervisor.ts';
import type { CoreConnection } from '#main/core/start-core.ts';
import { toWireError } from '#shared/contract/errors.ts';
import { type CoreMessage, clientMessageSchema } from '#shared/contract/messages.ts';
import { answerHostMethod, isHostMethod } from './answer-host-method.ts';
import { CALL_CHANNEL, DROP_CHANNEL, MESSAGE_CHANNEL } from './ipc-channels.ts';
import { isWindowAddress } from './window-scheme.ts';

export interface Bridge {
  /** Connects a window, again for every page that it loads. */
  connect(contents: WebContents): void;
}

/** @param onDrop told of a campaign file that was dropped on a window */
export function createBridge(
  core: Pick<CoreSupervisor, 'connect'>,
  onDrop: (contents: WebContents, path: string) => void,
): Bridge {
  const connections = new Map<number, CoreConnection>();

  function disconnect(id: number): void {
    connections.get(id)?.close();
    connections.delete(id);
  }

  ipcMain.on(CALL_CHANNEL, (event, given: unknown) => {
    const connection = connections.get(event.sender.id);
    const parsed = clientMessageSchema.safeParse(given);
    if (!isFromWindow(event) || connection === undefined || !parsed.success) return;
    const message = parsed.data;
    if (message.kind === 'call' && isHostMethod(message.method)) {
      void answerForHost(event.sender, message.id, message.method, message.input);
    } else {
      connection.receive(message);
    }
  });

  ipcMain.on(DROP_CHANNEL, (event, path: unknown) => {
    if (isFromWindow(event) && typeof path === 'string' && path !== '') onDrop(event.sender, path);
  });

  return {
    connect(contents) {
      const { id } = contents;
      // A page that is loaded again knows nothing of the calls of the one before.
      contents.on('did-navigate', () => {
        disconnect(id);
        connections.set(
          id,
          core.connect((message) => sendTo(contents, message)),
        );
      });
      contents.on('render-process-gone', () => disconnect(id));
      contents.once('destroyed', () => disconnect(id));
    },
  };
}

/** Sends a message to a window's page, if there is one. */
export function sendTo(contents: WebContents, message: CoreMessage): void {
  if (!contents.isDestroyed()) contents.send(MESSAGE_CHANNEL, message);
}

async function answerForHost(
  contents: WebContents,
  id: number,
  method: string,
  input: unknown,
): Promise<void> {
  try {
    sendTo(contents, { kind: 'result', id, output: await answerHostMethod(method, input, contents) });
  } catch (error) {
    sendTo(contents, { kind: 'error', id, error: toWireError(error, 'host.failed') });
  }
}

/** Only the page itself is heard: no frame in it, and nothing that took its place. */
function isFromWindow({ senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isWindowAddress(senderFrame.url);
}
