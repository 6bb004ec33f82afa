import type { Transport } from '#shared/contract/client.ts';
import type { CoreMessage } from '#shared/contract/messages.ts';
import type { Core } from './start-core.ts';

/** A transport to a core in this process, or to one that this process supervises. */
export function connectedTransport(core: Pick<Core, 'connect'>): Transport {
  const listeners = new Set<(message: CoreMessage) => void>();
  const connection = core.connect((message) => {
    for (const listener of listeners) listener(message);
  });
  return {
    send: (message) => connection.receive(message),
    onMessage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // A supervisor answers for a core that died; nothing else lies in between that could be lost.
    onLost: () => () => {},
  };
}
