import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, Suspense, useDeferredValue } from 'react';
import { PlainHeader } from '#renderer/components/layout/plain-header.tsx';
import { CommandPalette } from '#renderer/components/shortcuts/command-palette.tsx';
import { ShortcutSheet } from '#renderer/components/shortcuts/shortcut-sheet.tsx';
import { useShortcutKeys } from '#renderer/components/shortcuts/use-shortcut-keys.ts';
import { ErrorState } from '#renderer/components/states/error-state.tsx';
import { LoadingBar } from '#renderer/components/states/loading-bar.tsx';
import { useCampaignSummary } from '#renderer/queries/campaigns.ts';
import { useRoute } from '#renderer/state/navigation.ts';
import type { Route } from '#renderer/state/route.ts';
import type { ScreenName } from '#renderer/state/screen-names.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import { readOnlyText } from '#shared/domain/read-only-reason.ts';
import { ErrorBoundary } from '../error-boundary.tsx';
import { CAMPAIGN_SCREENS, HomeScreen, SettingsScreen } from '../screens.tsx';
import { CampaignNotOpen } from './campaign-not-open.tsx';
import { CampaignHeader } from './header.tsx';
import { HelpDrawer } from './help-drawer.tsx';
import { MissingLogBanner } from './missing-log-banner.tsx';
import { Rail } from './rail.tsx';
import { ReadOnlyBanner } from './read-only-banner.tsx';
import styles from './shell.module.css';
import { useEditShortcuts, useHostCommands, useShellShortcuts } from './shell-shortcuts.ts';
import { StatusLine } from './status-line.tsx';
import { useMakeCopy } from './use-make-copy.ts';

/** The window: rail, header, the screen in front, status line. */
export function Shell() {
  const route = useRoute();
  const [isHelpOpen, help] = useDisclosure(false);
  const [isSheetOpen, sheet] = useDisclosure(false);
  useShortcutKeys();
  useShellShortcuts(route, sheet.open);
  useHostCommands();
  return (
    <>
      {route.campaignId === null ? (
        <HomeShell route={route} onHelp={help.open} />
      ) : (
        <CampaignShell
          key={route.campaignId}
          route={route}
          campaignId={route.campaignId}
          onHelp={help.open}
        />
      )}
      <HelpDrawer
        isOpen={isHelpOpen}
        onClose={help.close}
        onShortcuts={sheet.open}
        campaignId={route.campaignId}
      />
      <ShortcutSheet isOpen={isSheetOpen} onClose={sheet.close} />
      <CommandPalette />
    </>
  );
}

function HomeShell({ route, onHelp }: { route: Route; onHelp: () => void }) {
  const isHome = route.screen === 'home';
  return (
    <div className={styles.shell}>
      <Rail route={route} summary={null} onHelp={onHelp} />
      <main className={styles.main}>
        {isHome ? <Framed name="home">{<HomeScreen />}</Framed> : <Settings />}
        <StatusLine summary={null} />
      </main>
    </div>
  );
}

function Settings() {
  return (
    <>
      <PlainHeader title="Settings" />
      <Framed name="settings">
        <SettingsScreen />
      </Framed>
    </>
  );
}

interface CampaignShellProps {
  readonly route: Route;
  readonly campaignId: string;
  readonly onHelp: () => void;
}

function CampaignShell({ route, campaignId, onHelp }: CampaignShellProps) {
  const { data: summary, error } = useCampaignSummary(campaignId);
  useEditShortcuts(campaignId);
  return (
    <div className={styles.shell}>
      <Rail route={route} summary={summary ?? null} onHelp={onHelp} />
      <main className={styles.main}>
        {summary === undefined ? (
          <CampaignNotOpen error={error} />
        ) : (
          <>
            <CampaignHeader summary={summary} />
            {summary.readOnly !== null && <ReadOnly summary={summary} screen={route.screen} />}
            {summary.missingLog !== null && <MissingLogBanner lastStepAt={summary.missingLog.lastStepAt} />}
            <CampaignScreen route={route} campaignId={campaignId} />
          </>
        )}
        <StatusLine summary={summary ?? null} />
      </main>
    </div>
  );
}

function ReadOnly({ summary, screen }: { summary: CampaignSummary; screen: ScreenName }) {
  const makeCopy = useMakeCopy(summary, screen);
  return (
    <ReadOnlyBanner reason={summary.readOnly ? readOnlyText(summary.readOnly) : ''} onMakeCopy={makeCopy} />
  );
}

function CampaignScreen({ route, campaignId }: { route: Route; campaignId: string }) {
  // A large screen is made in the background, in slices that let keys and pointer through.
  const { screen } = useDeferredValue(route);
  if (screen === 'home' || screen === 'settings') {
    return (
      <Framed name="settings">
        <SettingsScreen />
      </Framed>
    );
  }
  const Current = CAMPAIGN_SCREENS[screen];
  return (
    <Framed name={screen}>
      <Current campaignId={campaignId} />
    </Framed>
  );
}

/** A screen that is being read for the first time shows nothing for a moment; one that breaks leaves the rest standing. */
function Framed({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.screen}>
      <ErrorBoundary key={name} fallback={(error) => <ErrorState title="This screen broke" error={error} />}>
        <Suspense fallback={<LoadingBar label="Opening" />}>{children}</Suspense>
      </ErrorBoundary>
    </div>
  );
}
