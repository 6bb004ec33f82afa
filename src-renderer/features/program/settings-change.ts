import type { InputOf } from '#shared/contract/methods.ts';
import type { Settings } from '#shared/contract/program/program-methods.ts';

/** What a section of the settings is given. */
export interface SettingsSectionProps {
  readonly settings: Settings;
  readonly onChange: (change: InputOf<'settings.write'>) => void;
}
