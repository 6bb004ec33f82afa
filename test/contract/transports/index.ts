import { fileURLToPath } from 'node:url';
import { connectedTransport } from '#main/core/connected-transport.ts';
import { superviseCore } from '#main/core/core-supervisor.ts';
import { startCore } from '#main/core/start-core.ts';
import { type Client, createClient } from '#shared/contract/client.ts';

interface Connected {
  readonly client: Client;
  close(): Promise<void>;
}

/** Every way to the core that a window or a test can have. */
export const TRANSPORTS: readonly { readonly name: string; connect(): Promise<Connected> }[] = [
  {
    name: 'a direct call',
    async connect() {
      const core = startCore();
      const client = createClient(connectedTransport(core));
      return {
        client,
        async close() {
          client.close();
          await core.close();
        },
      };
    },
  },
  {
    name: 'a forked core process',
    async connect() {
      const core = superviseCore({
        corePath: fileURLToPath(new URL('../../../src-main/core/core-process.ts', import.meta.url)),
        nodePath: process.execPath,
        env: { CONTOURIST_CHECK_OUTPUT: '1' },
      });
      const client = createClient(connectedTransport(core));
      return {
        client,
        async close() {
          client.close();
          await core.close();
        },
      };
    },
  },
];
