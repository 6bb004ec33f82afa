import { useDisclosure } from '@mantine/hooks';
import { Screen } from '#renderer/components/layout/screen.tsx';
import { SideColumn } from '#renderer/components/layout/side-column.tsx';
import { Toolbar } from '#renderer/components/layout/toolbar.tsx';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useCampaignSummary } from '#renderer/queries/campaigns.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { CampaignScreenProps } from '#renderer/state/campaign-screen.ts';
import { useView } from '#renderer/state/view-state.ts';
import type { BatchSummary } from '#shared/contract/batches/batches-methods.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import { BatchActions } from './batch-actions.tsx';
import { BatchList } from './batch-list.tsx';
import { BatchMap } from './batch-map.tsx';
import { useBatchView } from './batch-view.ts';
import styles from './batches.module.css';
import { NoBatches } from './no-batches.tsx';
import { ProposalPanel } from './proposal-panel.tsx';
import { ProposeForm } from './propose-form.tsx';
import { ResultsDrawer } from './results/results-drawer.tsx';
import { useBatchEditing } from './use-batch-editing.ts';
import { WhyPanels } from './why-panels.tsx';

/** What is proposed, why each point, and what came back. */
export default function BatchesScreen({ campaignId }: CampaignScreenProps) {
  const summary = useCampaignSummary(campaignId);
  const batches = useMethod('batch.list', { campaignId });
  return (
    <QueryState query={batches} loading="Reading the batches" failed="The batches could not be read">
      {(list) => summary.data && <Batches summary={summary.data} batches={list} />}
    </QueryState>
  );
}

interface BatchesProps {
  readonly summary: CampaignSummary;
  /** Newest first. */
  readonly batches: readonly BatchSummary[];
}

function Batches({ summary, batches }: BatchesProps) {
  const { campaignId } = summary;
  const [view, setView] = useView(useBatchView, campaignId);
  const [isTakingResults, results] = useDisclosure(false);
  const chosen = batches.find(({ number }) => number === view.batch) ?? batches[0];
  return (
    <Screen
      toolbar={
        <Toolbar
          actions={chosen && <BatchActions summary={summary} batch={chosen} onResults={results.open} />}
        >
          <ProposeForm
            // A batch's own settings stand in the form when it comes to the front.
            key={chosen?.number ?? 'first'}
            summary={summary}
            batches={batches}
            chosen={chosen}
            onChoose={(batch) => setView({ batch })}
          />
        </Toolbar>
      }
    >
      {chosen === undefined ? (
        <NoBatches summary={summary} />
      ) : (
        <BatchInFront key={chosen.number} summary={summary} batches={batches} number={chosen.number} />
      )}
      <ResultsDrawer isOpen={isTakingResults} onClose={results.close} summary={summary} batches={batches} />
    </Screen>
  );
}

function BatchInFront({
  summary,
  batches,
  number,
}: BatchesProps & {
  readonly number: number;
}) {
  const { campaignId } = summary;
  const [, setView] = useView(useBatchView, campaignId);
  const detail = useMethod('batch.describe', { campaignId, batch: number });
  const editing = useBatchEditing(summary, detail.data);
  return (
    <div className={styles.columns}>
      <SideColumn name="Map and batches" width={480} side="left">
        <div className={styles.mapColumn}>
          {detail.data && <BatchMap summary={summary} batch={detail.data} editing={editing} />}
          <BatchList
            summary={summary}
            batches={batches}
            chosen={number}
            onChoose={(batch) => setView({ batch })}
          />
        </div>
      </SideColumn>
      <QueryState query={detail} loading="Reading the batch" failed="The batch could not be read">
        {(batch) => (
          <div className={styles.proposal}>
            <ProposalPanel summary={summary} batch={batch} editing={editing} />
            <WhyPanels batch={batch} selected={editing.selected} />
          </div>
        )}
      </QueryState>
    </div>
  );
}
