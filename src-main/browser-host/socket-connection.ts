import type { WebSocket } from 'ws';
import type { CoreSupervisor } from '#main/core/core-supervisor.ts';
import { type ClientMessage, clientMessageSchema } from '#shared/contract/messages.ts';

/** SSH tunnels and the routers on their way drop connections that stay silent. */
const PING_EVERY_MS = 25_000;

/** WebSocket's close codes: https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const POLICY_VIOLATION = 1008;

/** Carries messages between one page and the core, one JSON text to a frame. */
export function connectSocket(socket: WebSocket, core: Pick<CoreSupervisor, 'connect'>): void {
  const connection = core.connect((message) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  });

  socket.on('message', (data, isBinary) => {
    const message = isBinary ? null : parseMessage(String(data));
    if (message === null) socket.close(POLICY_VIOLATION, 'That is no message of the contract.');
    else connection.receive(message);
  });
  // What went wrong is told by the close that follows.
  socket.on('error', () => {});

  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const pinging = setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    socket.ping();
  }, PING_EVERY_MS);

  socket.on('close', () => {
    clearInterval(pinging);
    connection.close();
  });
}

function parseMessage(text: string): ClientMessage | null {
  try {
    return clientMessageSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
