/**
 * The core process: store, services and jobs, away from every window. It is forked under Node ≥ 24 by
 * core-supervisor.ts, serves any number of windows over one channel, and ends with its parent.
 */
import type { CoreToSupervisor, SupervisorToCore } from './core-protocol.ts';
import { type CoreConnection, startCore } from './start-core.ts';

const core = startCore();
const connections = new Map<number, CoreConnection>();

process.on('message', (message: SupervisorToCore) => {
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

// The host is gone: campaigns are closed as one file each, then the process ends.
process.on('disconnect', () => {
  void core.close().finally(() => process.exit(0));
});

// Ctrl+C in a terminal reaches the whole process group; the host decides what it means.
process.on('SIGINT', () => {});

function post(message: CoreToSupervisor): void {
  // A host that ends while an answer is on its way needs it no more.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}
