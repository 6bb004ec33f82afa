import { Button, Popover, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { formatCount } from '#renderer/components/numbers/format-number.ts';
import { whyReadOnly } from '#renderer/queries/campaigns.ts';
import type { BatchDetail, BatchDetailPoint } from '#shared/contract/batches/batches-methods.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import styles from './batches.module.css';
import { useBatchChange } from './use-batch-change.ts';

interface PointStateActionsProps {
  readonly summary: CampaignSummary;
  readonly batch: BatchDetail;
  readonly selected: BatchDetailPoint | null;
}

/** What has become known of points that are handed out: the grid has them, they failed, nobody hears of them. */
export function PointStateActions({ summary, batch, selected }: PointStateActionsProps) {
  const { campaignId } = summary;
  const run = useBatchChange('batch.markRunning', 'The points could not be marked');
  const reset = useBatchChange('batch.resetFailed', 'The points could not be reset');
  const requested = batch.points.filter(({ state }) => state === 'requested');
  const failed = batch.points.filter(({ state }) => state === 'failed');
  const out = batch.points.filter(({ state }) => state === 'requested' || state === 'running');
  const givenUp = selected !== null && out.includes(selected) ? [selected] : out;
  const reason = whyReadOnly(summary);
  const input = { campaignId, batch: batch.number };
  return (
    <span className={styles.stateActions}>
      {requested.length > 0 && (
        <DisabledBecause reason={reason}>
          <Button size="compact-sm" loading={run.isPending} onClick={() => run.mutate(input)}>
            Mark {formatCount(requested.length)} running
          </Button>
        </DisabledBecause>
      )}
      {failed.length > 0 && (
        <DisabledBecause reason={reason}>
          <Button size="compact-sm" loading={reset.isPending} onClick={() => reset.mutate(input)}>
            Reset {formatCount(failed.length)} failed
          </Button>
        </DisabledBecause>
      )}
      {givenUp.length > 0 && <GiveUp input={input} points={givenUp} reason={reason} />}
    </span>
  );
}

/** Gives up the selected point, or all that are out, with the reason that stays beside them. */
function GiveUp({
  input,
  points,
  reason: whyNot,
}: {
  input: { campaignId: string; batch: number };
  points: readonly BatchDetailPoint[];
  reason: string | null;
}) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const giveUp = useBatchChange('batch.giveUp', 'The points could not be given up', () => setOpen(false));
  const [first] = points;
  const what = points.length === 1 && first ? `point ${first.ordinal}` : `${formatCount(points.length)} out`;
  const button = (
    <Button size="compact-sm" onClick={() => setOpen(!isOpen)}>
      Give up {what}
    </Button>
  );
  if (whyNot !== null) return <DisabledBecause reason={whyNot}>{button}</DisabledBecause>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return;
    giveUp.mutate({ ...input, ids: points.map(({ id }) => id), reason });
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={280} trapFocus returnFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown>
        <form className={styles.popoverForm} onSubmit={submit}>
          <TextInput
            label={`Why give up ${what}?`}
            placeholder="job evicted, no log"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <p className={styles.formRemark}>
            They count as failed. A result that comes all the same is taken.
          </p>
          <Button type="submit" variant="filled" disabled={reason.trim() === ''} loading={giveUp.isPending}>
            Give up
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
