/**
 * The core process: store, services and jobs, away from every window. Its host starts it (core-supervisor.ts), it serves
 * any number of windows over one channel, and ends with its host.
 */
import type { SupervisorToCore } from './core-protocol.ts';
import { openHostChannel } from './host-channel.ts';
import { type CoreConnection, startCore } from './start-core.ts';

const core = startCore();
const connections = new Map<number, CoreConnection>();

// The host is gone, or the system goes down: campaigns are closed as one file each, then the process ends.
const post = openHostChannel(receive, end);
process.once('SIGTERM', end);

// Ctrl+C and a closed terminal reach the whole process group; the host decides what they mean.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});

function receive(message: SupervisorToCore): void {
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
}

function end(): void {
  void core.close().finally(() => process.exit(0));
}
