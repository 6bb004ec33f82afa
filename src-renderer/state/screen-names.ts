/** The screens, by the names that addresses and folders have. */
export const SCREEN_NAMES = [
  'home',
  'space',
  'limits',
  'model',
  'batches',
  'contours',
  'progress',
  'journal',
  'settings',
] as const;

export type ScreenName = (typeof SCREEN_NAMES)[number];

/** The steps of a campaign in the order of the rail; their keys are 1 to 7. */
export const CAMPAIGN_STEPS = [
  'space',
  'limits',
  'model',
  'batches',
  'contours',
  'progress',
  'journal',
] as const satisfies readonly ScreenName[];

export type CampaignStep = (typeof CAMPAIGN_STEPS)[number];
