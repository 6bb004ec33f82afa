import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildPullsOption, pullsOf } from '#renderer/charts/builders/build-pulls-option.ts';
import { readChartTokens } from '#renderer/charts/chart-tokens.ts';
import { buildReturned } from '#renderer/features/iterations/build-judgement.ts';
import { seriesPlot } from '#renderer/features/iterations/build-series.ts';
import { comparedWith, newPoints } from '#renderer/features/iterations/compare-iterations.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { iterationOf } from './iteration-fixture.ts';

const css = readFileSync(new URL('../../../../../src-renderer/app/tokens.css', import.meta.url), 'utf8');
const look = {
  tokens: readChartTokens(css, { theme: 'light', palette: 'standard' }),
  titles: 'text',
} as const;

const PLOT = {
  iterations: [1, 2, 3],
  series: [
    {
      id: 'moved',
      values: [null, 2.8, 1.2],
      errors: [null, 0.1, 0.3],
      color: 'accent' as const,
    },
  ],
  title: 'movement',
  goals: [1],
  current: 3,
  look,
};

test('a metric stands at its iterations, from zero, with room for its errors and its goal', () => {
  const { x, y, lines, guides } = seriesPlot(PLOT);
  expect(x).toMatchObject({ bounds: [0.6, 3.4], tickCount: 3 });
  expect(y.bounds[0]).toBe(0);
  expect(y.bounds[1]).toBeGreaterThanOrEqual(2.9);
  expect(lines[0]?.points).toEqual([
    [1, null],
    [2, 2.8],
    [3, 1.2],
  ]);
  // One error to a point that is there.
  expect(lines[0]?.errors).toEqual([0.1, 0.3]);
  expect(guides?.map(({ id, from, to }) => [id, from, to])).toEqual([['goal-0', [0.6, 1], [3.4, 1]]]);
});

test('a line marks the iteration in front unless it is the newest', () => {
  const [marker] = seriesPlot({ ...PLOT, current: 2 }).guides ?? [];
  expect(marker).toMatchObject({ id: 'current', from: [2, 0] });
});

test('a metric may be drawn over expensive evaluations', () => {
  // Room of 4 % of 100 at both ends.
  const { x, lines, guides } = seriesPlot({ ...PLOT, evaluations: [20, 40, 120], current: 2 });
  expect(x).toMatchObject({ bounds: [16, 124], title: 'expensive evaluations' });
  expect(lines[0]?.points).toEqual([
    [20, null],
    [40, 2.8],
    [120, 1.2],
  ]);
  expect(guides?.[0]).toMatchObject({ id: 'current', from: [40, 0] });
});

test('the band is filled from zero to its half width', () => {
  const { regions, y } = seriesPlot({ ...PLOT, goals: [], filledTo: 4 });
  expect(regions?.[0]?.outline).toEqual([
    [0.6, 0],
    [3.4, 0],
    [3.4, 4],
    [0.6, 4],
  ]);
  expect(y.bounds[1]).toBeGreaterThan(4);
});

const JUDGED = {
  batch: 2,
  pointId: [1, 2, 3],
  y: [1, -9, 0.5],
  pExcl: [0.01, 0.5, 0.4],
  lnMu: { mean: [0.5, 0, 0.5], sd: [0.25, 1, 2], modelSd: [0.2, 0.9, 1.9] },
};
const PULLS = pullsOf({ y: JUDGED.y, ...JUDGED.lnMu });

test('pulls are differences in standard deviations', () => {
  expect(PULLS).toEqual([2, -9, 0]);
  const series = buildPullsOption(PULLS, look).option.series as { id: string }[];
  // −9 counts in the lowest bin, 0 and 2 in those that begin there; then the normal curve and the frame.
  expect(series.map(({ id }) => id)).toEqual(['bin-0', 'bin-8', 'bin-12', 'normal', 'frame']);
});

test('returned points stand beside their batch, far ones at the edge', () => {
  const series = buildReturned([JUDGED], look).option.series as {
    id: string;
    data: { value: [number, number] }[];
  }[];
  const points = series.find(({ id }) => id === 'pulls')?.data.map(({ value }) => value);
  expect(points).toEqual([
    [1.75, 2],
    [2, -5],
    [2.25, 0],
  ]);
});

test('an iteration is compared with the one before or the first, and the first with none', () => {
  const iterations = [1, 2, 3].map((iteration) => iterationOf(iteration));
  const [first, second, third] = iterations;
  expect(comparedWith(iterations, third!, 'previous')).toBe(second);
  expect(comparedWith(iterations, third!, 'first')).toBe(first);
  expect(comparedWith(iterations, first!, 'previous')).toBeNull();
  expect(comparedWith(iterations, first!, 'first')).toBeNull();
});

test('new points are those that the iteration was the first to fit', () => {
  const { parameters } = campaignDefinitionSchema.parse({
    name: 'two',
    parameters: [
      { name: 'm', lower: 0, upper: 1 },
      { name: 'g', lower: 0, upper: 1 },
    ],
    quantities: ['exp'],
    contour: 'exp',
  });
  const found = newPoints(
    {
      ids: ['1', '2', '3'],
      theta: [
        [0.1, 0.2],
        [0.3, 0.4],
        [0.5, 0.6],
      ],
      fidelity: ['high', 'high', 'high'],
      state: ['known', 'known', 'test'],
      y: {},
      iteration: [1, 2, 2],
    },
    parameters,
    parameters[1]!,
    parameters[0]!,
    2,
  );
  expect(found.map(({ x, y }) => [x, y])).toEqual([[0.4, 0.3]]);
});
