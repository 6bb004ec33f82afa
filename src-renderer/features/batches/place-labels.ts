import type { Box } from '#shared/figures/plot-frame.ts';
import { textWidth } from '#shared/figures/text-width.ts';

/** A mark with its label, in pixels. */
export interface LabelledMark {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

/** Where a label stands to its mark: the end of its text that is nearer, and its baseline. */
export interface LabelPlace {
  readonly dx: number;
  readonly dy: number;
  readonly anchor: 'start' | 'end';
}

const FONT_SIZE = 11;
/** What the casing of a label takes on every side. */
const CASING = 1;
const MARK = 5;
/** In the order in which they are preferred. */
const PLACES: readonly LabelPlace[] = [
  { dx: 9, dy: -3, anchor: 'start' },
  { dx: -9, dy: -3, anchor: 'end' },
  { dx: 9, dy: 10, anchor: 'start' },
  { dx: -9, dy: 10, anchor: 'end' },
];

interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Where labels stand without covering a mark or each other, those that come first before the others: of a large batch only
 * some have one. Marks are compared with all others, which for a thousand takes a few milliseconds.
 *
 * @param within labels reach no further than this
 */
export function placeLabels(marks: readonly LabelledMark[], within: Box): Map<string, LabelPlace> {
  const frame: Rectangle = {
    left: within.left,
    right: within.left + within.width,
    top: within.top,
    bottom: within.top + within.height,
  };
  const taken: Rectangle[] = marks.map(({ x, y }) => around(x, y));
  const places = new Map<string, LabelPlace>();
  for (const [own, mark] of marks.entries()) {
    const free = PLACES.find((place) => {
      const box = boxOf(mark, place);
      return isInside(box, frame) && taken.every((other, index) => index === own || !doOverlap(box, other));
    });
    if (free === undefined) continue;
    places.set(mark.id, free);
    taken.push(boxOf(mark, free));
  }
  return places;
}

function around(x: number, y: number): Rectangle {
  return { left: x - MARK, right: x + MARK, top: y - MARK, bottom: y + MARK };
}

function boxOf({ label, x, y }: LabelledMark, { dx, dy, anchor }: LabelPlace): Rectangle {
  const width = textWidth(label, FONT_SIZE);
  const left = anchor === 'start' ? x + dx : x + dx - width;
  return {
    left: left - CASING,
    right: left + width + CASING,
    top: y + dy - 0.75 * FONT_SIZE - CASING,
    bottom: y + dy + CASING,
  };
}

const isInside = (box: Rectangle, frame: Rectangle): boolean =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

const doOverlap = (a: Rectangle, b: Rectangle): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
