import { Screen } from '#renderer/components/layout/screen.tsx';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useCampaignSummary } from '#renderer/queries/campaigns.ts';
import type { CampaignScreenProps } from '#renderer/state/campaign-screen.ts';

export default function ProgressScreen({ campaignId }: CampaignScreenProps) {
  const summary = useCampaignSummary(campaignId);
  return (
    <Screen>
      <QueryState query={summary} loading="Reading the campaign" failed="The campaign could not be read">
        {({ definition }) => <p>{definition.parameters.map(({ name }) => name).join(', ')}</p>}
      </QueryState>
    </Screen>
  );
}
