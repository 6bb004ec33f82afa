import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react';
import { createScale } from '#shared/domain/parameter-scale.ts';
import { type NearPoint, opacityAt } from '#shared/figures/near-points.ts';
import type { Box, PlotFrame } from '#shared/figures/plot-frame.ts';
import { POINT_KINDS } from '#shared/figures/points-layer.ts';
import type { ContoursProps } from '../contours-props.ts';
import { movePointer } from '../pointer-state.ts';
import type { SliceChoice } from '../slice-choice.ts';
import { MOVE_SHARE, movedBy, roundedValue } from '../slice-choice.ts';

/** A point is under the pointer when it is so near, in pixels. */
const REACH = 9;

interface PointerOptions extends Pick<ContoursProps, 'change'> {
  readonly frame: RefObject<PlotFrame | null>;
  readonly box: Box;
  readonly points: readonly NearPoint[];
  readonly hidden: ReadonlySet<string>;
  readonly choice: SliceChoice;
}

export interface SlicePointer {
  readonly onPointerMove: (event: PointerEvent<SVGElement>) => void;
  readonly onPointerLeave: () => void;
  /** Moves the cut's line by the keys of a slider: arrows, Page Up and Down, Home, End. */
  readonly onCutKey: (event: KeyboardEvent<SVGElement>) => void;
  /** Takes hold of the cut's line. */
  readonly onCutDown: (event: PointerEvent<SVGElement>) => void;
  readonly onCutMove: (event: PointerEvent<SVGElement>) => void;
  readonly onCutUp: (event: PointerEvent<SVGElement>) => void;
}

/** Follows the pointer over the slice: the place, the point under it, and the cut's line while it is held. */
export function useSlicePointer({
  frame,
  box,
  points,
  hidden,
  choice,
  change,
}: PointerOptions): SlicePointer {
  const isDragging = useRef(false);
  const shareOf = (event: PointerEvent<SVGElement>) => {
    const bounds = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
    const x = event.clientX - (bounds?.left ?? 0);
    const y = event.clientY - (bounds?.top ?? 0);
    return { x, y, across: (x - box.left) / box.width, up: 1 - (y - box.top) / box.height };
  };
  return {
    onPointerMove(event) {
      const { x, y, across, up } = shareOf(event);
      if (frame.current === null) return;
      const place = {
        x: createScale(choice.x).fromUnit(clamp(across)),
        y: createScale(choice.y).fromUnit(clamp(up)),
      };
      movePointer(place, nearestPoint(frame.current, points, hidden, x, y));
    },
    onPointerLeave: () => movePointer(null),
    onCutKey(event) {
      const move = moveOfKey(event.key);
      if (move === null) return;
      event.preventDefault();
      event.stopPropagation();
      change({ cutAt: movedBy(choice.y, choice.cutAt, move) });
    },
    onCutDown(event) {
      isDragging.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onCutMove(event) {
      if (!isDragging.current) return;
      change({ cutAt: roundedValue(choice.y, clamp(shareOf(event).up)) });
    },
    onCutUp(event) {
      isDragging.current = false;
      event.currentTarget.releasePointerCapture(event.pointerId);
    },
  };
}

/** How far a slider's key moves the cut, as a share of its axis; null for any other key. */
function moveOfKey(key: string): number | null {
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return MOVE_SHARE;
    case 'ArrowDown':
    case 'ArrowLeft':
      return -MOVE_SHARE;
    case 'PageUp':
      return 5 * MOVE_SHARE;
    case 'PageDown':
      return -5 * MOVE_SHARE;
    case 'Home':
      return -1;
    case 'End':
      return 1;
    default:
      return null;
  }
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

/** Which of the campaign's points is under the pointer; the stronger of two that are equally near. */
function nearestPoint(
  frame: PlotFrame,
  points: readonly NearPoint[],
  hidden: ReadonlySet<string>,
  x: number,
  y: number,
): number | null {
  let best: { index: number; score: number } | null = null;
  for (const point of points) {
    const distance = Math.hypot(frame.x.position(point.x) - x, frame.y.position(point.y) - y);
    if (distance > REACH) continue;
    if (POINT_KINDS.some((kind) => hidden.has(kind.id) && kind.holds(point))) continue;
    const score = distance - 3 * opacityAt(point.distance);
    if (best === null || score < best.score) best = { index: point.index, score };
  }
  return best?.index ?? null;
}
