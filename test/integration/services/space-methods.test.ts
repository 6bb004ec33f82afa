import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectedTransport } from '#main/core/connected-transport.ts';
import { type Core, startCore } from '#main/core/start-core.ts';
import { type Client, createClient } from '#shared/contract/client.ts';
import type { Job } from '#shared/contract/program/program-methods.ts';
import { suggestedCoordinatesSchema } from '#shared/contract/space/space-methods.ts';

let folder: string;
let core: Core;
let client: Client;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-space-'));
  process.env.CONTOURIST_HOME = folder;
  core = startCore();
  client = createClient(connectedTransport(core));
});
afterEach(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openSample(id: string) {
  const { path } = await client.call('samples.copy', { id });
  return client.call('campaign.open', { path });
}

function ended(jobId: string): Promise<Job> {
  return new Promise((resolve) => {
    const stop = client.subscribe((event) => {
      if (event.name !== 'job.changed' || event.job.id !== jobId || event.job.state === 'running') return;
      stop();
      resolve(event.job);
    });
  });
}

/** Waits until a job tells how far it is. */
function progressed(jobId: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.subscribe((event) => {
      if (event.name !== 'job.changed' || event.job.id !== jobId || event.job.progress === null) return;
      stop();
      resolve();
    });
  });
}

describe('an edit of the space', () => {
  it('is shown before it is made, made as one step, and taken back', async () => {
    const { campaignId, definition } = await openSample('mono-photon');
    const [mediator, dm] = definition.parameters;
    const narrower = { ...definition, parameters: [{ ...mediator!, upper: 600 }, dm!] };
    const preview = await client.call('space.preview', { campaignId, definition: narrower });
    // Of the 92 published points 57 have m_med > 600 GeV (awk over limits.csv).
    expect(preview).toEqual({
      changes: [{ entry: 'm_med.upper', before: '1200', after: '600' }],
      points: { leave: 57, return: 0, outside: 57 },
      pendingOutside: 0,
      isStale: true,
      iterations: 1,
    });
    expect(await client.call('campaign.summary', { campaignId })).toMatchObject({
      definition,
      isStale: false,
    });

    expect(await client.call('space.edit', { campaignId, definition: narrower })).toEqual(preview);
    expect(await client.call('campaign.summary', { campaignId })).toMatchObject({
      definition: narrower,
      isStale: true,
    });
    await client.call('edit.undo', { campaignId });
    expect(await client.call('campaign.summary', { campaignId })).toMatchObject({
      definition,
      isStale: false,
    });
  });

  it('of other parameters is refused', async () => {
    const { campaignId, definition } = await openSample('mono-photon');
    const [mediator] = definition.parameters;
    const other = { ...definition, parameters: [mediator!], coordinates: ['m_med'] };
    await expect(client.call('space.preview', { campaignId, definition: other })).rejects.toMatchObject({
      code: 'campaign.parameters_fixed',
    });
  });

  it('of a label leaves the fits as they are', async () => {
    const { campaignId, definition } = await openSample('mono-photon');
    const renamed = { ...definition, name: 'Another name' };
    expect(await client.call('space.preview', { campaignId, definition: renamed })).toMatchObject({
      changes: [{ entry: 'name', after: 'Another name' }],
      isStale: false,
    });
  });
});

describe('suggested coordinates', () => {
  it('have the resonance edge of the mono-photon limits far before the plain masses', async () => {
    const { campaignId } = await openSample('mono-photon');
    const { jobId } = await client.call('space.suggestCoordinates', { campaignId });
    const { result, state } = await ended(jobId);
    expect(state).toBe('done');
    const { scores, points, quantity } = suggestedCoordinatesSchema.parse(result);
    expect([quantity, points]).toEqual(['obs', 92]);
    // Replays of this scan need m_med = 2 m_dm to become right at all (SCIENCE: 98 % after 14 points, else never).
    const [best] = scores;
    expect(best?.coordinates?.join()).toContain('m_med - 2*m_dm');
    expect(best?.gain).toBeGreaterThan(5 * best!.gainError);
    const current = scores.find(({ isCurrent }) => isCurrent);
    expect(current).toMatchObject({ kinds: ['resonance'] });
    expect(scores.indexOf(current!)).toBeLessThan(3);
    expect(scores.find(({ coordinates }) => coordinates === null)).toMatchObject({ gain: 0, gainError: 0 });
    // Best first; gains that are equal but for rounding may stand either way.
    scores.slice(1).forEach(({ gain }, i) => {
      expect(gain).toBeLessThanOrEqual(scores[i]!.gain + 1e-9);
    });
  });

  it('can be given up', async () => {
    const { campaignId } = await openSample('dark-higgs');
    const { jobId } = await client.call('space.suggestCoordinates', { campaignId });
    await progressed(jobId);
    const end = ended(jobId);
    await client.call('job.cancel', { jobId });
    expect((await end).state).toBe('cancelled');
  });
});
