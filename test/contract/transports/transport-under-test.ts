import type { Client } from '#shared/contract/client.ts';

interface Connected {
  readonly client: Client;
  close(): Promise<void>;
}

export interface TransportUnderTest {
  readonly name: string;
  /** Why it cannot be tested here. */
  readonly missing?: string;
  connect(): Promise<Connected>;
}
