import type { FigurePoint } from '../contract/slices/figure.ts';
import { FARTHEST_SHOWN, opacityAt } from './near-points.ts';
import type { FigureColours } from './palette.ts';
import type { PlotFrame } from './plot-frame.ts';
import { type Attributes, element, type SvgNode } from './svg.ts';

/** Points of one look. */
export interface PointKind {
  readonly id: string;
  readonly label: string;
  readonly holds: (point: FigurePoint) => boolean;
  readonly shape: (x: number, y: number) => string;
  readonly style: (colours: FigureColours) => Attributes;
}

/** Opacities are drawn in so many steps: the points of one are one element, however many they are. */
const STEPS = 20;

/** The marks of points of one kind, the nearer ones above the farther. */
export function pointNodes(
  kind: PointKind,
  points: readonly FigurePoint[],
  frame: PlotFrame,
  colours: FigureColours,
): SvgNode[] {
  const shapes = new Map<number, string[]>();
  for (const { x, y, distance } of points) {
    if (distance > FARTHEST_SHOWN) continue;
    const step = Math.max(1, Math.round(STEPS * opacityAt(distance)));
    const shape = kind.shape(round(frame.x.position(x)), round(frame.y.position(y)));
    const known = shapes.get(step);
    if (known === undefined) shapes.set(step, [shape]);
    else known.push(shape);
  }
  return [...shapes]
    .sort(([a], [b]) => a - b)
    .map(([step, paths]) =>
      element('path', { d: paths.join(''), ...kind.style(colours), opacity: step / STEPS }),
    );
}

const round = (value: number): number => Math.round(value * 10) / 10;

const circle =
  (radius: number) =>
  (x: number, y: number): string =>
    `M${round(x - radius)} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
const triangle = (x: number, y: number): string => `M${round(x - 3.4)} ${round(y + 2.7)}h6.8l-3.4 -5.9Z`;
const diamond = (x: number, y: number): string => `M${x} ${round(y - 4.6)}l4.6 4.6l-4.6 4.6l-4.6 -4.6Z`;
const square = (x: number, y: number): string => `M${round(x - 3.5)} ${round(y - 3.5)}h7v7h-7Z`;

const open = (stroke: string, ground: string, width = 1.4): Attributes => ({
  fill: ground,
  'fill-opacity': 0.8,
  stroke,
  'stroke-width': width,
});
const full = (fill: string, { casing }: FigureColours): Attributes => ({
  fill,
  stroke: casing.colour,
  'stroke-opacity': casing.opacity,
  'stroke-width': 0.8,
});

const isKnown = (point: FigurePoint, fidelity: FigurePoint['fidelity'], isExcluded: boolean): boolean =>
  point.state === 'known' && point.fidelity === fidelity && point.isExcluded === isExcluded;

/**
 * From the lowest to the highest; what is proposed must not hide behind what is known. Neighbours of one id are one layer,
 * whose sign in the legend is the last one's.
 */
export const POINT_KINDS: readonly PointKind[] = [
  {
    id: 'low',
    label: 'Low fidelity',
    holds: (point) => isKnown(point, 'low', true),
    shape: triangle,
    style: (colours) => full(colours.caption, colours),
  },
  {
    id: 'low',
    label: 'Low fidelity',
    holds: (point) => isKnown(point, 'low', false),
    shape: triangle,
    style: (colours) => open(colours.caption, colours.ground, 1),
  },
  {
    id: 'test',
    label: 'Test',
    holds: ({ state }) => state === 'test',
    shape: square,
    style: (colours) => open(colours.test, colours.ground),
  },
  {
    id: 'excluded',
    label: 'Excluded',
    holds: (point) => isKnown(point, 'high', true),
    shape: circle(4),
    style: (colours) => full(colours.ink, colours),
  },
  {
    id: 'allowed',
    label: 'Allowed',
    holds: (point) => isKnown(point, 'high', false),
    shape: circle(3.4),
    style: (colours) => open(colours.ink, colours.ground, 1.3),
  },
  {
    id: 'pending',
    label: 'Pending',
    holds: ({ state }) => state === 'pending',
    shape: diamond,
    style: (colours) => full(colours.proposed, colours),
  },
  {
    id: 'proposed',
    label: 'Proposed',
    holds: ({ state }) => state === 'proposed',
    shape: diamond,
    style: (colours) => open(colours.proposed, colours.ground),
  },
];
