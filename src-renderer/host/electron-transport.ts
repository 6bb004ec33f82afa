import type { Transport } from '#shared/contract/client.ts';
import type { WindowBridge } from '#shared/contract/window-bridge.ts';
import type { ConnectionWatch } from './host.ts';

/** Messages over the preload's bridge. The main process outlives the window, so that this way never breaks. */
export function createElectronTransport(bridge: WindowBridge): Transport & ConnectionWatch {
  return {
    send: (message) => bridge.call(message),
    onMessage: (listener) => bridge.subscribe(listener),
    onLost: () => () => {},
    current: () => 'open',
    subscribe: () => () => {},
  };
}
