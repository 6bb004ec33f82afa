import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Settings } from '#shared/contract/program/program-methods.ts';

/** The settings that the look of the whole window depends on. */
export type Preferences = Pick<Settings, 'theme' | 'palette' | 'numberFormat' | 'energyUnit'>;

const DEFAULTS: Preferences = {
  theme: 'system',
  palette: 'standard',
  numberFormat: { decimal: 'point', groupsThousands: true },
  energyUnit: 'campaign',
};

/**
 * The look as the core's settings last had it. The settings themselves are the core's; this copy is there at the first
 * paint, before the core can be asked.
 */
export const usePreferences = create<Preferences>()(
  persist((): Preferences => DEFAULTS, { name: 'contourist.preferences' }),
);
