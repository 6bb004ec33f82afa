import type { CampaignStep } from '#renderer/state/screen-names.ts';

/** A stop of the tour: the screen, and what is said beside its entry in the rail. */
export interface TourStep {
  readonly screen: CampaignStep;
  readonly title: string;
  readonly text: string;
}

/** Once around the loop, on the sample campaign: about four minutes. */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    screen: 'contours',
    title: 'Where is the exclusion?',
    text: 'A slice through the four parameters: the solid line is the observed contour, the dashed one the expected, the amber band its ±1σ. The blue field is the probability that a point is excluded; hatching shows where the model itself is unsure. Move the sliders at the right: the contour follows.',
  },
  {
    screen: 'space',
    title: 'Space',
    text: 'What is explored: parameters with bounds and units, constraints, and the coordinates that the model sees. Bounds can change later; before they do, you are told what happens to the points.',
  },
  {
    screen: 'limits',
    title: 'Limits',
    text: 'Every limit with its origin. Drop a file anywhere in the window to import more: you see what happens to each row before anything is stored. A cheap estimate everywhere (low fidelity) and the full analysis at few points (high) work together.',
  },
  {
    screen: 'model',
    title: 'Model',
    text: 'The Gaussian process fitted to ln μ, and whether it can be trusted: each point predicted from all others, the calibration of its errors, the two fidelities against each other. F fits again.',
  },
  {
    screen: 'batches',
    title: 'Batches',
    text: 'The next points to run, each with the reason why it was chosen. Veto what cannot be run, pin what you want; then freeze the batch and export it for the grid. When results are back, import them here.',
  },
  {
    screen: 'progress',
    title: 'Progress',
    text: 'May you stop? The verdict of your stop rule, how the uncertain volume shrank from iteration to iteration, and how many points are likely to be needed.',
  },
  {
    screen: 'journal',
    title: 'Journal',
    text: 'Everything that happened, by whom and when, and your notes. Nothing needs saving, and Ctrl Z takes edits back. Ctrl K finds every command; ? shows the shortcuts.',
  },
];
