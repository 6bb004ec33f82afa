import { SegmentedControl } from '@mantine/core';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { useChangeSettings } from '#renderer/queries/settings.ts';
import { type Preferences, usePreferences } from '#renderer/state/preferences.ts';

export default function SettingsScreen() {
  const { theme } = usePreferences();
  const change = useChangeSettings();
  return (
    <Panel title="Theme">
      <SegmentedControl
        aria-label="Theme"
        value={theme}
        onChange={(choice) => change.mutate({ theme: choice as Preferences['theme'] })}
        data={[
          { value: 'system', label: 'System' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
    </Panel>
  );
}
