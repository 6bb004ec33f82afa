import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import { rememberCampaign, useKnownCampaigns } from '#renderer/state/known-campaigns.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { Client } from '#shared/contract/client.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { readOnlyText } from '#shared/domain/read-only-reason.ts';

const summaryKey = (campaignId: string) => ['campaign.summary', { campaignId }] as const;

/** Name, definition, counts and verdict of the open campaign; opens its file again where the core has been restarted. */
export function useCampaignSummary(campaignId: string) {
  const client = useApi();
  return useQuery({
    queryKey: summaryKey(campaignId),
    queryFn: async ({ signal }) => {
      try {
        return await client.call('campaign.summary', { campaignId }, { signal });
      } catch (error) {
        const file = useKnownCampaigns.getState().files[campaignId];
        if (!isNotOpen(error) || file === undefined) throw error;
        return await client.call('campaign.open', file, { signal });
      }
    },
  });
}

/** Opens a campaign file and keeps its path for a restart. @throws ContouristError why it cannot be opened */
export function useOpenCampaign(): (
  path: string,
  options?: { readOnly?: boolean },
) => Promise<CampaignSummary> {
  const client = useApi();
  const queryClient = useQueryClient();
  return useCallback(
    (path, { readOnly = false } = {}) => openCampaign(client, queryClient, path, readOnly),
    [client, queryClient],
  );
}

async function openCampaign(
  client: Client,
  queryClient: QueryClient,
  path: string,
  readOnly: boolean,
): Promise<CampaignSummary> {
  const summary = await client.call('campaign.open', { path, readOnly });
  rememberCampaign(summary.campaignId, { path: summary.path, readOnly });
  queryClient.setQueryData(summaryKey(summary.campaignId), summary);
  return summary;
}

/**
 * Opens again what this window had open, after the core was restarted: every file that can be.
 *
 * @throws ContouristError why the first of the others cannot be opened
 */
export async function reopenCampaigns(client: Client): Promise<void> {
  const files = Object.values(useKnownCampaigns.getState().files);
  const openings = await Promise.allSettled(files.map((file) => client.call('campaign.open', file)));
  const failed = openings.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

const isNotOpen = (error: unknown): boolean =>
  error instanceof ContouristError && error.code === 'campaign.not_open';

/** Why a campaign cannot be changed, in a sentence; null where it can. */
export function whyReadOnly({ readOnly }: Pick<CampaignSummary, 'readOnly'>): string | null {
  return readOnly === null ? null : `This campaign is read-only: ${readOnlyText(readOnly)}`;
}

/** The same of a campaign whose summary may still be on its way. */
export function useReadOnlyReason(campaignId: string): string | null {
  const { data } = useCampaignSummary(campaignId);
  return data === undefined ? null : whyReadOnly(data);
}
