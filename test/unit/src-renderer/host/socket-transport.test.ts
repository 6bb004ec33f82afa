import { beforeEach, expect, test } from 'vitest';
import { createSocketTransport, type Socket } from '#renderer/host/socket-transport.ts';
import { createClient } from '#shared/contract/client.ts';

/** A socket in the test's hands. */
class HeldSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: unknown[] = [];
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
}

let sockets: HeldSocket[];
let waits: { callback: () => void; milliseconds: number }[];

beforeEach(() => {
  sockets = [];
  waits = [];
});

function transport() {
  return createSocketTransport(
    () => {
      const socket = new HeldSocket();
      sockets.push(socket);
      return socket;
    },
    (callback, milliseconds) => waits.push({ callback, milliseconds }),
  );
}

test('calls made before the socket is open are sent when it is', async () => {
  const client = createClient(transport());
  const answer = client.call('job.list', { campaignId: 'a' });
  expect(sockets[0]?.sent).toEqual([]);
  sockets[0]?.onopen?.();
  expect(sockets[0]?.sent).toEqual([{ kind: 'call', id: 1, method: 'job.list', input: { campaignId: 'a' } }]);
  sockets[0]?.onmessage?.({ data: JSON.stringify({ kind: 'result', id: 1, output: [] }) });
  await expect(answer).resolves.toEqual([]);
});

test('a broken socket fails the calls that wait, tells so, and is opened again ever more slowly', async () => {
  const way = transport();
  const client = createClient(way);
  const states: string[] = [];
  way.subscribe(() => states.push(way.current()));
  sockets[0]?.onopen?.();
  const answer = client.call('job.list', { campaignId: 'a' });
  sockets[0]?.onclose?.();
  await expect(answer).rejects.toMatchObject({ code: 'connection.lost' });
  for (let attempt = 1; attempt <= 6; attempt++) {
    waits.at(-1)?.callback();
    sockets.at(-1)?.onclose?.();
  }
  expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
  waits.at(-1)?.callback();
  sockets.at(-1)?.onopen?.();
  expect(states).toEqual(['lost', 'open']);
  void client.call('job.list', { campaignId: 'b' }).catch(() => {});
  expect(sockets.at(-1)?.sent).toHaveLength(1);
});
