import { type ComponentType, lazy } from 'react';
import type { CampaignScreenProps } from '#renderer/state/campaign-screen.ts';
import type { ScreenName } from '#renderer/state/screen-names.ts';

/** The screens, each in a file of its own that is read when it is first shown. */
export const CAMPAIGN_SCREENS: Readonly<
  Record<Exclude<ScreenName, 'home' | 'settings'>, ComponentType<CampaignScreenProps>>
> = {
  space: lazy(() => import('../features/space/space-screen.tsx')),
  limits: lazy(() => import('./limits-screen.tsx')),
  model: lazy(() => import('../features/surrogates/model-screen.tsx')),
  batches: lazy(() => import('../features/batches/batches-screen.tsx')),
  contours: lazy(() => import('../features/slices/contours-screen.tsx')),
  progress: lazy(() => import('../features/iterations/progress-screen.tsx')),
  journal: lazy(() => import('../features/journal/journal-screen.tsx')),
};

export const HomeScreen = lazy(() => import('../features/campaigns/home-screen.tsx'));
export const SettingsScreen = lazy(() => import('../features/program/settings-screen.tsx'));
