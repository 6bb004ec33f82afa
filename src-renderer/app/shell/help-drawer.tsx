import { Button } from '@mantine/core';
import { IconKeyboard, IconTarget } from '@tabler/icons-react';
import { FormulaText } from '#renderer/components/help/formula-help.tsx';
import { FORMULAS, type FormulaName } from '#renderer/components/help/formulas.ts';
import { SideDrawer } from '#renderer/components/layout/side-drawer.tsx';
import { Keys } from '#renderer/components/shortcuts/keys.tsx';
import { startTour } from '#renderer/components/tour/start-tour.ts';
import { useChangeSettings } from '#renderer/queries/settings.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import styles from './help-drawer.module.css';

interface HelpDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onShortcuts: () => void;
  /** The open campaign, which the tour then leads through; null on Home. */
  readonly campaignId: string | null;
}

/** The tour, the shortcuts, and every formula that stands behind an (i). */
export function HelpDrawer({ isOpen, onClose, onShortcuts, campaignId }: HelpDrawerProps) {
  const about = useMethod('core.about', {}, { enabled: isOpen });
  const change = useChangeSettings();
  return (
    <SideDrawer
      isOpen={isOpen}
      onClose={onClose}
      title="Help"
      remark={about.data && `Contourist ${about.data.version}`}
      width={560}
    >
      <div className={styles.actions}>
        {campaignId !== null && (
          <Button
            leftSection={<IconTarget />}
            onClick={() => {
              onClose();
              startTour(campaignId, () => change.mutate({ tourSeen: true }));
            }}
          >
            Take the tour of this campaign
          </Button>
        )}
        <Button
          leftSection={<IconKeyboard />}
          rightSection={<Keys keys="?" />}
          onClick={() => {
            onClose();
            onShortcuts();
          }}
        >
          Keyboard shortcuts
        </Button>
      </div>
      <h2 className={styles.heading}>Formulas</h2>
      <ul className={styles.formulas}>
        {Object.keys(FORMULAS).map((name) => (
          <li key={name}>
            <FormulaText name={name as FormulaName} />
          </li>
        ))}
      </ul>
    </SideDrawer>
  );
}
