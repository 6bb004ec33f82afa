import type { ContoursView } from './contours-view.ts';
import type { SliceChoice } from './slice-choice.ts';

/** Puts a parameter on an axis. The one that stood there goes to the other axis where that is what was chosen. */
export function chooseAxis(
  axis: 'x' | 'y',
  name: string,
  { x, y }: Pick<SliceChoice, 'x' | 'y'>,
): Partial<ContoursView> {
  const other = axis === 'x' ? y.name : x.name;
  if (name === other) return { x: y.name, y: x.name, cutAt: null };
  return axis === 'x' ? { x: name, y: y.name } : { x: x.name, y: name, cutAt: null };
}

export function swapAxes({ x, y }: Pick<SliceChoice, 'x' | 'y'>): Partial<ContoursView> {
  return { x: y.name, y: x.name, cutAt: null };
}
