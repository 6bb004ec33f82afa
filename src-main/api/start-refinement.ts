import { refineIteration, unrefinedIteration } from '#main/services/iterations/refine-iteration.ts';
import type { ApiContext } from './handlers.ts';

type Context = Pick<ApiContext, 'campaigns' | 'jobs'>;

/**
 * Starts the job that makes the latest iteration's volume metrics on all of their points, in the background, where they are
 * first figures.
 *
 * @returns the job, or the one that runs already; null where there is nothing to refine, or nothing may be written
 */
export function startRefinement({ campaigns, jobs }: Context, campaignId: string): { jobId: string } | null {
  const open = campaigns.list().find((campaign) => campaign.campaignId === campaignId);
  const running = jobs.inBackground(campaignId);
  if (running) return { jobId: running.id };
  if (!open?.writable) return null;
  const { writable, compute } = open;
  const unrefined = unrefinedIteration(writable);
  if (unrefined === null) return null;
  return jobs.start({
    campaignId,
    kind: 'refine',
    work: { code: 'refining', points: unrefined.points },
    request: { method: 'progress.refine', input: { campaignId } },
    run: ({ signal, report }) =>
      refineIteration(writable, compute, {
        signal,
        onShare: (share) => report({ phase: 'volume', share }),
      }),
  });
}

/** Does work that may fit: what is being refined is in its way before, and what it leaves is refined afterwards. */
export async function refinedAfter<T>(
  context: Context,
  campaignId: string,
  work: () => Promise<T>,
): Promise<T> {
  await context.jobs.endBackground(campaignId);
  try {
    return await work();
  } finally {
    startRefinement(context, campaignId);
  }
}
