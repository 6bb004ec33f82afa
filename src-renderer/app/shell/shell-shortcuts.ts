import { openSpotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { useCommandRegistry, useShortcut } from '#renderer/components/shortcuts/shortcut-registry.ts';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import { useEditHistory } from '#renderer/queries/use-edit-history.ts';
import { useOpenCampaignDialog } from '#renderer/queries/use-open-campaign-dialog.ts';
import { navigate } from '#renderer/state/navigation.ts';
import { showNewCampaignForm } from '#renderer/state/new-campaign-form.ts';
import { HOME, type Route } from '#renderer/state/route.ts';
import { CAMPAIGN_STEPS, type CampaignStep } from '#renderer/state/screen-names.ts';

const EVERYWHERE = 'Everywhere';

/** Undo and redo in the campaign in front. */
export function useEditShortcuts(campaignId: string): void {
  const { undoText, redoText, undo, redo } = useEditHistory(campaignId);
  useShortcut({
    id: 'undo',
    group: EVERYWHERE,
    label: undoText === null ? 'Undo' : `Undo: ${undoText}`,
    keys: ['mod+Z'],
    isEnabled: undoText !== null,
    run: undo,
  });
  useShortcut({
    id: 'redo',
    group: EVERYWHERE,
    label: redoText === null ? 'Redo' : `Redo: ${redoText}`,
    keys: ['mod+shift+Z', 'mod+Y'],
    isEnabled: redoText !== null,
    run: redo,
  });
}

/** Runs what the host's menu asks for: a command of the screens in front. */
export function useHostCommands(): void {
  const client = useApi();
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.name !== 'host.command') return;
        if (isEditing() && (event.command === 'undo' || event.command === 'redo')) {
          // What is being typed is undone where it is typed; only the browser can.
          document.execCommand(event.command);
          return;
        }
        const commands = [...useCommandRegistry.getState().commands.values()];
        commands.findLast(({ id }) => id === event.command)?.run();
      }),
    [client],
  );
}

const isEditing = (): boolean =>
  document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLTextAreaElement;

/** What works on every screen: the steps, opening, the sheet of shortcuts. */
export function useShellShortcuts(route: Route, openHelp: () => void): void {
  const openCampaign = useOpenCampaignDialog();
  useShortcut({
    group: EVERYWHERE,
    id: 'open-campaign',
    label: 'Open a campaign',
    keys: ['mod+O'],
    worksInFields: true,
    run: () => void openCampaign(),
  });
  useShortcut({
    group: EVERYWHERE,
    id: 'open-campaign-read-only',
    label: 'Open a campaign read-only',
    run: () => void openCampaign({ readOnly: true }),
  });
  useShortcut({
    group: EVERYWHERE,
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    keys: ['shift+?'],
    run: openHelp,
  });
  useShortcut({
    group: EVERYWHERE,
    id: 'settings',
    label: 'Settings',
    keys: ['mod+,'],
    run: () => navigate({ ...route, screen: 'settings' }),
  });
  useShortcut({
    group: EVERYWHERE,
    id: 'new-campaign',
    label: 'New campaign',
    keys: ['mod+N'],
    run: () => {
      navigate(HOME);
      showNewCampaignForm(true);
    },
  });
  useShortcut({ group: EVERYWHERE, id: 'commands', label: 'All commands', run: () => openSpotlight() });
  useShortcut({ group: EVERYWHERE, id: 'all-campaigns', label: 'All campaigns', run: () => navigate(HOME) });
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
    id: step,
    group: 'Steps',
    label: step.charAt(0).toUpperCase() + step.slice(1),
    keys: [String(CAMPAIGN_STEPS.indexOf(step) + 1)],
    isEnabled: campaignId !== null,
    run: () => navigate({ campaignId, screen: step }),
  });
}
