import type { InputOf } from '#shared/contract/methods.ts';
import type { Settings } from '#shared/contract/settings-methods.ts';

/** What a section of the settings is given. */
export interface SettingsSectionProps {
  readonly settings: Settings;
  readonly onChange: (change: InputOf<'settings.write'>) => void;
}
