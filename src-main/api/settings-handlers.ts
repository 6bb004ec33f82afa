import { changeSettings, readSettings } from '#main/services/settings.ts';
import type { settingsMethods } from '#shared/contract/settings-methods.ts';
import type { Handlers } from './handlers.ts';

export const settingsHandlers: Handlers<typeof settingsMethods> = {
  'settings.read': () => readSettings(),
  'settings.write': (changes, { announce }) => {
    const settings = changeSettings(changes);
    announce({ name: 'settings.changed' });
    return settings;
  },
};
