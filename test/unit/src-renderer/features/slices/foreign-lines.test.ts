import { expect, test } from 'vitest';
import { foreignLines } from '#renderer/features/slices/compare/foreign-lines.ts';
import type { Compared } from '#renderer/features/slices/compare/use-comparison.ts';
import type { Overlay } from '#renderer/features/slices/contours-view.ts';
import { overlaysWithAxes } from '#renderer/features/slices/overlay/overlays-with-axes.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import type { TakenSliceView } from '#shared/contract/slices/slices-methods.ts';

const LINE: [number, number][] = [
  [500, 0.1],
  [900, 0.4],
];

const OVERLAYS: readonly Overlay[] = [
  { name: 'along both', x: 'm', y: 'g', lines: [LINE] },
  { name: 'along another', x: 'm', y: 'width', lines: [LINE] },
  { name: 'swapped', x: 'g', y: 'm', lines: [LINE] },
];

const axis = (name: string) => ({ name, scale: 'linear' as const, values: [0, 1] });
const slice = { x: axis('m'), y: axis('g') };

test('files lie as their axes say: swapped ones transposed, those along other parameters left out', () => {
  expect(foreignLines(OVERLAYS, null, slice)).toEqual([
    { id: 'overlay-along both', label: 'along both', lines: [LINE], colour: 1 },
    {
      id: 'overlay-swapped',
      label: 'swapped',
      lines: [
        [
          [0.1, 500],
          [0.4, 900],
        ],
      ],
      colour: 3,
    },
  ]);
  // Looking at the slice the other way round turns all of them over.
  const turned = foreignLines(OVERLAYS, null, { x: slice.y, y: slice.x });
  expect(turned.map(({ lines }) => lines[0]?.[0])).toEqual([
    [0.1, 500],
    [500, 0.1],
  ]);
});

test('so do the contours of what the slice differs from, while it is still on the former axes', () => {
  const view = { x: slice.y, y: slice.x, quantities: { exp: { mean: [], lines: [LINE] } } } as unknown;
  const comparison: Compared = {
    shows: 'difference',
    name: 'Iteration 1',
    slice: {
      taken: { view: view as SliceView } as TakenSliceView,
      isOld: true,
      isFine: false,
      error: null,
    },
    problem: null,
    difference: null,
  };
  expect(foreignLines([], comparison, slice).map(({ id, lines }) => [id, lines[0]?.[0]])).toEqual([
    ['compared-exp', [0.1, 500]],
  ]);
});

test('what has no high-fidelity limit behind it is called so and drawn so', () => {
  const quantities = {
    exp: { mean: [], lines: [LINE], fidelity: 'low' },
    obs: { mean: [], lines: [LINE], fidelity: 'high' },
  };
  const view = { x: slice.x, y: slice.y, quantities } as unknown as SliceView;
  const comparison: Compared = {
    shows: 'difference',
    name: 'Iteration 1',
    slice: { taken: { view } as TakenSliceView, isOld: false, isFine: true, error: null },
    problem: null,
    difference: null,
  };
  expect(foreignLines([], comparison, slice)).toMatchObject([
    { label: 'Iteration 1, expected, low fidelity alone', isLowAlone: true },
    { label: 'Iteration 1, observed', isLowAlone: false },
  ]);
});

test('overlays that were kept without their axes are dropped', () => {
  expect(overlaysWithAxes([{ name: 'of old', lines: [LINE] }, ...OVERLAYS])).toEqual(OVERLAYS);
});
