// What the core tells unasked becomes fresh answers: a changed campaign is asked again, a job is put in its place.

import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { causeOf, notifyFailure, notifyInfo } from '#renderer/components/notices/notify.tsx';
import { useApi, useConnection } from '#renderer/host/surroundings-provider.tsx';
import type { Client } from '#shared/contract/client.ts';
import { fromWireError } from '#shared/contract/errors.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import type { MethodName } from '#shared/contract/methods.ts';
import { isInBackground, type Job } from '#shared/contract/program/program-methods.ts';
import { jobTitle } from '#shared/domain/job-work.ts';
import { campaignIdOf } from './campaign-of-input.ts';
import { reopenCampaigns } from './campaigns.ts';
import { dropJob, putJob, runningJobs } from './jobs.ts';

/** Keeps the cache in step with the core for as long as the window lives. */
export function useCoreEvents(): void {
  const client = useApi();
  const queryClient = useQueryClient();
  const connection = useConnection();

  useEffect(() => client.subscribe((event) => applyEvent(client, queryClient, event)), [client, queryClient]);

  const wasLost = useRef(false);
  useEffect(() => {
    if (connection === 'open' && wasLost.current) void catchUp(client, queryClient);
    wasLost.current = connection === 'lost';
  }, [connection, client, queryClient]);
}

/** Does to the cache what one event asks for, and tells the user what they have to know. */
export function applyEvent(client: Client, queryClient: QueryClient, event: CoreEvent): void {
  switch (event.name) {
    case 'campaign.changed':
      refreshCampaign(queryClient, event.campaignId);
      return;
    case 'job.changed':
      putJob(queryClient, event.job);
      if (event.job.state === 'failed') tellFailure(client, event.job);
      return;
    case 'job.dismissed':
      dropJob(queryClient, event.campaignId, event.jobId);
      return;
    case 'core.restarted':
      void startOver(client, queryClient, fromWireError(event.error));
      return;
    case 'settings.changed':
      void queryClient.invalidateQueries({ queryKey: ['settings.read'] });
      return;
    case 'recents.changed':
      void queryClient.invalidateQueries({ queryKey: ['recents.list'] });
      return;
    case 'host.command':
      return;
  }
}

/** They name a campaign by its file, which is not known here. */
const ON_HOME: ReadonlySet<string> = new Set(['recents.describe', 'campaign.thumbnail']);

function refreshCampaign(queryClient: QueryClient, campaignId: string): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [method, input] }) =>
      // Jobs tell about themselves.
      method !== 'job.list' && (campaignIdOf(input) === campaignId || ON_HOME.has(String(method))),
  });
}

function tellFailure(client: Client, job: Job): void {
  notifyFailure({
    id: job.id,
    title: `${jobTitle(job.work)} failed`,
    error: job.error === null ? 'No cause was given.' : fromWireError(job.error),
    actions: [{ label: 'Try again', run: () => runAgain(client, job) }],
  });
}

function runAgain(client: Client, { work, request }: Job): void {
  client
    .call(request.method as MethodName, request.input as never)
    .catch((error: unknown) => notifyFailure({ title: `${jobTitle(work)} failed`, error }));
}

/** After a gap nobody knows what was missed, nor whether the core is still the one that had the campaigns open. */
async function catchUp(client: Client, queryClient: QueryClient): Promise<void> {
  try {
    await reopenCampaigns(client);
  } catch (error) {
    notifyFailure({ title: 'A campaign could not be opened again', error });
  }
  await queryClient.invalidateQueries();
}

/** The core died: the files are intact, and its jobs are offered again once the campaigns are open. */
async function startOver(client: Client, queryClient: QueryClient, cause: Error): Promise<void> {
  // What ran in the background starts by itself again with the next fit.
  const interrupted = runningJobs(queryClient).filter((job) => !isInBackground(job));
  await catchUp(client, queryClient);
  const what =
    interrupted.length === 0
      ? ''
      : ` ${interrupted.map(({ work }) => jobTitle(work)).join(', ')} was interrupted.`;
  notifyInfo(
    'The compute process stopped and was started again',
    `${causeOf(cause)} The campaign files are intact.${what}`,
    interrupted.map((job) => ({
      label: `Start again: ${jobTitle(job.work)}`,
      run: () => runAgain(client, job),
    })),
    'core.restarted',
  );
}
