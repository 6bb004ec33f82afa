import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { serve } from '#main/browser-host/serve.ts';
import { coreProcessPath } from '#main/core/beside.ts';
import { connectedTransport } from '#main/core/connected-transport.ts';
import { superviseCore } from '#main/core/core-supervisor.ts';
import { forkedCore } from '#main/core/forked-core.ts';
import { startCore } from '#main/core/start-core.ts';
import { createSocketTransport, type Socket } from '#renderer/host/socket-transport.ts';
import { createClient } from '#shared/contract/client.ts';
import { electronTransport } from './electron-ipc.ts';
import type { TransportUnderTest } from './transport-under-test.ts';

/** Every way to the core that a window or a test can have. */
export const TRANSPORTS: readonly TransportUnderTest[] = [
  {
    name: 'a direct call',
    async connect() {
      const core = startCore();
      const client = createClient(connectedTransport(core));
      return {
        client,
        async close() {
          client.close();
          await core.close();
        },
      };
    },
  },
  {
    name: 'a forked core process',
    async connect() {
      const core = superviseCore(
        forkedCore({
          corePath: coreProcessPath(),
          nodePath: process.execPath,
          env: { CONTOURIST_CHECK_OUTPUT: '1' },
        }),
      );
      const client = createClient(connectedTransport(core));
      return {
        client,
        async close() {
          client.close();
          await core.close();
        },
      };
    },
  },
  {
    name: 'a WebSocket',
    async connect() {
      const rendererFolder = mkdtempSync(join(tmpdir(), 'contourist-page-'));
      writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html>');
      const core = startCore();
      const host = await serve({ core, rendererFolder });
      const { origin, host: address } = new URL(host.url);
      const launched = await fetch(host.url, { redirect: 'manual' });
      const headers = { Cookie: launched.headers.get('set-cookie')?.split(';')[0] ?? '', Origin: origin };
      let isClosing = false;
      const transport = createSocketTransport(
        () => {
          const socket = new WebSocket(`ws://${address}/socket`, { headers });
          // As in a browser, where a failure is told by the close alone.
          socket.on('error', () => {});
          return socket as unknown as Socket;
        },
        (connectAgain, milliseconds) => {
          if (!isClosing) setTimeout(connectAgain, milliseconds);
        },
      );
      const client = createClient(transport);
      return {
        client,
        async close() {
          isClosing = true;
          client.close();
          await host.close();
          await core.close();
          rmSync(rendererFolder, { recursive: true, force: true });
        },
      };
    },
  },
  electronTransport,
];
