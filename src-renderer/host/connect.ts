import { createClient } from '#shared/contract/client.ts';
import type { WindowBridge } from '#shared/contract/window-bridge.ts';
import { createBrowserHost } from './browser-host.ts';
import { createElectronHost } from './electron-host.ts';
import { createElectronTransport } from './electron-transport.ts';
import type { Surroundings } from './host.ts';
import { createSocketTransport, type Socket } from './socket-transport.ts';

declare global {
  interface Window {
    /** There in Electron alone. */
    readonly contourist?: WindowBridge;
  }
}

/** Finds out where the window runs, once, and connects it. */
export function connect({ contourist: bridge, location }: Window): Surroundings {
  if (bridge !== undefined) {
    const transport = createElectronTransport(bridge);
    const client = createClient(transport);
    return { client, host: createElectronHost(client), connection: transport };
  }
  const address = new URL('/socket', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  address.hash = '';
  address.search = '';
  const transport = createSocketTransport(() => new WebSocket(address) as unknown as Socket);
  return { client: createClient(transport), host: createBrowserHost(), connection: transport };
}
