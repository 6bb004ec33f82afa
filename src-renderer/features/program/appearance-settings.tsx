import { SegmentedControl, Select, Switch } from '@mantine/core';
import type { Settings } from '#shared/contract/program/program-methods.ts';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { SettingsSectionProps } from './settings-change.ts';

/** Theme, colours and numbers. */
export function AppearanceSettings({ settings, onChange }: SettingsSectionProps) {
  const { theme, palette, numberFormat, energyUnit } = settings;
  return (
    <section className={styles.section}>
      <h2>Appearance</h2>
      <SettingRow name="Theme" remark="Exports are on white whatever the theme.">
        <SegmentedControl
          aria-label="Theme"
          data={[
            { value: 'system', label: 'System' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          value={theme}
          onChange={(value) => onChange({ theme: value as Settings['theme'] })}
        />
      </SettingRow>
      <SettingRow
        name="Colours"
        remark="Markers differ by shape and fill as well. The other sets keep fields and lines apart without red and green, or without blue and yellow."
      >
        <Select
          aria-label="Colours"
          data={[
            { value: 'standard', label: 'Standard' },
            { value: 'red-green-safe', label: 'Without red and green' },
            { value: 'blue-yellow-safe', label: 'Without blue and yellow' },
          ]}
          value={palette}
          onChange={(value) => value !== null && onChange({ palette: value as Settings['palette'] })}
        />
      </SettingRow>
      <SettingRow name="Decimal sign" remark="On the screens; files keep the point.">
        <SegmentedControl
          aria-label="Decimal sign"
          data={[
            { value: 'point', label: '1.25' },
            { value: 'comma', label: '1,25' },
          ]}
          value={numberFormat.decimal}
          onChange={(value) =>
            onChange({ numberFormat: { ...numberFormat, decimal: value as 'point' | 'comma' } })
          }
        />
      </SettingRow>
      <SettingRow name="Thousands set apart" remark="2 700 GeV or 2700 GeV.">
        <Switch
          aria-label="Thousands set apart"
          checked={numberFormat.groupsThousands}
          onChange={(event) =>
            onChange({ numberFormat: { ...numberFormat, groupsThousands: event.currentTarget.checked } })
          }
        />
      </SettingRow>
      <SettingRow
        name="Masses and energies in"
        remark="On the screens; campaigns, files and what is typed into tables keep their own unit."
      >
        <SegmentedControl
          aria-label="Masses and energies in"
          data={[
            { value: 'campaign', label: 'as in the campaign' },
            { value: 'GeV', label: 'GeV' },
            { value: 'TeV', label: 'TeV' },
          ]}
          value={energyUnit}
          onChange={(value) => onChange({ energyUnit: value as Settings['energyUnit'] })}
        />
      </SettingRow>
    </section>
  );
}
