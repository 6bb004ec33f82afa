/**
 * Runs in the host's process: Electron's main (Node 16 in the oldest one supported) or the browser host's. It must stay
 * thin: it starts the core process, carries messages, and replaces a core that died.
 */
import { toWireError, type WireError } from '#shared/contract/errors.ts';
import { type MessageFlaw, messageFlaw } from '#shared/contract/message-bounds.ts';
import type { ClientMessage, CoreMessage } from '#shared/contract/messages.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { CoreToSupervisor } from './core-protocol.ts';
import type { LaunchCore, RunningCore } from './running-core.ts';
import type { CoreConnection } from './start-core.ts';

export interface CoreSupervisor {
  /** @param send carries messages to the window */
  connect(send: (message: CoreMessage) => void): CoreConnection;
  /** The core process's id while it runs. */
  readonly pid: number | undefined;
  /** Closes all campaigns and ends the process; resolves when it has ended. */
  close(): Promise<void>;
}

/** A core that dies this often this soon would die for ever: it is not started again. */
const DEATHS_TO_GIVE_UP = 3;
const DEATHS_WITHIN_MS = 10_000;

/** A core that has not ended after so long is killed: its files stand as after their last finished step. */
const LONGEST_END_MS = 10_000;

interface Window {
  readonly send: (message: CoreMessage) => void;
  /** Calls that the core has not answered. */
  readonly unanswered: Set<number>;
}

/** @param launch starts a core process, now and again after one died */
export function superviseCore(launch: LaunchCore): CoreSupervisor {
  const windows = new Map<number, Window>();
  let nextConnection = 1;
  let isClosing = false;
  let deaths: number[] = [];
  /** Why there is no core any more. */
  let lasting: WireError | null = null;
  let core = start();

  function start(): RunningCore {
    const started = launch(receive);
    void started.ended.then((how) => died(started, how));
    return started;
  }

  function receive({ connection, message }: CoreToSupervisor): void {
    const window = windows.get(connection);
    if (message.kind !== 'event') window?.unanswered.delete(message.id);
    window?.send(message);
  }

  /** What was asked fails with a clear error; a new core takes over; every window opens its campaign again. */
  function died(dead: RunningCore, how: string): void {
    if (isClosing || dead !== core) return;
    const now = Date.now();
    deaths = [...deaths.filter((time) => now - time < DEATHS_WITHIN_MS), now];
    const mayStartAgain = deaths.length < DEATHS_TO_GIVE_UP;
    const error = coreDied(how, mayStartAgain);
    if (mayStartAgain) core = start();
    else lasting = error;
    for (const [connection, { send, unanswered }] of windows) {
      if (mayStartAgain) core.post({ kind: 'connect', connection });
      for (const id of unanswered) send({ kind: 'error', id, error });
      unanswered.clear();
      if (mayStartAgain) send({ kind: 'event', event: { name: 'core.restarted', error } });
    }
  }

  return {
    get pid() {
      return core.pid;
    },

    connect(send) {
      const connection = nextConnection++;
      const unanswered = new Set<number>();
      windows.set(connection, { send, unanswered });
      core.post({ kind: 'connect', connection });
      return {
        receive(message: ClientMessage) {
          if (lasting !== null) {
            if (message.kind === 'call') send({ kind: 'error', id: message.id, error: lasting });
            return;
          }
          const flaw = messageFlaw(message);
          if (flaw !== null) {
            if (message.kind === 'call') send({ kind: 'error', id: message.id, error: unfit(flaw) });
            return;
          }
          if (message.kind === 'call') unanswered.add(message.id);
          core.post({ kind: 'message', connection, message });
        },
        close() {
          windows.delete(connection);
          core.post({ kind: 'disconnect', connection });
        },
      };
    },

    async close() {
      isClosing = true;
      // Not by disconnecting: Node waits for ever then for the rest of an answer that is on its way.
      core.post({ kind: 'end' });
      const late = setTimeout(() => core.kill(), LONGEST_END_MS);
      await core.ended;
      clearTimeout(late);
    },
  };
}

function unfit(flaw: MessageFlaw): WireError {
  const error = new ContouristError('call.unfit', `The call is ${flaw}: it was not passed on.`, {
    blame: 'usage',
  });
  return toWireError(error, 'call.unfit');
}

function coreDied(how: string, isStartedAgain: boolean): WireError {
  const next = isStartedAgain
    ? 'It has been started again.'
    : 'It ended several times in a row: start Contourist again.';
  const error = new ContouristError('core.died', `The core process ${how}.`, {
    blame: 'internal',
    hint: `${next} The campaign file holds everything up to the last finished step.`,
  });
  return toWireError(error, 'core.died');
}
