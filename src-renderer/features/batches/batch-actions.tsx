import { ActionIcon, Button } from '@mantine/core';
import { IconFileImport, IconLock, IconTrash } from '@tabler/icons-react';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { whyReadOnly } from '#renderer/queries/campaigns.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { BatchSummary } from '#shared/contract/batches/batches-methods.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import { ExportMenu } from './export-menu.tsx';
import { useBatchChange } from './use-batch-change.ts';

interface BatchActionsProps {
  readonly summary: CampaignSummary;
  readonly batch: BatchSummary;
  readonly onResults: () => void;
}

/** What can be done with the batch in front. The next step of its way is the filled button. */
export function BatchActions({ summary, batch, onResults }: BatchActionsProps) {
  const { campaignId } = summary;
  const freeze = useBatchChange('batch.freeze', 'The batch could not be frozen');
  const drop = useMethodMutation('batch.drop', { failureTitle: 'The batch could not be dropped' });
  const readOnly = whyReadOnly(summary);
  const isFrozen = batch.frozenAt !== null;
  return (
    <>
      <DisabledBecause reason={readOnly}>
        <Button
          leftSection={<IconFileImport />}
          aria-label="Import results"
          variant={isFrozen && batch.exportedAt !== null ? 'filled' : 'default'}
          onClick={onResults}
        >
          Results
        </Button>
      </DisabledBecause>
      <ExportMenu
        campaignId={campaignId}
        batch={batch}
        whyNot={readOnly}
        isNext={isFrozen && batch.exportedAt === null}
      />
      {batch.exportedAt === null && (
        <DisabledBecause reason={readOnly}>
          <ActionIcon
            size="lg"
            variant="subtle"
            color="gray"
            aria-label={`Drop batch ${batch.number}`}
            title={`Drop batch ${batch.number}: nobody has it yet`}
            loading={drop.isPending}
            onClick={() => drop.mutate({ campaignId, batch: batch.number })}
          >
            <IconTrash size={16} stroke={1.5} />
          </ActionIcon>
        </DisabledBecause>
      )}
      {!isFrozen && (
        <DisabledBecause reason={readOnly}>
          <Button
            variant="filled"
            leftSection={<IconLock />}
            loading={freeze.isPending}
            onClick={() => freeze.mutate({ campaignId, batch: batch.number })}
          >
            Freeze batch
          </Button>
        </DisabledBecause>
      )}
    </>
  );
}
