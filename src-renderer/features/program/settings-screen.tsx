import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useChangeSettings, useSettings } from '#renderer/queries/settings.ts';
import { AppearanceSettings } from './appearance-settings.tsx';
import { EngineSettings } from './engine-settings.tsx';
import { FolderSettings } from './folder-settings.tsx';
import styles from './settings.module.css';

/** What holds for all campaigns: engine, look, numbers, folders. Every choice is kept at once. */
export default function SettingsScreen() {
  const settings = useSettings();
  const change = useChangeSettings();
  return (
    <QueryState query={settings} loading="Reading the settings" failed="The settings could not be read">
      {(current) => (
        <div className={styles.settings}>
          <EngineSettings settings={current} onChange={change.mutate} />
          <AppearanceSettings settings={current} onChange={change.mutate} />
          <FolderSettings settings={current} onChange={change.mutate} />
        </div>
      )}
    </QueryState>
  );
}
