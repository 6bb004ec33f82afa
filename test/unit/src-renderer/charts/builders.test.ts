import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildHistogramOption, histogram } from '#renderer/charts/builders/build-histogram-option.ts';
import { buildLineOption } from '#renderer/charts/builders/build-line-option.ts';
import { buildScatterOption } from '#renderer/charts/builders/build-scatter-option.ts';
import { readChartTokens } from '#renderer/charts/chart-tokens.ts';
import { init } from '#renderer/charts/echarts.ts';
import { goalGuide } from '#renderer/charts/layers/guide-layer.ts';
import { rectangle } from '#renderer/charts/layers/region-layer.ts';
import type { Picture } from '#renderer/charts/picture.ts';

const css = readFileSync(new URL('../../../../src-renderer/app/tokens.css', import.meta.url), 'utf8');
const tokens = readChartTokens(css, { theme: 'light', palette: 'standard' });

const ids = ({ option }: Picture) => (option.series as { id: string }[]).map(({ id }) => id);

/** What ECharts itself draws of a picture. */
function draw({ option }: Picture): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 400, height: 300 });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

const entropy = buildLineOption({
  x: { bounds: [0, 3], title: 'iteration' },
  y: { bounds: [0, 0.12], title: '$\\langle H\\rangle$ [nat]' },
  lines: [
    {
      id: 'entropy',
      points: [
        [0, 0.09],
        [1, null],
        [2, 0.06],
        [3, 0.05],
      ],
      errors: [0.004, null, null, 0.003],
      color: 'series1',
      marker: 'filled',
    },
  ],
  guides: [goalGuide('goal', 0.02, [0, 3])],
  regions: [rectangle('band', [0, 3], [0, 0.01], 'band', 0.4)],
  tokens,
});

test('regions lie under guides, guides under lines, the frame on top', () => {
  expect(ids(entropy)).toEqual(['band', 'goal', 'entropy-errors', 'entropy', 'frame']);
});

test('a gap is a gap, and error bars are drawn where errors are known', () => {
  const [, , errors, line] = entropy.option.series as { data: unknown[] }[];
  expect(line?.data).toEqual([
    [0, 0.09],
    [1, '-'],
    [2, 0.06],
    [3, 0.05],
  ]);
  expect(errors?.data).toEqual([
    [0, expect.closeTo(0.086), expect.closeTo(0.094)],
    [3, expect.closeTo(0.047), expect.closeTo(0.053)],
  ]);
});

test('ECharts draws it, ticks and all, in the colours of the tokens', () => {
  const svg = draw(entropy);
  for (const label of ['0.00', '0.02', '0.12']) expect(svg).toContain(`>${label}</text>`);
  expect(svg).toContain(tokens.series1);
  expect(svg).toContain(tokens.threshold);
  expect(svg).not.toContain('undefined');
});

test('exports carry the titles as text', () => {
  const svg = draw(
    buildScatterOption({
      x: { bounds: [-4, 4], title: '$\\ln\\mu$ low' },
      y: { bounds: [-4, 4], title: 'pull' },
      points: [{ id: 'agree', at: [[1, 1]], color: 'high', shape: 'diamond', isOpen: true }],
      guides: [{ id: 'equal', from: [-4, -4], to: [4, 4], color: 'axis', stroke: 'dotted' }],
      tokens,
      titles: 'text',
    }),
  );
  expect(svg).toContain('>pull</text>');
  expect(svg).toContain('>$\\ln\\mu$ low</text>');
  expect(svg, 'a font name in double quotes would end its attribute').not.toContain('"Inter');
});

test('bars of a histogram stand on their bins; empty ones are left out', () => {
  const { edges, counts } = histogram([-9, -0.4, 0.1, 0.2, 3.9, 4], [-4, 4], 4);
  expect(edges).toEqual([-4, -2, 0, 2, 4]);
  expect(counts).toEqual([1, 1, 2, 2]);
  const picture = buildHistogramOption({
    x: { bounds: [-4, 4] },
    y: { bounds: [0, 3] },
    edges,
    counts: [1, 0, 2, 2],
    tokens,
  });
  expect(ids(picture)).toEqual(['bin-0', 'bin-2', 'bin-3', 'frame']);
  expect(draw(picture)).toContain('<path');
});
