/**
 * The browser host: the same window as Electron's, in a browser, over a server on this machine's loopback interface.
 * It runs in the command line's process and stays thin: files of the bundle, messages to the core process.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { CoreSupervisor } from '#main/core/core-supervisor.ts';
import { readRendererFiles } from '#main/window-files/renderer-files.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { refusalOf } from './admission.ts';
import { answerRequest } from './answer-request.ts';
import { createLaunchToken, Tickets } from './launch-token.ts';
import { requestAddress } from './request-address.ts';
import { connectSocket } from './socket-connection.ts';

export interface ServeOptions {
  readonly core: Pick<CoreSupervisor, 'connect'>;
  /** Where the renderer's bundle is. */
  readonly rendererFolder: string;
  /** 0 takes a free one. */
  readonly port?: number;
}

export interface BrowserHost {
  readonly port: number;
  /** `http://127.0.0.1:<port>/?token=<token>`, for a browser; whoever has it may use the window. */
  readonly url: string;
  /** A link for a program that shows its arguments to everybody: the process list. It opens the window once. */
  createSingleUseUrl(): string;
  close(): Promise<void>;
}

/** Limit files cross as text in one message; 20,000 points are 3 MB. */
const LARGEST_MESSAGE_BYTES = 256 * 2 ** 20;

/** WebSocket's close code of a server that ends. */
const GOING_AWAY = 1001;

/**
 * Starts to serve.
 *
 * @throws ContouristError `port.taken`, `port.forbidden`, `renderer.missing`
 */
export async function serve({ core, rendererFolder, port: wanted = 0 }: ServeOptions): Promise<BrowserHost> {
  const token = createLaunchToken();
  const tickets = new Tickets();
  const files = readRendererFiles(rendererFolder);
  const server = createServer((request, response) =>
    answerRequest(request, response, { files, port, token, tickets }),
  );
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES });
  sockets.on('connection', (socket) => connectSocket(socket, core));

  server.on('upgrade', (request, stream, head) => {
    // A browser that is gone already is no fault.
    stream.on('error', () => stream.destroy());
    const isSocket = requestAddress(request).pathname === '/socket';
    if (!isSocket || refusalOf(request.headers, { port, token, isUpgrade: true }) !== null) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket, request));
  });

  const port = await listen(server, wanted);

  return {
    port,
    url: `http://127.0.0.1:${port}/?token=${token}`,
    createSingleUseUrl: () => `http://127.0.0.1:${port}/?token=${tickets.create()}`,
    async close() {
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'Contourist has ended.');
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      // A browser that does not answer the close must not keep the server.
      const giveUp = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, 500);
      await closed;
      clearTimeout(giveUp);
    },
  };
}

function listen(server: Server, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, wanted)));
    server.listen(wanted, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  const options = {
    blame: 'usage',
    hint: 'Name another --port, or leave it out to get a free one.',
    cause: error,
  } as const;
  if (error.code === 'EADDRINUSE') {
    return new ContouristError('port.taken', `Another program listens on port ${port}.`, options);
  }
  if (error.code === 'EACCES') {
    return new ContouristError('port.forbidden', `Port ${port} is not for ordinary users.`, options);
  }
  return error;
}
