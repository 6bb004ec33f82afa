import type { FigureColours } from './palette.ts';
import type { Attributes } from './svg.ts';

/** Limits that are drawn as lines. */
export type DrawnLimit = 'exp' | 'obs';

/** What stands beside the name of a line with no high-fidelity limit behind it. */
export const LOW_ALONE = 'low fidelity alone';

/** Expected dashed, observed solid; of the low fidelity alone dash-dotted. */
export function dashesOf(quantity: DrawnLimit, isLowAlone: boolean): string | undefined {
  if (isLowAlone) return quantity === 'exp' ? '5 3 1 3' : '10 3 1 3';
  return quantity === 'exp' ? '6 4' : undefined;
}

/** The line of a limit: of the low fidelity alone thin, dash-dotted and paler. */
export function limitStyle(quantity: DrawnLimit, isLowAlone: boolean, colours: FigureColours): Attributes {
  return {
    stroke: isLowAlone ? colours.caption : colours.ink,
    'stroke-width': isLowAlone ? 1.5 : 2,
    'stroke-dasharray': dashesOf(quantity, isLowAlone),
  };
}
