import { useShortcut } from '#renderer/components/shortcuts/shortcut-registry.ts';
import { useOpenCampaignDialog } from '#renderer/queries/use-open-campaign-dialog.ts';
import { navigate } from '#renderer/state/navigation.ts';
import { HOME, type Route } from '#renderer/state/route.ts';
import { CAMPAIGN_STEPS, type CampaignStep } from '#renderer/state/screen-names.ts';

const EVERYWHERE = 'Everywhere';

/** What works on every screen: the steps, opening, the sheet of shortcuts. */
export function useShellShortcuts(route: Route, openHelp: () => void): void {
  const openCampaign = useOpenCampaignDialog();
  useShortcut({
    group: EVERYWHERE,
    label: 'Open a campaign',
    keys: ['mod+O'],
    worksInFields: true,
    run: () => void openCampaign(),
  });
  useShortcut({
    group: EVERYWHERE,
    label: 'Open a campaign read-only',
    run: () => void openCampaign({ readOnly: true }),
  });
  useShortcut({ group: EVERYWHERE, label: 'Keyboard shortcuts', keys: ['shift+?'], run: openHelp });
  useShortcut({
    group: EVERYWHERE,
    label: 'Settings',
    keys: ['mod+,'],
    run: () => navigate({ ...route, screen: 'settings' }),
  });
  useShortcut({ group: EVERYWHERE, label: 'All campaigns', run: () => navigate(HOME) });
  useStep(route, 'space');
  useStep(route, 'limits');
  useStep(route, 'model');
  useStep(route, 'batches');
  useStep(route, 'contours');
  useStep(route, 'progress');
  useStep(route, 'journal');
}

function useStep({ campaignId }: Route, step: CampaignStep): void {
  useShortcut({
    group: 'Steps',
    label: step.charAt(0).toUpperCase() + step.slice(1),
    keys: [String(CAMPAIGN_STEPS.indexOf(step) + 1)],
    isEnabled: campaignId !== null,
    run: () => navigate({ campaignId, screen: step }),
  });
}
