import { SegmentedControl } from '@mantine/core';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { type ThemeChoice, usePreferences } from '#renderer/state/preferences.ts';

export default function SettingsScreen() {
  const { theme } = usePreferences();
  return (
    <Panel title="Theme">
      <SegmentedControl
        aria-label="Theme"
        value={theme}
        onChange={(choice) => usePreferences.setState({ theme: choice as ThemeChoice })}
        data={[
          { value: 'system', label: 'System' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
    </Panel>
  );
}
