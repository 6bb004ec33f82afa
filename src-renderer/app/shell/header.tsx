import { Badge, Progress } from '@mantine/core';
import { IconAlertTriangle, IconCpu, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { PointGlyph, type PointGlyphKind } from '#renderer/components/glyphs/point-glyph.tsx';
import { HeaderSlot } from '#renderer/components/layout/header-slot.tsx';
import { ToolButton } from '#renderer/components/layout/tool-button.tsx';
import { useIsSmallWindow } from '#renderer/components/layout/use-small-window.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import { formatCount } from '#renderer/components/numbers/format-number.ts';
import { formatTimeLeft } from '#renderer/components/numbers/format-time.ts';
import { useBackgroundJob, useCancelJob, useRunningJob } from '#renderer/queries/jobs.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { Job } from '#shared/contract/program/program-methods.ts';
import { jobTitle } from '#shared/domain/job-work.ts';
import { QUANTITY_NAMES } from '#shared/domain/quantity.ts';
import styles from './header.module.css';

/** Name, iteration, points by state with the glyphs of the plots, the running job, the engine. Nothing else. */
export function CampaignHeader({ summary }: { summary: CampaignSummary }) {
  const { name, iteration, engine, campaignId } = summary;
  const inFront = useRunningJob(campaignId);
  const behind = useBackgroundJob(campaignId);
  const job = inFront ?? behind;
  const isSmall = useIsSmallWindow();
  useEffect(() => {
    const before = document.title;
    document.title = `${name} - ${before}`;
    return () => {
      document.title = before;
    };
  }, [name]);
  return (
    <header className={styles.header}>
      <h1 className={styles.name} title={name}>
        <Tex>{name}</Tex>
      </h1>
      {!isSmall && (
        <>
          <span className={styles.iteration}>
            {iteration === 0 ? 'No iteration yet' : `Iteration ${formatCount(iteration)}`}
          </span>
          <Counts counts={summary.counts} />
        </>
      )}
      <span className={styles.gap} />
      {job === undefined ? <NotFitted quantities={summary.notFitted} /> : <RunningJob job={job} />}
      {isSmall && <HeaderSlot className={styles.slot} />}
      {!isSmall && engine !== null && (
        <span className={styles.engine}>
          <IconCpu size={16} stroke={1.5} aria-hidden />
          {engine}
        </span>
      )}
    </header>
  );
}

function Counts({ counts }: { counts: CampaignSummary['counts'] }) {
  const entries: readonly [PointGlyphKind, number, string][] = [
    ['excluded', counts.fitted, 'fitted'],
    ['test', counts.test, 'test'],
    ['left-out', counts.excluded, 'left out'],
    ['left-out', counts.outside, 'outside'],
    ['proposed', counts.proposed, 'proposed'],
    ['pending', counts.pending, 'handed out'],
    ['quarantined', counts.quarantined, 'quarantined'],
  ];
  return (
    <ul className={styles.counts} aria-label="Points">
      {entries
        .filter(([, count, word]) => word === 'fitted' || count > 0)
        .map(([kind, count, word]) => (
          <li key={word}>
            <PointGlyph kind={kind} />
            <strong>{formatCount(count)}</strong> {word}
          </li>
        ))}
    </ul>
  );
}

/** `observed not fitted`: quantities whose fit failed while the others went on. */
function NotFitted({ quantities }: { quantities: CampaignSummary['notFitted'] }) {
  if (quantities.length === 0) return null;
  return (
    <Badge color="bad" leftSection={<IconAlertTriangle size={14} stroke={1.5} aria-hidden />}>
      {quantities.map((quantity) => QUANTITY_NAMES[quantity]).join(', ')} not fitted
    </Badge>
  );
}

function RunningJob({ job }: { job: Job }) {
  const cancel = useCancelJob();
  const { step, steps, share, secondsLeft } = job.progress;
  return (
    <section className={styles.job} aria-label="Running job">
      <span className={styles.jobTitle}>{jobTitle(job.work)}</span>
      <Progress
        className={styles.jobBar ?? ''}
        value={share === null ? 100 : 100 * share}
        animated={share === null}
        aria-label={jobTitle(job.work)}
      />
      {step !== null && (
        <span className="tabular">
          step {formatCount(step)}
          {steps !== null && ` of ${formatCount(steps)}`}
        </span>
      )}
      {secondsLeft !== null && <span className="tabular">{formatTimeLeft(secondsLeft)}</span>}
      <ToolButton
        label="Cancel"
        size={24}
        onClick={() => cancel.mutate({ jobId: job.id })}
        disabled={cancel.isPending}
      >
        <IconX />
      </ToolButton>
    </section>
  );
}
