import { inStyle } from '#renderer/components/numbers/number-style.ts';
import { createAxis } from '#shared/figures/axis.ts';
import type { AxisSpec } from './axis-spec.ts';

/** A tick in pixels along its axis; a minor one has no label. */
export interface Tick {
  readonly value: number;
  readonly at: number;
  readonly label?: string;
}

/** The least room that a label takes along its axis, in pixels. */
const ROOM = { x: 45, y: 32 };

/** The tick density that reads well whatever the size: five steps, more only on a very large plot. */
const USUAL_COUNT = 5;
const PIXELS_PER_TICK = 150;

/**
 * The ticks of an axis, at round values whether or not its bounds are round.
 *
 * @param range the pixels at the lower and the upper bound
 */
export function placeTicks(
  { bounds, tickCount, factor = 1, isWhole = false }: AxisSpec,
  range: readonly [from: number, to: number],
  direction: 'x' | 'y',
): Tick[] {
  const size = Math.abs(range[1] - range[0]);
  const room = Math.max(1, Math.floor(size / ROOM[direction]));
  const wanted = tickCount ?? Math.max(USUAL_COUNT, Math.round(size / PIXELS_PER_TICK));
  const axis = createAxis('linear', bounds, range, Math.min(wanted, room), factor);
  const ticks: Tick[] = [
    ...axis.majors.map(({ value, label }) => ({
      value,
      at: axis.position(value),
      label: inStyle(label),
    })),
    ...axis.minors.map((value) => ({ value, at: axis.position(value) })),
  ];
  return isWhole ? ticks.filter(({ value }) => isNearlyInteger(value)) : ticks;
}

/** Steps of a fifth add up to whole numbers but for their rounding. */
function isNearlyInteger(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-9;
}
