import { Button } from '@mantine/core';
import { IconChartGridDots, IconMathFunction } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Screen } from '#renderer/components/layout/screen.tsx';
import { EmptyState } from '#renderer/components/states/empty-state.tsx';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useCampaignSummary } from '#renderer/queries/campaigns.ts';
import type { CampaignScreenProps } from '#renderer/state/campaign-screen.ts';
import { navigate } from '#renderer/state/navigation.ts';
import { useView } from '#renderer/state/view-state.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import { Contours } from './contours.tsx';
import { type ContoursView, useContoursView } from './contours-view.ts';
import { overlaysWithAxes } from './overlay/overlays-with-axes.ts';
import { chooseSlice } from './slice-choice.ts';

/** Where the exclusion is, how sure the model is of it, and where there are no data. */
export default function ContoursScreen({ campaignId }: CampaignScreenProps) {
  const summary = useCampaignSummary(campaignId);
  return (
    <QueryState query={summary} loading="Reading the campaign" failed="The campaign could not be read">
      {(campaign) => <ContoursOf campaign={campaign} revision={summary.dataUpdatedAt} />}
    </QueryState>
  );
}

function ContoursOf({ campaign, revision }: { campaign: CampaignSummary; revision: number }) {
  const { campaignId, definition, iteration } = campaign;
  const [kept, change] = useView(useContoursView, campaignId);
  const overlays = useMemo(() => overlaysWithAxes(kept.overlays), [kept.overlays]);
  const view: ContoursView = { ...kept, overlays };
  const choice = chooseSlice(definition, view);
  if (choice === null) return <OneParameter campaignId={campaignId} />;
  if (iteration === 0) return <NotFitted campaign={campaign} />;
  return <Contours campaign={campaign} choice={choice} view={view} change={change} revision={revision} />;
}

function OneParameter({ campaignId }: { campaignId: string }) {
  return (
    <Screen>
      <EmptyState
        icon={<IconChartGridDots />}
        title="No slice"
        actions={<Button onClick={() => navigate({ campaignId, screen: 'space' })}>Open Space</Button>}
      >
        A slice needs two free parameters, and this campaign has one.
      </EmptyState>
    </Screen>
  );
}

function NotFitted({ campaign: { campaignId, counts } }: { campaign: CampaignSummary }) {
  const hasLimits = counts.fitted > 0;
  return (
    <Screen>
      <EmptyState
        icon={<IconMathFunction />}
        title="No contour yet"
        actions={
          <Button
            variant="filled"
            onClick={() => navigate({ campaignId, screen: hasLimits ? 'model' : 'limits' })}
          >
            {hasLimits ? 'Fit the model' : 'Import limits'}
          </Button>
        }
      >
        {hasLimits
          ? 'The contour appears as soon as the model has been fitted to the limits.'
          : 'The contour is fitted to limits, and there are none yet.'}
      </EmptyState>
    </Screen>
  );
}
