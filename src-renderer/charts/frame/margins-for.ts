import { textWidth } from '#shared/figures/text-width.ts';
import { type AxisSpec, MARGINS, type Margins } from './axis-spec.ts';
import { LABEL_GAP, TICK_FONT } from './frame-shapes.ts';
import { placeTicks } from './place-ticks.ts';

/** Labels are chosen by the height, which is not known yet: those of this one are as wide as others'. */
const USUAL_HEIGHT = 320;
/** What an upright title takes at the left edge, with formulas, and the room between it and the labels. */
const TITLE_BAND = 24;

/** The margins of a plot, on the left as wide as the labels of its y axis need: −14 200 takes more than 0.5. */
export function marginsFor(y: AxisSpec): Margins {
  const labels = placeTicks(y, [USUAL_HEIGHT, 0], 'y').flatMap(({ label }) => label ?? []);
  const widest = Math.max(0, ...labels.map((label) => textWidth(label, TICK_FONT)));
  const needed = TITLE_BAND + Math.ceil(widest) + LABEL_GAP + 1;
  return { ...MARGINS, left: Math.max(MARGINS.left, needed) };
}
