import type { jobMethods } from '#shared/contract/job-methods.ts';
import type { Handlers } from './handlers.ts';

export const jobHandlers: Handlers<typeof jobMethods> = {
  'job.list': ({ campaignId }, { jobs }) => jobs.list(campaignId),
  'job.cancel': ({ jobId }, { jobs }) => {
    jobs.cancel(jobId);
    return null;
  },
  'job.dismiss': ({ jobId }, { jobs }) => {
    jobs.dismiss(jobId);
    return null;
  },
};
