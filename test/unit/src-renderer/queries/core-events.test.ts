import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { reopenCampaigns } from '#renderer/queries/campaigns.ts';
import { applyEvent } from '#renderer/queries/core-events.ts';
import { useKnownCampaigns } from '#renderer/state/known-campaigns.ts';
import type { Client } from '#shared/contract/client.ts';
import type { Job } from '#shared/contract/program/program-methods.ts';

const client: Client = {
  call: () => Promise.reject(new Error('not asked')),
  subscribe: () => () => {},
  close() {},
};

const job = (id: string, state: Job['state']): Job => ({
  id,
  campaignId: 'a',
  kind: 'fit',
  work: { code: 'fitting', quantities: ['obs'] },
  state,
  startedAt: '2026-11-20T19:16:00Z',
  endedAt: null,
  progress: { phase: null, step: null, steps: null, share: null, secondsLeft: null },
  trace: [],
  request: { method: 'fit.start', input: {} },
  error: null,
  result: null,
});

test('a changed campaign is asked again, the jobs and other campaigns are not', () => {
  const cache = new QueryClient();
  const keys = [
    ['campaign.summary', { campaignId: 'a' }],
    ['job.list', { campaignId: 'a' }],
    ['campaign.summary', { campaignId: 'b' }],
    ['core.about', {}],
  ];
  for (const key of keys) cache.setQueryData(key, []);
  applyEvent(client, cache, { name: 'campaign.changed', campaignId: 'a' });
  expect(keys.map((key) => cache.getQueryState(key)?.isInvalidated)).toEqual([true, false, false, false]);
});

test('jobs are kept as their events tell them', () => {
  const cache = new QueryClient();
  const key = ['job.list', { campaignId: 'a' }];
  applyEvent(client, cache, { name: 'job.changed', job: job('1', 'running') });
  expect(cache.getQueryData(key), 'a list that nobody asked for stays unknown').toBeUndefined();
  cache.setQueryData(key, []);
  applyEvent(client, cache, { name: 'job.changed', job: job('1', 'running') });
  applyEvent(client, cache, { name: 'job.changed', job: job('2', 'running') });
  applyEvent(client, cache, { name: 'job.changed', job: job('1', 'done') });
  expect(cache.getQueryData<Job[]>(key)?.map(({ id, state }) => [id, state])).toEqual([
    ['1', 'done'],
    ['2', 'running'],
  ]);
  applyEvent(client, cache, { name: 'job.dismissed', campaignId: 'a', jobId: '1' });
  expect(cache.getQueryData<Job[]>(key)).toHaveLength(1);
});

test('after a restart every campaign is waited for, also where one cannot be opened', async () => {
  const file = (path: string) => ({ path, readOnly: false });
  useKnownCampaigns.setState({ files: { a: file('/gone'), b: file('/slow') } });
  let isOpen = false;
  const core: Client = {
    ...client,
    async call(_, input) {
      if ((input as { path: string }).path === '/gone') throw new Error('It is gone.');
      // After the other has failed.
      await new Promise((resolve) => setImmediate(resolve));
      isOpen = true;
      return {} as never;
    },
  };
  await expect(reopenCampaigns(core)).rejects.toThrow('It is gone.');
  expect(isOpen).toBe(true);
});
