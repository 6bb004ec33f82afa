import { describe, expect, it } from 'vitest';
import type { SliceFigure } from '#shared/contract/slices/figure.ts';
import type { Slice } from '#shared/contract/slices/slice.ts';
import { drawSliceFigure } from '#shared/figures/slice-figure.ts';
import type { SvgNode } from '#shared/figures/svg.ts';
import { figurePoints, syntheticSlice, viewOfSlice } from './synthetic-slice.ts';

/** Half an em a character: layout alone is tested here. */
const TOOLS = {
  widthOf: (text: string, size: number) => 0.5 * size * text.length,
  imageAddress: () => 'data:image/png;base64,',
};

const drawingOf = (slice: Slice, figure: Partial<SliceFigure> = {}) =>
  drawSliceFigure({ title: '', view: viewOfSlice(slice), points: figurePoints(slice), ...figure }, TOOLS);

const allNodes = (nodes: readonly (SvgNode | string)[]): SvgNode[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...allNodes(node.content)]));

const texts = (slice: Slice, figure: Partial<SliceFigure> = {}): string[] =>
  allNodes(drawingOf(slice, figure).nodes).flatMap(({ name, content }) =>
    name === 'text' ? [content.join('')] : [],
  );

describe('drawSliceFigure', () => {
  it('labels axes, ticks and held parameters for people', () => {
    const found = texts(syntheticSlice(), { title: 'Dark Higgs' });
    expect(found).toContain('Dark Higgs');
    expect(found).toContain("$m_{Z'}$ [GeV]");
    expect(found).toContain('$g_\\chi$');
    expect(found).toContain('$m_s$ = 110\u00a0GeV (mid-range), gq = 0.25 (fixed)');
    expect(found).toContain('2\u202f000');
    expect(found).toContain('0.2');
    expect(found.join(' ')).not.toMatch(/\d\.\d{4}|e[+-]\d/);
  });

  it('names in the legend what is drawn, and nothing else', () => {
    const all = texts(syntheticSlice());
    const entries = [
      'Observed',
      'Observed ±1σ theory',
      'Expected',
      'Expected ±1σ',
      'Model ±1σ',
      'Low fidelity',
      'Excluded',
      'Allowed',
      'Pending',
    ];
    expect(all).toEqual(expect.arrayContaining(entries));
    expect(all).not.toContain('Expected ±2σ');

    const { exp } = syntheticSlice().quantities;
    const bare: Slice = { ...syntheticSlice(), quantities: { exp }, derived: {}, points: [], outside: [] };
    const few = texts(bare);
    expect(entries.filter((entry) => few.includes(entry))).toEqual(['Expected', 'Model ±1σ']);
  });

  it('shows points by their distance, and none too far from the slice', () => {
    const { nodes } = drawingOf({ ...syntheticSlice(), quantities: {}, derived: {}, outside: [] });
    const opacities = allNodes(nodes).flatMap(({ attributes }) => attributes.opacity ?? []);
    // exp(−(d/0.17)²) in steps of 0.05; the point at d = 0.5 (2e-4) is not drawn.
    expect(opacities.sort()).toEqual([0.25, 0.7, 0.9, 1, 1]);
  });

  it('hatches where the ±1σ fits cross', () => {
    const slice = syntheticSlice();
    const swapped = { exp_p1: slice.quantities.exp_m1, exp_m1: slice.quantities.exp_p1 };
    const crossings: Slice['crossings'] = [
      { lower: 'exp_m1', upper: 'exp', share: 1, x: [500, 4000], y: [0.1, 3] },
    ];
    const found = texts({ ...slice, quantities: { ...slice.quantities, ...swapped }, crossings });
    expect(found).toContain('±1σ fits cross');
    // A band whose edges are swapped is still the region between them.
    expect(found).toContain('Expected ±1σ');
  });

  it('tells contours of the low fidelity alone from those of the full analysis', () => {
    const slice = syntheticSlice();
    const { exp } = slice.quantities;
    const low: Slice = { ...slice, quantities: { exp: { ...exp, fidelity: 'low' } }, derived: {} };
    expect(texts(low)).toContain('Expected, low fidelity alone');
    expect(texts(low)).not.toContain('Expected');
    expect(texts(slice)).not.toContain('Expected, low fidelity alone');
  });

  it('says why there is no contour', () => {
    const slice = syntheticSlice();
    const { exp } = slice.quantities;
    const shifted = (by: number): Slice => ({
      ...slice,
      quantities: { exp: { ...exp, mean: exp.mean.map((row) => row.map(() => by)), contours: [] } },
    });
    expect(texts(shifted(1))).toContain('allowed everywhere');
    expect(texts(shifted(-1))).toContain('excluded everywhere');
  });

  it('labels axes in another unit where the reader has chosen one', () => {
    const found = texts(syntheticSlice(), { shownIn: { x: { unit: 'TeV', factor: 1e-3 } } });
    expect(found).toContain("$m_{Z'}$ [TeV]");
    expect(found).toContain('0.5');
    expect(found).not.toContain('2\u202f000');
  });

  it('breaks a long title between words, never inside of a formula', () => {
    const title = `${'word '.repeat(30)}$\\tilde\\chi^0_2 \\to h \\tilde\\chi^0_1$ and more`;
    const lines = texts(syntheticSlice(), { title }).slice(0, 3);
    expect(lines.join(' ')).toContain('$\\tilde\\chi^0_2 \\to h \\tilde\\chi^0_1$');
    for (const line of lines) expect(TOOLS.widthOf(line, 15)).toBeLessThanOrEqual(720 - 62 - 20);
  });

  it('leaves out layers that are switched off, and shows a dollar of a file name as one', () => {
    const foreign = [
      {
        id: 'overlay-a',
        label: 'a$1$.csv',
        lines: [
          [
            [500, 0.1],
            [900, 0.2],
          ] as [number, number][],
        ],
        colour: 1,
      },
    ];
    const found = texts(syntheticSlice(), { foreign, hidden: ['band1'] });
    expect(found).not.toContain('Expected ±1σ');
    expect(found).toContain('a\\$1\\$.csv');
  });
});
