import { FormulaHelp } from '#renderer/components/help/formula-help.tsx';
import type { BatchDetail } from '#shared/contract/batches/batches-methods.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import { AddPoint } from './add-point.tsx';
import { batchStage } from './batch-stage.ts';
import styles from './batches.module.css';
import { PointStateActions } from './point-state-actions.tsx';
import { ProposalTable } from './proposal-table.tsx';
import { StageSteps } from './stage-steps.tsx';
import type { BatchEditing } from './use-batch-editing.ts';

interface ProposalPanelProps {
  readonly summary: CampaignSummary;
  readonly batch: BatchDetail;
  readonly editing: BatchEditing;
}

/** The points of a batch with the reason for each: shaped while it is a proposal, followed once it is handed out. */
export function ProposalPanel({ summary, batch, editing }: ProposalPanelProps) {
  const stage = batchStage(batch);
  return (
    <section className={styles.proposalPanel}>
      <header className={styles.proposalHeader}>
        <h2 className={styles.panelTitle}>{stage === 'proposed' ? 'Proposal' : `Batch ${batch.number}`}</h2>
        <FormulaHelp name="gain" />
        <StageSteps stage={stage} />
        <span className={styles.shaping}>{shapingText(batch, editing.isBusy)}</span>
        {batch.frozenAt === null ? (
          <AddPoint summary={summary} editing={editing} />
        ) : (
          <PointStateActions summary={summary} batch={batch} selected={editing.selected} />
        )}
      </header>
      <ProposalTable definition={summary.definition} batch={batch} editing={editing} />
    </section>
  );
}

/** `1 pinned, 1 vetoed and refilled` */
function shapingText({ points }: BatchDetail, isBusy: boolean): string {
  if (isBusy) return 'Asking the model …';
  const count = (of: (point: BatchDetail['points'][number]) => boolean) => points.filter(of).length;
  const pinned = count(({ state }) => state === 'pinned');
  const vetoed = count(({ state }) => state === 'vetoed');
  const refills = count(({ isRefill, state }) => isRefill && state !== 'vetoed');
  return [
    ...(pinned > 0 ? [`${pinned} pinned`] : []),
    ...(vetoed > 0 ? [`${vetoed} vetoed${refills > 0 ? ' and refilled' : ''}`] : []),
  ].join(', ');
}
