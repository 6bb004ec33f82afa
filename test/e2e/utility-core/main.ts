/** Electron with the application's supervisor of a utility process, and nothing else of it: `electron FOLDER core.cjs`. */
import { app, BrowserWindow } from 'electron';
import { superviseCore } from '#main/core/core-supervisor.ts';
import { utilityCore } from '#main/electron-host/utility-core.ts';
import type { CoreMessage } from '#shared/contract/messages.ts';

/** What a test may ask of it. */
interface UtilityCoreApp {
  /** Calls a method of the core. @returns the first so many messages that come back */
  ask(method: string, answers: number): Promise<CoreMessage[]>;
  pid(): number | undefined;
  close(): Promise<void>;
}

declare global {
  var utilityCoreApp: UtilityCoreApp;
}

void app.whenReady().then(() => {
  const corePath = process.argv.at(-1) ?? '';
  const core = superviseCore(utilityCore({ corePath, env: { CONTOURIST_NODE: '/a/node' } }));
  let heard: CoreMessage[] = [];
  let onMessage = () => {};
  const connection = core.connect((message) => {
    heard.push(message);
    onMessage();
  });
  let id = 0;
  globalThis.utilityCoreApp = {
    ask(method, answers) {
      heard = [];
      return new Promise((resolve) => {
        onMessage = () => {
          if (heard.length === answers) resolve(heard);
        };
        connection.receive({ kind: 'call', id: ++id, method, input: {} });
      });
    },
    pid: () => core.pid,
    close: () => core.close(),
  };
  void new BrowserWindow({ show: false }).loadURL('about:blank');
});
