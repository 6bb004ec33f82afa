import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconChartLine } from '@tabler/icons-react';
import { useState } from 'react';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { Screen } from '#renderer/components/layout/screen.tsx';
import { formatCount } from '#renderer/components/numbers/format-number.ts';
import { EmptyState } from '#renderer/components/states/empty-state.tsx';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useCampaignSummary, whyReadOnly } from '#renderer/queries/campaigns.ts';
import { useBackgroundJob } from '#renderer/queries/jobs.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { CampaignScreenProps } from '#renderer/state/campaign-screen.ts';
import { navigate } from '#renderer/state/navigation.ts';
import { useView } from '#renderer/state/view-state.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { CampaignStatus, IterationStatus } from '#shared/contract/iterations/status.ts';
import { statusWarningText } from '#shared/domain/status-warning.ts';
import { ReturnedPanel, TestPanel } from './judgement-panels.tsx';
import {
  ENTROPY_PANEL,
  type IterationPanelProps,
  LAST_PANELS,
  MetricsPanel,
  MOVEMENT_PANEL,
  SharpnessPanel,
  SIGMA_PANEL,
  VOLUME_PANEL,
} from './metric-panels.tsx';
import styles from './progress.module.css';
import { useProgressView } from './progress-view.ts';
import { Scrubber } from './scrubber.tsx';
import { SlicePanel } from './slice-panel.tsx';
import { StopRuleDrawer } from './stop-rule-drawer.tsx';
import { Verdict } from './verdict.tsx';

/** May I stop; if not, how many more points? */
export default function ProgressScreen({ campaignId }: CampaignScreenProps) {
  const summary = useCampaignSummary(campaignId);
  const status = useMethod('progress.status', { campaignId });
  return (
    <Screen>
      <QueryState query={status} loading="Reading the iterations" failed="The iterations could not be read">
        {(found) =>
          summary.data &&
          (found.iterations.length === 0 ? (
            <NothingFitted summary={summary.data} />
          ) : (
            <Progress summary={summary.data} status={found} />
          ))
        }
      </QueryState>
    </Screen>
  );
}

function NothingFitted({ summary: { campaignId, counts } }: { summary: CampaignSummary }) {
  const isEmpty = counts.fitted === 0;
  return (
    <EmptyState
      icon={<IconChartLine size={28} stroke={1.4} />}
      title="Nothing fitted yet"
      actions={
        <Button
          variant="filled"
          onClick={() => navigate({ campaignId, screen: isEmpty ? 'limits' : 'model' })}
        >
          {isEmpty ? 'Import limits' : 'Fit the model'}
        </Button>
      }
    >
      Every fit of new limits is an iteration. How the contour sharpens from one to the next stands here.
    </EmptyState>
  );
}

function Progress({ summary, status }: { summary: CampaignSummary; status: CampaignStatus }) {
  const { campaignId } = summary;
  const { iterations } = status;
  const [view, setView] = useView(useProgressView, campaignId);
  // The scrubber starts at the newest and goes along with it.
  const [scrubbed, setScrubbed] = useState<number | null>(null);
  const [isEditing, editor] = useDisclosure(false);
  const latest = iterations.at(-1);
  const current = iterations.find(({ iteration }) => iteration === scrubbed) ?? latest;
  if (current === undefined) return null;
  const panel: IterationPanelProps = { summary, iterations, current, over: view.over };
  return (
    <div className={styles.screen}>
      <Verdict summary={summary} status={status} onEditRule={editor.open} />
      <Scrubber
        iterations={iterations}
        current={current}
        onChange={(iteration) => setScrubbed(iteration === latest?.iteration ? null : iteration)}
        against={view.against}
        onCompare={(against) => setView({ against })}
        over={view.over}
        onOver={(over) => setView({ over })}
      />
      {latest && <FirstFigures summary={summary} latest={latest} />}
      {status.warnings.length > 0 && <Warnings warnings={status.warnings} />}
      <div className={styles.grid}>
        <MetricsPanel {...panel} panel={ENTROPY_PANEL} />
        <MetricsPanel {...panel} panel={VOLUME_PANEL} />
        <SlicePanel {...panel} />
        <MetricsPanel {...panel} panel={MOVEMENT_PANEL} />
        <MetricsPanel {...panel} panel={SIGMA_PANEL} />
        <TestPanel {...panel} />
        <SharpnessPanel {...panel} />
        <ReturnedPanel {...panel} />
        {LAST_PANELS.map((last) => (
          <MetricsPanel key={last.title} {...panel} panel={last} />
        ))}
      </div>
      <StopRuleDrawer isOpen={isEditing} onClose={editor.close} summary={summary} status={status} />
    </div>
  );
}

/** Says so where the volume metrics of the latest iteration are first figures, and refines them on request. */
function FirstFigures({ summary, latest }: { summary: CampaignSummary; latest: IterationStatus }) {
  const { campaignId } = summary;
  const isRunning = useBackgroundJob(campaignId)?.kind === 'refine';
  const refine = useMethodMutation('progress.refine', { failureTitle: 'The metrics could not be refined' });
  const { volume } = latest;
  if (volume === null || volume.points >= volume.wanted) return null;
  return (
    <div className={styles.firstFigures} role="status">
      <span>
        Entropy and volumes of iteration {formatCount(latest.iteration)} are first figures, on{' '}
        {formatCount(volume.points)} of {formatCount(volume.wanted)} points of the volume.
      </span>
      <DisabledBecause reason={whyReadOnly(summary)}>
        <Button
          size="compact-sm"
          loading={isRunning || refine.isPending}
          onClick={() => refine.mutate({ campaignId })}
        >
          Refine
        </Button>
      </DisabledBecause>
    </div>
  );
}

/** What the analyst should know about the latest iteration. */
function Warnings({ warnings }: { warnings: CampaignStatus['warnings'] }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as said
    <section className={styles.warnings} aria-label="Remarks" tabIndex={0}>
      <ul>
        {warnings.map(statusWarningText).map((warning) => (
          <li key={warning}>
            <IconAlertTriangle size={14} stroke={1.5} aria-hidden /> {warning}
          </li>
        ))}
      </ul>
    </section>
  );
}
