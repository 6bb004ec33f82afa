import { ContouristError } from '../domain/contourist-error.ts';
import { CANCELLED, fromWireError } from './errors.ts';
import type { CoreEvent } from './events.ts';
import type { ClientMessage, CoreMessage } from './messages.ts';
import type { InputOf, MethodName, OutputOf } from './methods.ts';

/** A way to the core: a process's channel, a WebSocket, Electron's IPC, or a direct call. */
export interface Transport {
  send(message: ClientMessage): void;
  /** Hears every message from the core. @returns how to stop hearing */
  onMessage(listener: (message: CoreMessage) => void): () => void;
  /** Told when no answer will come any more to what was sent so far. @returns how to stop hearing */
  onLost(listener: () => void): () => void;
}

/** The part of an AbortSignal that a call needs; neither the DOM's nor Node's types are known here. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options: { once: true }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface CallOptions {
  readonly signal?: CancelSignal | undefined;
}

/** The core, as a window or a test sees it. */
export interface Client {
  /**
   * @throws ContouristError what the method threw; `call.cancelled` after the signal; `connection.lost` when the
   *   answer can no longer come
   */
  call<Name extends MethodName>(
    method: Name,
    input: InputOf<Name>,
    options?: CallOptions,
  ): Promise<OutputOf<Name>>;
  /** @returns how to stop hearing */
  subscribe(listener: (event: CoreEvent) => void): () => void;
  close(): void;
}

interface Pending {
  readonly resolve: (output: never) => void;
  readonly reject: (error: unknown) => void;
}

/** A client over any transport: every one of them behaves the same, which the contract's tests check. */
export function createClient(transport: Transport): Client {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(event: CoreEvent) => void>();
  let nextId = 1;

  const stopHearing = transport.onMessage((message) => {
    if (message.kind === 'event') {
      for (const listener of listeners) listener(message.event);
      return;
    }
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (message.kind === 'result') call?.resolve(message.output as never);
    else call?.reject(fromWireError(message.error));
  });

  const stopLosing = transport.onLost(() => rejectAll('The connection to the core was lost.'));

  function rejectAll(message: string): void {
    for (const [id, { reject }] of pending) {
      pending.delete(id);
      reject(
        new ContouristError('connection.lost', message, {
          blame: 'internal',
          hint: 'The campaign file holds everything up to the last finished step; try again.',
        }),
      );
    }
  }

  return {
    call(method, input, { signal } = {}) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(cancelled());
          return;
        }
        const id = nextId++;
        const cancel = () => {
          if (!pending.delete(id)) return;
          transport.send({ kind: 'cancel', id });
          reject(cancelled());
        };
        pending.set(id, {
          resolve: (output) => {
            signal?.removeEventListener('abort', cancel);
            resolve(output);
          },
          reject: (error) => {
            signal?.removeEventListener('abort', cancel);
            reject(error);
          },
        });
        signal?.addEventListener('abort', cancel, { once: true });
        transport.send({ kind: 'call', id, method, input });
      });
    },

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    close() {
      stopHearing();
      stopLosing();
      rejectAll('The connection was closed.');
    },
  };
}

function cancelled(): ContouristError {
  return new ContouristError(CANCELLED, 'The call was cancelled.', { blame: 'usage' });
}
