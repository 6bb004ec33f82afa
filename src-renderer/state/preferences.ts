import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** What the user set for this window, whatever the campaign. */
interface Preferences {
  readonly theme: ThemeChoice;
}

export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ theme: 'system' }), { name: 'contourist.preferences' }),
);
