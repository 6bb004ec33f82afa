import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconFlag,
  IconStack2,
} from '@tabler/icons-react';
import { Tex } from '#renderer/components/math/tex.tsx';
import { navigate } from '#renderer/state/navigation.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { CampaignStatus } from '#shared/contract/iterations/status.ts';
import { describeVerdict } from './describe-verdict.ts';
import styles from './progress.module.css';

interface VerdictProps {
  readonly summary: CampaignSummary;
  readonly status: CampaignStatus;
  readonly onEditRule: () => void;
}

/** May I stop; if not, how many more points? */
export function Verdict({ summary, status, onEditRule }: VerdictProps) {
  const { kind, lead, text, forecast, tail, missing } = describeVerdict(status, summary.definition);
  return (
    <section className={styles.verdict} aria-label="Verdict">
      {kind === 'met' ? (
        <IconCircleCheck className={styles.met} size={20} stroke={1.5} aria-hidden />
      ) : kind === 'no evidence' ? (
        <IconAlertTriangle className={styles.noEvidence} size={20} stroke={1.5} aria-hidden />
      ) : (
        <IconCircleDashed className={styles.notYet} size={20} stroke={1.5} aria-hidden />
      )}
      <div className={styles.verdictText}>
        <p>
          <strong>{lead}</strong> <Tex>{text}</Tex>
          {forecast !== null && (
            <>
              {' '}
              <strong>{forecast}</strong>
              {tail}
            </>
          )}
        </p>
        {missing.length > 0 && (
          <ul className={styles.missing}>
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </div>
      <div className={styles.verdictActions}>
        <Button leftSection={<IconFlag />} onClick={onEditRule}>
          Stop rule
        </Button>
        <Button
          variant="filled"
          leftSection={<IconStack2 />}
          onClick={() => navigate({ campaignId: summary.campaignId, screen: 'batches' })}
        >
          Next batch
        </Button>
      </div>
    </section>
  );
}
