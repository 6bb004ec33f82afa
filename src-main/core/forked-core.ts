import { fork } from 'node:child_process';
import type { CoreToSupervisor } from './core-protocol.ts';
import type { LaunchCore } from './running-core.ts';

export interface ForkedCoreOptions {
  /** The core process's program: core-process.ts in the sources, core-process.js in the build. */
  readonly corePath: string;
  /** The Node ≥ 24 that runs it. */
  readonly nodePath: string;
  /** More of the environment for it. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The core under a Node of its own: in every host, whatever Node that is itself. */
export function forkedCore({ corePath, nodePath, env = {} }: ForkedCoreOptions): LaunchCore {
  return (receive) => {
    const child = fork(corePath, [], {
      execPath: nodePath,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', (message) => receive(message as CoreToSupervisor));
    return {
      get pid() {
        return child.pid;
      },
      post(message) {
        // One that has just ended is told by its exit event.
        if (child.connected) child.send(message, () => {});
      },
      kill: () => child.kill('SIGKILL'),
      ended: new Promise((resolve) => {
        // Either, when there is no such program; both, after a message could not be sent.
        child.once('error', (error) => resolve(`could not be run: ${error.message}`));
        child.once('exit', (code, signal) =>
          resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`),
        );
      }),
    };
  };
}
