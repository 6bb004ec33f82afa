import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectedTransport } from '#main/core/connected-transport.ts';
import { type Core, startCore } from '#main/core/start-core.ts';
import { configFolder } from '#main/files/user-folder.ts';
import { type Client, createClient } from '#shared/contract/client.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';

const TWO_MASSES = parseCampaignYaml(
  `name: Two masses, $\\tilde g \\to q\\bar q$
parameters:
  - { name: m1, label: "m_1", unit: GeV, lower: 100, upper: 1000 }
  - { name: tau, lower: 1, upper: 100, scale: log }
quantities: [exp]
contour: exp
`,
  'campaign.yaml',
);

let folder: string;
let core: Core;
let client: Client;
const events: CoreEvent['name'][] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-list-'));
  process.env.CONTOURIST_HOME = folder;
  core = startCore();
  client = createClient(connectedTransport(core));
  events.length = 0;
  client.subscribe(({ name }) => events.push(name));
});
afterEach(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a new campaign', () => {
  it('goes to the folder for campaigns under a name that is free', async () => {
    const { path } = await client.call('campaign.suggestPath', { name: TWO_MASSES.name });
    expect(path).toBe(join(folder, 'campaigns/two-masses-tilde-g-to-q-bar-q.contourist'));
    await client.call('campaign.create', { path, definition: TWO_MASSES });
    expect((await client.call('campaign.open', { path })).definition).toEqual(TWO_MASSES);
    const next = await client.call('campaign.suggestPath', { name: TWO_MASSES.name });
    expect(next.path).toBe(join(folder, 'campaigns/two-masses-tilde-g-to-q-bar-q-2.contourist'));
  });

  it('goes there by its name alone too, wherever the core was started', async () => {
    expect(await client.call('campaign.create', { path: 'mine', definition: TWO_MASSES })).toEqual({
      path: join(folder, 'campaigns/mine.contourist'),
    });
    expect(existsSync(join(folder, 'campaigns/mine.contourist'))).toBe(true);
  });

  it('never takes the place of a file, nor makes a folder that may be a slip', async () => {
    const path = join(folder, 'mine');
    expect(await client.call('campaign.create', { path, definition: TWO_MASSES })).toEqual({
      path: `${path}.contourist`,
    });
    await expect(client.call('campaign.create', { path, definition: TWO_MASSES })).rejects.toMatchObject({
      code: 'campaign.exists',
    });
    const slip = join(folder, 'fodler/mine.contourist');
    await expect(
      client.call('campaign.create', { path: slip, definition: TWO_MASSES }),
    ).rejects.toMatchObject({ code: 'file.not_writable' });
  });
});

describe('the list of recent campaigns', () => {
  const create = async (name: string): Promise<string> => {
    const path = join(folder, `${name}.contourist`);
    await client.call('campaign.create', { path, definition: TWO_MASSES });
    return path;
  };
  const listed = async () => (await client.call('recents.list', {})).map(({ path }) => path);

  it('has what was opened last at its head, once, and tells the windows', async () => {
    const [first, second] = [await create('first'), await create('second')];
    await client.call('campaign.open', { path: first });
    await client.call('campaign.open', { path: second });
    await client.call('campaign.open', { path: first, readOnly: true });
    expect(await listed()).toEqual([first, second]);
    expect((await client.call('recents.list', {}))[0]).toMatchObject({ readOnly: true });
    expect(events.filter((name) => name === 'recents.changed')).toHaveLength(3);
    await client.call('recents.forget', { path: first });
    expect(await listed()).toEqual([second]);
    expect(existsSync(first)).toBe(true);
  });

  it('says what is in a file, open or not, and where there is none', async () => {
    const path = await create('first');
    const card = {
      name: TWO_MASSES.name,
      parameters: [
        { name: 'm1', label: 'm_1', scale: 'linear' },
        { name: 'tau', scale: 'log' },
      ],
      points: 0,
      iteration: 0,
      state: { kind: 'not fitted' },
      changedAt: expect.stringMatching(/^20\d\d-.*Z$/),
      uncertain: null,
    };
    expect(await client.call('recents.describe', { path })).toEqual({ found: 'campaign', card });
    await client.call('campaign.open', { path });
    expect(await client.call('recents.describe', { path })).toEqual({ found: 'campaign', card });
    expect(await client.call('recents.describe', { path: join(folder, 'gone.contourist') })).toEqual({
      found: 'nothing',
    });
    const other = join(folder, 'notes.contourist');
    writeFileSync(other, 'not a database');
    expect(await client.call('recents.describe', { path: other })).toMatchObject({ found: 'unreadable' });
  });

  it('survives a restart of the core', async () => {
    const path = await create('first');
    await client.call('campaign.open', { path });
    await core.close();
    core = startCore();
    client = createClient(connectedTransport(core));
    expect(await listed()).toEqual([path]);
    expect(existsSync(join(configFolder(), 'recent-campaigns.json'))).toBe(true);
  });
});

describe('the samples', () => {
  it('are files of this version that name their source', async () => {
    const samples = await client.call('samples.list', {});
    expect(samples.map(({ id }) => id)).toContain('dark-higgs');
    for (const { path, citation, licence, name, points, iteration, parameters } of samples) {
      const before = statSync(path).mtimeMs;
      const description = await client.call('recents.describe', { path });
      expect(description).toMatchObject({ card: { name, points, iteration, parameters } });
      expect(iteration).toBeGreaterThan(0);
      expect(citation.length).toBeGreaterThan(50);
      expect(licence).not.toBe('');
      expect(statSync(path).mtimeMs).toBe(before);
    }
  });

  it('are copied to be worked in: anew each time, or once for whoever starts the program', async () => {
    const id = 'mono-photon';
    const first = await client.call('samples.copy', { id });
    const second = await client.call('samples.copy', { id });
    expect([first.path, second.path]).toEqual([
      join(folder, 'campaigns/mono-photon.contourist'),
      join(folder, 'campaigns/mono-photon-2.contourist'),
    ]);
    expect(await client.call('samples.copy', { id, reuse: true })).toEqual(second);
    const opened = await client.call('campaign.open', { path: first.path });
    // 92 rows in HEPData 10.17182/hepdata.77382.v1/t22.
    expect(opened).toMatchObject({ readOnly: null, isStale: false, counts: { fitted: 92 } });
    await expect(client.call('samples.copy', { id: 'none' })).rejects.toMatchObject({
      code: 'sample.unknown',
    });
  });
});
