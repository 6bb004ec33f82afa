import type { Slice, SlicePoint } from '../contract/slice.ts';
import { PALETTE } from './palette.ts';
import type { PlotFrame } from './plot-frame.ts';
import type { Layer } from './slice-layers.ts';
import { type Attributes, element } from './svg.ts';

/** Below this opacity a point is too far from the slice to be shown. */
const FAINTEST = 0.16;

const opacityOf = ({ distance }: SlicePoint): number => Math.exp(-((distance / 0.17) ** 2));

/** Points near the slice: filled where excluded, open where allowed, fading with their distance from it. */
export function pointsLayer(slice: Slice, frame: PlotFrame): Layer {
  const near = slice.points.filter((point) => opacityOf(point) >= FAINTEST);
  const kinds = POINT_KINDS.map((kind) => ({ kind, points: near.filter(kind.holds) })).filter(
    ({ points }) => points.length > 0,
  );
  const markup = kinds.flatMap(({ kind, points }) =>
    points.map((point) =>
      element('path', {
        d: kind.shape(frame.x.position(point.x), frame.y.position(point.y)),
        ...kind.style,
        opacity: opacityOf(point),
      }),
    ),
  );
  const legend = kinds.map(({ kind }) => ({
    label: kind.label,
    swatchWidth: 10,
    swatch: (x: number, y: number): string => element('path', { d: kind.shape(x + 5, y), ...kind.style }),
  }));
  return { markup: markup.join(''), legend };
}

interface PointKind {
  readonly label: string;
  readonly holds: (point: SlicePoint) => boolean;
  readonly shape: (x: number, y: number) => string;
  readonly style: Attributes;
}

const circle = (x: number, y: number): string => `M${x - 3.6} ${y}a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0Z`;
const triangle = (x: number, y: number): string => `M${x - 3.2} ${y + 2.6}h6.4l-3.2 -5.6Z`;
const diamond = (x: number, y: number): string => `M${x} ${y - 4.6}l4.6 4.6l-4.6 4.6l-4.6 -4.6Z`;

const FULL = { fill: PALETTE.ink, stroke: PALETTE.casing, 'stroke-width': 0.8 };
const OPEN = { fill: PALETTE.ground, stroke: PALETTE.ink, 'stroke-width': 1.3 };

const POINT_KINDS: readonly PointKind[] = [
  {
    label: 'Low fidelity, excluded',
    holds: ({ fidelity, lnMu }) => fidelity === 'low' && lnMu !== undefined && lnMu < 0,
    shape: triangle,
    style: { ...FULL, fill: PALETTE.caption },
  },
  {
    label: 'Low fidelity, allowed',
    holds: ({ fidelity, lnMu }) => fidelity === 'low' && lnMu !== undefined && lnMu >= 0,
    shape: triangle,
    style: { ...OPEN, stroke: PALETTE.caption, 'stroke-width': 1 },
  },
  {
    label: 'Point, excluded',
    holds: ({ fidelity, lnMu }) => fidelity === 'high' && lnMu !== undefined && lnMu < 0,
    shape: circle,
    style: FULL,
  },
  {
    label: 'Point, allowed',
    holds: ({ fidelity, lnMu }) => fidelity === 'high' && lnMu !== undefined && lnMu >= 0,
    shape: circle,
    style: OPEN,
  },
  {
    label: 'To be evaluated',
    holds: ({ lnMu }) => lnMu === undefined,
    shape: diamond,
    style: { ...OPEN, stroke: PALETTE.requested },
  },
];
