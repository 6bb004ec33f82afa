import { expect, test } from 'vitest';
import type { Cut } from '#shared/contract/slices/slices-methods.ts';
import { drawCutPlot } from '#shared/figures/cut-plot.ts';
import { LIGHT } from '#shared/figures/palette.ts';
import type { SvgNode } from '#shared/figures/svg.ts';
import { syntheticSlice, viewOfSlice } from './synthetic-slice.ts';

const { x } = viewOfSlice(syntheticSlice());
const BOX = { left: 50, top: 10, width: 300, height: 120 };

const quantity = (fidelity: 'low' | 'high') => ({
  pExcl: [0.9, 0.1],
  mean: [-0.5, 0.5],
  sd: [0.1, 0.1],
  extrapolated: [false, false],
  fidelity,
});

function draw(quantities: Cut['quantities']): { texts: string[]; dashes: unknown[] } {
  const all = (nodes: readonly (SvgNode | string)[]): SvgNode[] =>
    nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...all(node.content)]));
  const cut = { values: [x.values[0]!, x.values.at(-1)!], quantities };
  const { nodes } = drawCutPlot(
    { axis: x, cut, of: 'exp', hidden: new Set(), colours: LIGHT, idPrefix: 'p' },
    BOX,
  );
  return {
    texts: all(nodes).flatMap(({ name, content }) => (name === 'text' ? [content.join('')] : [])),
    dashes: all(nodes).flatMap(({ attributes }) => attributes['stroke-dasharray'] ?? []),
  };
}

test('a cut says which of its lines have no high-fidelity limit behind them, and dash-dots them', () => {
  const full = draw({ exp: quantity('high'), obs: quantity('high') });
  expect(full.texts.join()).not.toContain('low fidelity alone');
  expect(full.dashes).toContain('6 4');
  const mixed = draw({ exp: quantity('low'), obs: quantity('high') });
  expect(mixed.texts).toContain('expected: low fidelity alone');
  expect(mixed.dashes).toContain('5 3 1 3');
  expect(draw({ exp: quantity('low'), obs: quantity('low') }).texts).toContain(
    'expected and observed: low fidelity alone',
  );
});
