import { Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconBook,
  IconChartAreaLine,
  IconChartLine,
  IconChevronLeft,
  IconHelpCircle,
  IconHistory,
  IconHome,
  IconSettings,
  IconStack2,
  IconTable,
  IconVectorTriangle,
  IconWaveSine,
  type TablerIcon,
} from '@tabler/icons-react';
import { useIsSmallWindow } from '#renderer/components/layout/use-small-window.ts';
import { navigate } from '#renderer/state/navigation.ts';
import type { Route } from '#renderer/state/route.ts';
import { CAMPAIGN_STEPS, type CampaignStep, type ScreenName } from '#renderer/state/screen-names.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import { Logo } from './logo.tsx';
import styles from './rail.module.css';
import { type StepFact, stepFact } from './step-facts.ts';

interface RailProps {
  readonly route: Route;
  /** The open campaign; null on Home and until it is read. */
  readonly summary: CampaignSummary | null;
  readonly onHelp: () => void;
}

const STEPS: Readonly<Record<(typeof CAMPAIGN_STEPS)[number], { name: string; icon: TablerIcon }>> = {
  space: { name: 'Space', icon: IconVectorTriangle },
  limits: { name: 'Limits', icon: IconTable },
  model: { name: 'Model', icon: IconWaveSine },
  batches: { name: 'Batches', icon: IconStack2 },
  contours: { name: 'Contours', icon: IconChartAreaLine },
  progress: { name: 'Progress', icon: IconChartLine },
  journal: { name: 'Journal', icon: IconHistory },
};

/** The steps of a campaign, each with one small fact; on Home the lists of campaigns. */
export function Rail({ route: { campaignId, screen }, summary, onHelp }: RailProps) {
  const isSmall = useIsSmallWindow();
  const go = (to: ScreenName) => navigate({ campaignId, screen: to });
  return (
    <nav className={styles.rail} data-small={isSmall || undefined} aria-label="Steps">
      <div className={styles.logo}>
        <Logo />
        {!isSmall && <span>Contourist</span>}
      </div>
      {campaignId === null ? (
        <RailItem
          icon={IconHome}
          name="Campaigns"
          isCurrent={screen === 'home'}
          isSmall={isSmall}
          onClick={() => go('home')}
        />
      ) : (
        <RailItem
          icon={IconChevronLeft}
          name="All campaigns"
          isSmall={isSmall}
          onClick={() => navigate({ campaignId: null, screen: 'home' })}
        />
      )}
      {campaignId === null && (
        <RailItem
          icon={IconBook}
          name="Samples"
          isSmall={isSmall}
          onClick={() => {
            go('home');
            document.getElementById('samples')?.scrollIntoView();
          }}
        />
      )}
      {campaignId !== null && (
        <>
          {!isSmall && <div className={styles.section}>Campaign</div>}
          {CAMPAIGN_STEPS.map((step) => (
            <RailItem
              key={step}
              {...STEPS[step]}
              step={step}
              isSmall={isSmall}
              isCurrent={screen === step}
              fact={summary === null ? null : stepFact(step, summary)}
              onClick={() => go(step)}
            />
          ))}
        </>
      )}
      <div className={styles.foot}>
        <RailItem
          icon={IconSettings}
          name="Settings"
          isCurrent={screen === 'settings'}
          isSmall={isSmall}
          onClick={() => go('settings')}
        />
        <RailItem
          icon={IconHelpCircle}
          name="Help"
          isSmall={isSmall}
          fact={{ text: '?', isWarning: false }}
          onClick={onHelp}
        />
      </div>
    </nav>
  );
}

interface RailItemProps {
  readonly icon: TablerIcon;
  readonly name: string;
  /** The campaign's screen that it leads to, by which the tour finds it. */
  readonly step?: CampaignStep;
  readonly isSmall: boolean;
  readonly isCurrent?: boolean;
  readonly fact?: StepFact | null;
  readonly onClick: () => void;
}

function RailItem({
  icon: Icon,
  name,
  step,
  isSmall,
  isCurrent = false,
  fact = null,
  onClick,
}: RailItemProps) {
  const label = fact === null ? name : `${name}, ${fact.text}`;
  return (
    <Tooltip label={label} position="right" disabled={!isSmall}>
      <UnstyledButton
        className={styles.item}
        onClick={onClick}
        data-step={step}
        {...(isSmall && { 'aria-label': label })}
        {...(isCurrent && { 'aria-current': 'page' as const })}
      >
        <Icon size={16} stroke={Icon === IconChevronLeft ? 2 : 1.5} aria-hidden />
        {!isSmall && <span className={styles.name}>{name}</span>}
        {!isSmall && fact !== null && (
          <span className={styles.fact} data-warning={fact.isWarning || undefined}>
            {fact.text}
          </span>
        )}
      </UnstyledButton>
    </Tooltip>
  );
}
