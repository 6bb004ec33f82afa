import { type Config, driver } from 'driver.js';
import 'driver.js/dist/driver.css';
import { navigate } from '#renderer/state/navigation.ts';
import './tour.css';
import { TOUR_STEPS, type TourStep } from './tour-steps.ts';

/** How long a screen that is read for the first time may take to show what the tour lights. */
const PATIENCE_MS = 5_000;

/**
 * Leads through the screens of a campaign, stop by stop; Esc ends it, the arrow keys go on and back.
 *
 * @param campaignId the sample's, opened
 * @param onEnd told when it was finished or left
 */
export function startTour(campaignId: string, onEnd: () => void = () => {}): void {
  const go = (step: TourStep | undefined) =>
    step !== undefined && navigate({ campaignId, screen: step.screen });
  const config: Config = {
    animate: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    showProgress: true,
    progressText: '{{current}} of {{total}}',
    nextBtnText: 'Next',
    prevBtnText: 'Back',
    doneBtnText: 'Done',
    popoverClass: 'tour',
    overlayOpacity: 0.25,
    stagePadding: 0,
    stageRadius: 4,
    waitForElement: PATIENCE_MS,
    onNextClick: () => {
      const next = (tour.getActiveIndex() ?? 0) + 1;
      go(TOUR_STEPS[next]);
      if (next < TOUR_STEPS.length) tour.moveNext();
      else tour.destroy();
    },
    onPrevClick: () => {
      go(TOUR_STEPS[(tour.getActiveIndex() ?? 0) - 1]);
      tour.movePrevious();
    },
    onDestroyed: onEnd,
    // By name: the entry in front is still the last stop's when driver.js looks for it.
    steps: TOUR_STEPS.map(({ screen, title, text }) => ({
      element: `nav [data-step="${screen}"]`,
      popover: { title, description: text, side: 'right', align: 'start' },
    })),
  };
  const tour = driver(config);
  go(TOUR_STEPS[0]);
  tour.drive();
}
