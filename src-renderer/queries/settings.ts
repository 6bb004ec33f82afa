import { useEffect } from 'react';
import { usePreferences } from '#renderer/state/preferences.ts';
import { useMethod } from './use-method.ts';
import { useMethodMutation } from './use-method-mutation.ts';

/** What the user has set for all campaigns. */
export function useSettings() {
  return useMethod('settings.read', {});
}

/** Changes some settings; every window follows. */
export function useChangeSettings() {
  return useMethodMutation('settings.write', { failureTitle: 'The setting could not be kept' });
}

/** Keeps the look of the window as the settings say, from whichever window they were changed. */
export function useSettingsInForce(): void {
  const { data } = useSettings();
  useEffect(() => {
    if (data === undefined) return;
    const { theme, palette, numberFormat, energyUnit } = data;
    usePreferences.setState({ theme, palette, numberFormat, energyUnit });
  }, [data]);
}
