// A core process that dies is replaced, one that cannot live is not, and one that is told to end closes its campaigns.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { coreProcessPath } from '#main/core/beside.ts';
import { connectedTransport } from '#main/core/connected-transport.ts';
import { type CoreSupervisor, superviseCore } from '#main/core/core-supervisor.ts';
import { forkedCore } from '#main/core/forked-core.ts';
import { newCampaign } from '#main/services/campaigns/new-campaign.ts';
import { type Client, createClient } from '#shared/contract/client.ts';
import type { CoreEvent } from '#shared/contract/events.ts';

const YAML = 'name: One\nparameters: [{ name: a, lower: 0, upper: 1 }]\nquantities: [exp]\ncontour: exp\n';

let folder: string;
let core: CoreSupervisor;
let client: Client;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-core-'));
});
afterEach(async () => {
  client.close();
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(corePath: string, nodePath = process.execPath): void {
  core = superviseCore(forkedCore({ corePath, nodePath }));
  client = createClient(connectedTransport(core));
}

function newFile(): string {
  const path = join(folder, 'one.contourist');
  newCampaign(path, { path: 'campaign.yaml', text: YAML, sha256: '0'.repeat(64) });
  return path;
}

it('replaces a core that was killed: open calls fail with the reason, the file opens again under the same id', async () => {
  start(coreProcessPath());
  const path = newFile();
  const { campaignId } = await client.call('campaign.open', { path });
  const restarted = new Promise<CoreEvent>((resolve) => client.subscribe(resolve));
  const unanswered = client.call('core.about', {});
  process.kill(core.pid!, 'SIGKILL');
  await expect(unanswered).rejects.toMatchObject({
    code: 'core.died',
    message: expect.stringContaining('SIGKILL'),
  });
  expect(await restarted).toMatchObject({ name: 'core.restarted', error: { code: 'core.died' } });
  expect(await client.call('campaign.open', { path })).toMatchObject({ campaignId, readOnly: null });
});

it('gives up on a program that ends at once, and says so to every call', async () => {
  const broken = join(folder, 'broken.js');
  writeFileSync(broken, 'process.exit(7);\n');
  start(broken);
  await expect(client.call('core.about', {})).rejects.toMatchObject({ code: 'core.died' });
  let last: unknown;
  for (let i = 0; i < 5; i++) last = await client.call('core.about', {}).catch((error) => error);
  expect(last).toMatchObject({
    message: 'The core process ended with code 7.',
    hint: expect.stringContaining('several times'),
  });
});

it('says when there is no Node to run it', async () => {
  start(coreProcessPath(), join(folder, 'no-node'));
  await expect(client.call('core.about', {})).rejects.toMatchObject({
    code: 'core.died',
    message: expect.stringContaining('could not be run'),
  });
});

it('leaves each campaign as one file when the system ends it', async () => {
  start(coreProcessPath());
  await client.call('campaign.open', { path: newFile() });
  const restarted = new Promise((resolve) => client.subscribe(resolve));
  process.kill(core.pid!, 'SIGTERM');
  await restarted;
  expect(readdirSync(folder)).toEqual(['one.contourist']);
});

it('ends a core in the middle of a large answer', async () => {
  // Answers of 32 MiB without pause, so that one is on its way whenever the end comes.
  const talkative = join(folder, 'talkative.js');
  writeFileSync(
    talkative,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'ended'))}, ''));
    const text = 'x'.repeat(2 ** 25);
    const talk = () => process.send({ connection: 1, message: { kind: 'event', event: { name: 'x', text } } }, talk);
    process.on('message', ({ kind }) => (kind === 'connect' ? talk() : kind === 'end' && process.exit(0)));`,
  );
  core = superviseCore(forkedCore({ corePath: talkative, nodePath: process.execPath }));
  client = createClient({ send() {}, onMessage: () => () => {}, onLost: () => () => {} });
  await new Promise<void>((resolve) => core.connect(() => resolve()));
  await core.close();
  // It ended by itself: one that is killed writes nothing.
  expect(existsSync(join(folder, 'ended'))).toBe(true);
});

it('refuses a call too deep for the channel and answers the next one', async () => {
  start(coreProcessPath());
  const { pid } = core;
  const view = JSON.parse(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
  const call = client.call('view.write', { screen: 's', campaignId: 'c', view });
  await expect(call).rejects.toMatchObject({ code: 'call.unfit' });
  await client.call('job.list', { campaignId: 'c' });
  expect(core.pid).toBe(pid);
});
