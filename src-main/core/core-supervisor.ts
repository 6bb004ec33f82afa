/**
 * Runs in the host's process: Electron's main (Node 16 in the oldest one supported) or the browser host's. It must stay
 * thin: it forks the core process, carries messages, and replaces a core that died.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { toWireError, type WireError } from '#shared/contract/errors.ts';
import type { ClientMessage, CoreMessage } from '#shared/contract/messages.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { CoreToSupervisor, SupervisorToCore } from './core-protocol.ts';
import type { CoreConnection } from './start-core.ts';

export interface CoreSupervisorOptions {
  /** The core process's program: core-process.ts in the sources, core-process.js in the build. */
  readonly corePath: string;
  /** The Node ≥ 24 that runs it. */
  readonly nodePath: string;
  /** More of the environment for it. */
  readonly env?: Readonly<Record<string, string>>;
}

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

export function superviseCore({ corePath, nodePath, env = {} }: CoreSupervisorOptions): CoreSupervisor {
  const windows = new Map<number, Window>();
  let nextConnection = 1;
  let isClosing = false;
  let deaths: number[] = [];
  /** Why there is no core any more. */
  let lasting: WireError | null = null;
  let child = start();

  function start(): ChildProcess {
    const started = fork(corePath, [], {
      execPath: nodePath,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    started.on('message', (message) => receive(message as CoreToSupervisor));
    // Either, when there is no such program; both, after a message could not be sent.
    started.once('error', (error) => died(started, `could not be run: ${error.message}`));
    started.once('exit', (code, signal) =>
      died(started, signal ? `was ended by ${signal}` : `ended with code ${code}`),
    );
    return started;
  }

  function receive({ connection, message }: CoreToSupervisor): void {
    const window = windows.get(connection);
    if (message.kind !== 'event') window?.unanswered.delete(message.id);
    window?.send(message);
  }

  /** What was asked fails with a clear error; a new core takes over; every window opens its campaign again. */
  function died(dead: ChildProcess, how: string): void {
    if (isClosing || dead !== child) return;
    const now = Date.now();
    deaths = [...deaths.filter((time) => now - time < DEATHS_WITHIN_MS), now];
    const mayStartAgain = deaths.length < DEATHS_TO_GIVE_UP;
    const error = coreDied(how, mayStartAgain);
    if (mayStartAgain) child = start();
    else lasting = error;
    for (const [connection, { send, unanswered }] of windows) {
      if (mayStartAgain) post({ kind: 'connect', connection });
      for (const id of unanswered) send({ kind: 'error', id, error });
      unanswered.clear();
      if (mayStartAgain) send({ kind: 'event', event: { name: 'core.restarted', error } });
    }
  }

  function post(message: SupervisorToCore): void {
    // One that has just died is told by its exit event.
    if (child.connected) child.send(message, () => {});
  }

  return {
    get pid() {
      return child.pid;
    },

    connect(send) {
      const connection = nextConnection++;
      const unanswered = new Set<number>();
      windows.set(connection, { send, unanswered });
      post({ kind: 'connect', connection });
      return {
        receive(message: ClientMessage) {
          if (lasting !== null) {
            if (message.kind === 'call') send({ kind: 'error', id: message.id, error: lasting });
            return;
          }
          if (message.kind === 'call') unanswered.add(message.id);
          post({ kind: 'message', connection, message });
        },
        close() {
          windows.delete(connection);
          post({ kind: 'disconnect', connection });
        },
      };
    },

    close() {
      isClosing = true;
      return new Promise((resolve) => {
        if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
          resolve();
          return;
        }
        const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_END_MS);
        child.once('exit', () => {
          clearTimeout(late);
          resolve();
        });
        // Not by disconnecting: Node waits for ever then for the rest of an answer that is on its way.
        post({ kind: 'end' });
      });
    },
  };
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
