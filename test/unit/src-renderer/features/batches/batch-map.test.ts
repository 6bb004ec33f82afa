import { expect, test } from 'vitest';
import { batchMarks } from '#renderer/features/batches/batch-marks.ts';
import { earlierPlaces } from '#renderer/features/batches/earlier-places.ts';
import { mapLegend } from '#renderer/features/batches/map-legend.ts';
import { placeLabels } from '#renderer/features/batches/place-labels.ts';
import { middlePoint, pointedValue } from '#renderer/features/batches/point-draft.ts';
import type { BatchDetailPoint } from '#shared/contract/batches/batches-methods.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';

const point = (ordinal: number, more: Partial<BatchDetailPoint> = {}): BatchDetailPoint => ({
  id: `b1-00${ordinal}`,
  ordinal,
  parameters: { m: 100 * ordinal, g: ordinal / 10 },
  measured: null,
  state: 'proposed',
  rule: 'entropy',
  mean: null,
  sd: null,
  pExcl: null,
  entropy: null,
  nearest: null,
  gain: null,
  success: null,
  failureReason: null,
  known: null,
  isRefill: false,
  vetoReason: null,
  y: null,
  changedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

const POINTS = [
  point(1),
  point(2, { rule: 'disc', state: 'pinned' }),
  point(3, { state: 'vetoed' }),
  point(4, { rule: 'by-hand', state: 'pinned' }),
];

test('shapes say how a point was chosen, fills what the analyst said; vetoed ones lie beneath', () => {
  expect(batchMarks(POINTS, 'g', 'm')).toEqual([
    { id: 'b1-003', x: 0.3, y: 300, shape: 'diamond', look: 'faded', label: '3' },
    { id: 'b1-001', x: 0.1, y: 100, shape: 'diamond', look: 'open', label: '1' },
    { id: 'b1-002', x: 0.2, y: 200, shape: 'circle', look: 'filled', label: '2' },
    { id: 'b1-004', x: 0.4, y: 400, shape: 'triangle', look: 'filled', label: '4' },
  ]);
  expect(batchMarks(POINTS, 'g', 'm', new Set(['diamond'])).map(({ id }) => id)).toEqual([
    'b1-002',
    'b1-004',
  ]);
});

test('the legend names each shape by its rule', () => {
  expect(mapLegend({ points: POINTS }, null).map(({ id, label }) => [id, label])).toEqual([
    ['diamond', 'highest entropy'],
    ['circle', 'disc in ±1σ band'],
    ['triangle', 'added by hand'],
    ['earlier', 'earlier points'],
  ]);
});

test('earlier points are those that the choosing iteration had fitted', () => {
  const columns = {
    ids: ['1', '2', '3', '4'],
    theta: [
      [100, 0.1, 7],
      [200, 0.2, 8],
      [300, 0.3, 9],
      [400, 0.4, 9],
    ],
    fidelity: ['high', 'low', 'high', 'high'] as ('high' | 'low')[],
    state: ['known', 'known', 'known', 'test'] as ('known' | 'test')[],
    y: {},
    iteration: [1, 1, 2, 1],
  };
  expect(earlierPlaces(columns, [2, 0], 1)).toEqual([
    [7, 100],
    [8, 200],
  ]);
  expect(earlierPlaces(columns, [2, 0], null)).toEqual([]);
});

const definition = campaignDefinitionSchema.parse({
  name: 'two',
  parameters: [
    { name: 'm', lower: 500, upper: 4000, step: 10 },
    { name: 'g', lower: 0.01, upper: 100, scale: 'log' },
  ],
  quantities: ['exp'],
  contour: 'exp',
});

test('a point by hand starts in the middle of each scale, and a click lands on the lattice', () => {
  expect(middlePoint(definition)).toEqual({ m: 2250, g: 1 });
  const [mass, coupling] = definition.parameters;
  expect(pointedValue(mass!, 1234.4)).toBe(1230);
  // A click is good to a five-hundredth of the axis: 4 decades / 500 are 1.9 %.
  expect(pointedValue(coupling!, 10.03)).toBe(10);
  expect(pointedValue(coupling!, 1e4)).toBe(100);
});

test('numbers stand where they cover neither marks nor each other, the first ones before the others', () => {
  const frame = { left: 0, top: 0, width: 200, height: 200 };
  const mark = (label: string, x: number, y: number) => ({ id: label, label, x, y });
  const alone = placeLabels([mark('1', 100, 100)], frame);
  expect(alone.get('1')).toEqual({ dx: 9, dy: -3, anchor: 'start' });
  expect(placeLabels([mark('1', 190, 100)], frame).get('1')).toMatchObject({ anchor: 'end', dy: -3 });
  // At the top there is room below alone.
  expect(placeLabels([mark('1', 100, 4)], frame).get('1')).toMatchObject({ anchor: 'start', dy: 10 });
  const pair = placeLabels([mark('1', 100, 100), mark('2', 112, 96)], frame);
  expect(pair.get('1')).toMatchObject({ anchor: 'end' });
  expect(pair.get('2')).toMatchObject({ anchor: 'start' });
  // A heap of marks has no room for any.
  const heap = Array.from({ length: 81 }, (_, k) =>
    mark(String(k), 10 + 8 * (k % 9), 10 + 8 * Math.floor(k / 9)),
  );
  const placed = placeLabels(heap, frame);
  expect(placed.size).toBeGreaterThan(0);
  expect(placed.size).toBeLessThan(40);
  expect(placed.has('40')).toBe(false);
});
