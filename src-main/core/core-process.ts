/**
 * The core process: store, services and jobs, away from every window. It is forked under Node ≥ 24 by
 * core-supervisor.ts, serves any number of windows over one channel, and ends with its parent.
 */
import type { CoreToSupervisor, SupervisorToCore } from './core-protocol.ts';
import { type CoreConnection, startCore } from './start-core.ts';

const core = startCore();
const connections = new Map<number, CoreConnection>();

process.on('message', (message: SupervisorToCore) => {
  if (message.kind === 'end') {
    end();
    return;
  }
  const { connection } = message;
  if (message.kind === 'connect') {
    connections.set(
      connection,
      core.connect((toWindow) => post({ connection, message: toWindow })),
    );
  } else if (message.kind === 'disconnect') {
    connections.get(connection)?.close();
    connections.delete(connection);
  } else {
    connections.get(connection)?.receive(message.message);
  }
});

// The host is gone, or the system goes down: campaigns are closed as one file each, then the process ends.
process.once('disconnect', end);
process.once('SIGTERM', end);

// Ctrl+C and a closed terminal reach the whole process group; the host decides what they mean.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});

function end(): void {
  void core.close().finally(() => process.exit(0));
}

function post(message: CoreToSupervisor): void {
  // A host that ends while an answer is on its way needs it no more.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}
