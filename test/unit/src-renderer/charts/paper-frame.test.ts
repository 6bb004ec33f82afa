import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildLineOption } from '#renderer/charts/builders/build-line-option.ts';
import { readChartTokens } from '#renderer/charts/chart-tokens.ts';
import { init } from '#renderer/charts/echarts.ts';
import { frameShapes } from '#renderer/charts/frame/frame-shapes.ts';
import { niceBounds } from '#renderer/charts/frame/nice-bounds.ts';
import { paperFrame } from '#renderer/charts/frame/paper-frame.ts';
import { placeTicks } from '#renderer/charts/frame/place-ticks.ts';
import { readingText } from '#renderer/charts/reading-tooltip.ts';

const css = readFileSync(new URL('../../../../src-renderer/app/tokens.css', import.meta.url), 'utf8');
const tokens = readChartTokens(css, { theme: 'light', palette: 'standard' });

const THIN = '\u202f';
const box = { left: 54, top: 10, width: 767, height: 437 };
const x = { bounds: [50, 5000], title: "$m_{Z'}$ [GeV]" } as const;
const y = { bounds: [100, 1200], title: '$m_\\chi$ [GeV]' } as const;

describe('ticks', () => {
  test('stand at round values though the bounds are not round', () => {
    expect(placeTicks(x, [54, 821], 'x').filter(({ label }) => label !== undefined)).toEqual([
      { value: 1000, label: `1${THIN}000`, at: expect.closeTo(54 + (767 * 950) / 4950, 9) },
      { value: 2000, label: `2${THIN}000`, at: expect.closeTo(54 + (767 * 1950) / 4950, 9) },
      { value: 3000, label: `3${THIN}000`, at: expect.closeTo(54 + (767 * 2950) / 4950, 9) },
      { value: 4000, label: `4${THIN}000`, at: expect.closeTo(54 + (767 * 3950) / 4950, 9) },
      { value: 5000, label: `5${THIN}000`, at: expect.closeTo(821, 9) },
    ]);
  });

  test('stand at whole numbers alone where there is nothing between', () => {
    const ticks = placeTicks({ bounds: [0.6, 3.4], tickCount: 3, isWhole: true }, [0, 300], 'x');
    expect(ticks.map(({ value, label }) => label ?? value)).toEqual(['1', '2', '3']);
  });

  test('are few where there is little room', () => {
    const labels = placeTicks(x, [0, 94], 'x').filter(({ label }) => label !== undefined);
    expect(labels.length).toBeLessThanOrEqual(2);
  });
});

describe('the frame', () => {
  const shapes = frameShapes(box, x, y, tokens, false);

  test('has its ticks inside, on all four sides', () => {
    const frame = shapes.find(({ type }) => type === 'rect');
    expect(frame?.shape).toEqual({ x: 54, y: 10, width: 767, height: 437 });
    const lines = shapes.filter(({ type }) => type === 'line').map(({ shape }) => shape!);
    for (const { x1, y1, x2, y2 } of lines as { x1: number; y1: number; x2: number; y2: number }[]) {
      for (const at of [x1, x2]) expect(at).toBeGreaterThanOrEqual(54 - 1e-9);
      for (const at of [x1, x2]) expect(at).toBeLessThanOrEqual(821 + 1e-9);
      for (const at of [y1, y2]) expect(at).toBeGreaterThanOrEqual(10 - 1e-9);
      for (const at of [y1, y2]) expect(at).toBeLessThanOrEqual(447 + 1e-9);
    }
    const from = (side: (line: Readonly<Record<string, number>>) => boolean) => lines.filter(side).length;
    expect(from(({ y1, x1, x2 }) => y1 === 447 && x1 === x2)).toBe(
      from(({ y1, x1, x2 }) => y1 === 10 && x1 === x2),
    );
    expect(from(({ x1, y1, y2 }) => x1 === 54 && y1 === y2)).toBe(
      from(({ x1, y1, y2 }) => x1 === 821 && y1 === y2),
    );
  });

  test('draws titles in exports alone, as text that ends at the far end of the axis', () => {
    const words = (titles: boolean) =>
      frameShapes(box, x, y, tokens, titles)
        .filter(({ type }) => type === 'text')
        .map(({ style }) => style.text);
    const titles = ["$m_{Z'}$ [GeV]", '$m_\\chi$ [GeV]'];
    expect(words(false)).not.toContain(titles[0]);
    expect(words(true).slice(-2)).toEqual(titles);
    const upright = frameShapes(box, x, y, tokens, true).filter(({ rotation }) => rotation !== undefined);
    expect(upright).toHaveLength(1);
  });

  test('leaves the labels of the y axis the room that they need beside its title', () => {
    const leftOf = (bounds: readonly [number, number]) =>
      (paperFrame({ x, y: { bounds }, tokens }).grid as { left: number }).left;
    expect(leftOf([0, 1])).toBe(54);
    // Five digits, a thin space and a sign in 11 px are 42 px wide.
    expect(leftOf([-14202.6, -14200.1])).toBeGreaterThan(18 + 42 + 7);
  });

  test('gives ECharts the bounds as they are and draws above everything', () => {
    const frame = paperFrame({ x, y, tokens });
    expect(frame.xAxis).toMatchObject({ type: 'value', min: 50, max: 5000, show: false });
    expect(frame.series).toMatchObject({ z: 20, silent: true });
    expect(frame.titles.map(({ text }) => text)).toEqual([x.title, y.title]);
  });
});

test('a zoomed plot has the ticks of what is in sight', () => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 320, height: 240 });
  const frame = { x: { bounds: [0, 100] as const }, y: { bounds: [0, 1] as const }, tokens };
  chart.setOption(buildLineOption({ ...frame, lines: [] }).option);
  const labels = () => [...chart.renderToSVGString().matchAll(/>([\d.]+)<\/text>/g)].map(([, text]) => text);
  expect(labels()).toEqual(expect.arrayContaining(['0', '100']));
  chart.dispatchAction({ type: 'dataZoom', dataZoomId: 'x', start: 20, end: 30 });
  expect(labels()).toEqual(expect.arrayContaining(['20', '24', '30']));
  expect(labels()).not.toContain('100');
  chart.dispose();
});

test('the pointer reads the values under the titles of their axes, gaps left out', () => {
  const axes = [
    { bounds: [0, 9], title: 'batch' },
    { bounds: [0, 1], title: '$H$ [%]', factor: 100 },
  ] as const;
  expect(
    readingText(...axes, [
      [3, 0.0504],
      [3, '-'],
      [3, 0.25],
    ]),
  ).toEqual(['batch: 3', '$H$ [%]: 5.04', '$H$ [%]: 25']);
  expect(readingText(...axes, [[3, '-']])).toEqual([]);
});

test('a picture that replaces another looks as if there had been none', () => {
  const chartOf = () => init(null, null, { renderer: 'svg', ssr: true, width: 320, height: 240 });
  const drawn = (chart: ReturnType<typeof chartOf>, bounds: readonly [number, number]) => {
    const frame = { x: { bounds: [0, 10] as const }, y: { bounds }, tokens };
    const { option } = buildLineOption({ ...frame, lines: [] });
    chart.setOption(option, { notMerge: true });
    // Identifiers are counted over all charts.
    return chart.renderToSVGString().replace(/zr\d+-[a-z]+-?\d+/g, 'zr');
  };
  const replaced = chartOf();
  drawn(replaced, [-14.2, 3]);
  drawn(replaced, [0, 1000]);
  expect(drawn(replaced, [-4000, 1000])).toBe(drawn(chartOf(), [-4000, 1000]));
});

test('bounds are round and hold every number and goal', () => {
  expect(niceBounds([0.092, 0.05], [0])).toEqual([0, 0.1]);
  expect(niceBounds([3, 17], [0, 5])).toEqual([0, 20]);
  expect(niceBounds([null, Number.NaN])).toEqual([0, 1]);
  const [lower, upper] = niceBounds([4, 4]);
  expect(lower).toBeLessThan(4);
  expect(upper).toBeGreaterThan(4);
});

test('tokens of charts are those of the style sheet, in both themes', () => {
  const dark = readChartTokens(css, { theme: 'dark', palette: 'standard' });
  expect(tokens.ink).toBe('#171b20');
  expect(dark.ink).toBe('#eef1f4');
  expect(tokens.fields.pexcl).toEqual(['#fcfdfd', '#dfe9f2', '#c3d5e7', '#a7c1dc', '#8baed0']);
  expect(dark.fields.mean).toHaveLength(5);
  expect(dark.font).toBe(tokens.font);
  expect([tokens.bandAlpha, dark.bandAlpha]).toEqual([0.42, 0.4]);
});
