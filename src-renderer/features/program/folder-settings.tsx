import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { SettingsSectionProps } from './settings-change.ts';

/** Where files go. */
export function FolderSettings({ settings, onChange }: SettingsSectionProps) {
  return (
    <section className={styles.section}>
      <h2>Files</h2>
      <SettingRow name="New campaigns and copies of samples" remark="Empty for the program’s own folder.">
        <Folder
          name="Folder of new campaigns"
          value={settings.campaignFolder}
          onChange={(campaignFolder) => onChange({ campaignFolder })}
        />
      </SettingRow>
      <SettingRow name="Exported batches" remark="Empty for the folder of the campaign.">
        <Folder
          name="Folder of exports"
          value={settings.exportFolder}
          onChange={(exportFolder) => onChange({ exportFolder })}
        />
      </SettingRow>
    </section>
  );
}

interface FolderProps {
  readonly name: string;
  readonly value: string | null;
  readonly onChange: (folder: string | null) => void;
}

/** A path that is kept when the field is left, so that half a path is never in force. */
function Folder({ name, value, onChange }: FolderProps) {
  const [draft, setDraft] = useState(value ?? '');
  const keep = () => {
    const folder = draft.trim();
    if (folder !== (value ?? '')) onChange(folder === '' ? null : folder);
  };
  return (
    <TextInput
      aria-label={name}
      placeholder="/home/me/campaigns"
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
    />
  );
}
