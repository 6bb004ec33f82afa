import { IconStack2 } from '@tabler/icons-react';
import { EmptyState } from '#renderer/components/states/empty-state.tsx';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';

/** Before the first batch. The toolbar has the button that proposes it. */
export function NoBatches({ summary: { counts, readOnly } }: { summary: CampaignSummary }) {
  return (
    <EmptyState icon={<IconStack2 size={28} stroke={1.4} />} title="No batches yet">
      {readOnly !== null
        ? 'No points have been proposed in this campaign.'
        : counts.fitted === 0
          ? 'Without limits the first batch covers the space evenly. Choose its size above and propose it.'
          : 'A batch is the points that are worth evaluating next. Choose its size and method above and propose it.'}
    </EmptyState>
  );
}
