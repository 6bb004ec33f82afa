// Messages over a WebSocket to the browser host. The socket may break (a laptop sleeps, an SSH tunnel ends, the host is
// started again): calls that wait then fail, and the transport tries again until the host answers.
import type { Transport } from '#shared/contract/client.ts';
import type { ClientMessage, CoreMessage } from '#shared/contract/messages.ts';
import type { Connection, ConnectionWatch } from './host.ts';

/** The part of a WebSocket that is used, so that tests can bring their own. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 4_000;

/**
 * @param openSocket makes a socket that is connecting
 * @param wait calls back after so many milliseconds
 */
export function createSocketTransport(
  openSocket: () => Socket,
  wait: (callback: () => void, milliseconds: number) => void = (callback, milliseconds) =>
    void setTimeout(callback, milliseconds),
): Transport & ConnectionWatch {
  const listeners = new Set<(message: CoreMessage) => void>();
  const losers = new Set<() => void>();
  const watchers = new Set<() => void>();
  let waiting: ClientMessage[] = [];
  let socket: Socket | null = null;
  let connection: Connection = 'open';
  let retryMs = FIRST_RETRY_MS;

  function setConnection(next: Connection): void {
    if (next === connection) return;
    connection = next;
    for (const watcher of watchers) watcher();
  }

  function connect(): void {
    const opening = openSocket();
    opening.onopen = () => {
      socket = opening;
      retryMs = FIRST_RETRY_MS;
      for (const message of waiting) opening.send(JSON.stringify(message));
      waiting = [];
      setConnection('open');
    };
    opening.onmessage = ({ data }) => {
      const message: CoreMessage = JSON.parse(data);
      for (const listener of listeners) listener(message);
    };
    opening.onclose = () => {
      socket = null;
      waiting = [];
      for (const loser of losers) loser();
      setConnection('lost');
      wait(connect, retryMs);
      retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS);
    };
  }

  connect();

  return {
    send(message) {
      if (socket === null) waiting.push(message);
      else socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onLost(listener) {
      losers.add(listener);
      return () => losers.delete(listener);
    },
    current: () => connection,
    subscribe(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
  };
}
