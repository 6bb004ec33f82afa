import { utilityProcess } from 'electron';
import type { LaunchCore } from '#main/core/running-core.ts';

export interface UtilityCoreOptions {
  /** The core process's program. */
  readonly corePath: string;
  /** More of the environment for it. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The core in a utility process of Electron, under Electron's own Node. */
export function utilityCore({ corePath, env = {} }: UtilityCoreOptions): LaunchCore {
  return (receive) => {
    const child = utilityProcess.fork(corePath, [], {
      serviceName: 'Contourist core',
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    let hasEnded = false;
    child.on('message', receive);
    return {
      get pid() {
        return child.pid;
      },
      post(message) {
        if (!hasEnded) child.postMessage(message);
      },
      // Not child.kill(), which asks: one that is stuck would stay.
      kill: () => void (child.pid !== undefined && process.kill(child.pid, 'SIGKILL')),
      ended: new Promise((resolve) => {
        child.once('exit', (code) => {
          hasEnded = true;
          resolve(`ended with code ${code}`);
        });
      }),
    };
  };
}
