import type { QueryClient } from '@tanstack/react-query';
import { isInBackground, type Job } from '#shared/contract/program/program-methods.ts';
import { useMethod } from './use-method.ts';
import { useMethodMutation } from './use-method-mutation.ts';

/** The jobs of a campaign, oldest first, kept up to date by their events. */
export function useJobs(campaignId: string | null): readonly Job[] {
  const { data } = useMethod('job.list', campaignId === null ? null : { campaignId });
  return data ?? [];
}

/** The job that runs now in a campaign and keeps others from starting; undefined for none. */
export function useRunningJob(campaignId: string | null): Job | undefined {
  return useJobs(campaignId).find((job) => job.state === 'running' && !isInBackground(job));
}

/** What runs now in the background of a campaign; undefined for none. */
export function useBackgroundJob(campaignId: string | null): Job | undefined {
  return useJobs(campaignId).find((job) => job.state === 'running' && isInBackground(job));
}

export function useCancelJob() {
  return useMethodMutation('job.cancel', { failureTitle: 'Could not cancel' });
}

const jobsKey = (campaignId: string) => ['job.list', { campaignId }] as const;

/** Puts the news of a job where `useJobs` shows it. */
export function putJob(queryClient: QueryClient, job: Job): void {
  queryClient.setQueryData<Job[]>(jobsKey(job.campaignId), (jobs) => jobs && withJob(jobs, job));
}

/** Takes a forgotten job away from where `useJobs` shows it. */
export function dropJob(queryClient: QueryClient, campaignId: string, jobId: string): void {
  queryClient.setQueryData<Job[]>(jobsKey(campaignId), (jobs) => jobs?.filter(({ id }) => id !== jobId));
}

/** The jobs with one of them in its newer state, in its place or at the end. */
function withJob(jobs: readonly Job[], job: Job): Job[] {
  return jobs.some(({ id }) => id === job.id)
    ? jobs.map((other) => (other.id === job.id ? job : other))
    : [...jobs, job];
}

/** The jobs that ran when the cache last heard, over all campaigns. */
export function runningJobs(queryClient: QueryClient): Job[] {
  return queryClient
    .getQueriesData<Job[]>({ queryKey: ['job.list'] })
    .flatMap(([, jobs]) => jobs ?? [])
    .filter((job) => job.state === 'running');
}
