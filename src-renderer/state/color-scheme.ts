import { useMediaQuery } from '@mantine/hooks';
import { usePreferences } from './preferences.ts';

/** Light or dark, by the user's choice or the system's. */
export function useColorScheme(): 'light' | 'dark' {
  const { theme } = usePreferences();
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', false, {
    getInitialValueInEffect: false,
  });
  if (theme !== 'system') return theme;
  return systemIsDark ? 'dark' : 'light';
}
