import { describe, expect, it } from 'vitest';
import { type Slice, sliceSchema } from '#shared/contract/slices/slice.ts';
import { figurePoints } from '#shared/figures/points-layer.ts';
import { renderSliceSvg, type SliceFigureOptions } from '#shared/figures/slice-figure.ts';
import { viewOfSlice } from '#shared/figures/slice-view.ts';
import { syntheticSlice } from './synthetic-slice.ts';

/** The text of every `<text>` element, markup removed. */
const texts = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, inner]) =>
    (inner ?? '').replace(/<[^>]*>|\u200b/g, ''),
  );

/** Every opened element is closed, in order. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, closing, name, selfClosing] of svg.matchAll(/<(\/?)([a-zA-Z]+)[^<>]*?(\/?)>/g)) {
    if (closing) {
      if (open.pop() !== name) return false;
    } else if (!selfClosing) open.push(name ?? '');
  }
  return open.length === 0;
}

const svgOf = (slice: Slice, options: SliceFigureOptions = {}): string =>
  renderSliceSvg(viewOfSlice(slice), { points: figurePoints(slice), ...options });

describe('renderSliceSvg', () => {
  it('draws the reviewed figure', async () => {
    const slice = sliceSchema.parse(syntheticSlice());
    const svg = svgOf(slice, { title: 'Dark Higgs, s(bb) + MET' });
    await expect(svg).toMatchFileSnapshot('../../../fixtures/figures/slice.svg');
  });

  it('labels axes, ticks and held parameters for people', () => {
    const found = texts(svgOf(syntheticSlice(), { title: 'Dark Higgs' }));
    expect(found).toContain('Dark Higgs');
    expect(found).toContain('mZ′ [GeV]');
    expect(found).toContain('gχ');
    expect(found).toContain('ms = 110\u00a0GeV (mid-range), gq = 0.25 (fixed)');
    expect(found).toContain('2\u202f000');
    expect(found).toContain('0.2');
    expect(found.join(' ')).not.toMatch(/\d\.\d{4}|e[+-]\d/);
  });

  it('names in the legend what is drawn, and nothing else', () => {
    const all = texts(svgOf(syntheticSlice()));
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
    const few = texts(svgOf(bare));
    expect(entries.filter((entry) => few.includes(entry))).toEqual(['Expected', 'Model ±1σ']);
  });

  it('shows points by their distance, and none too far from the slice', () => {
    const svg = svgOf({ ...syntheticSlice(), quantities: {}, derived: {}, outside: [] });
    const opacities = [...svg.matchAll(/ opacity="([\d.]+)"/g)].map(([, value]) => Number(value));
    // exp(−(d/0.17)²) in steps of 0.05; the point at d = 0.5 (2e-4) is not drawn.
    expect(opacities.sort()).toEqual([0.25, 0.7, 0.9, 1, 1]);
  });

  it('hatches where the ±1σ fits cross', () => {
    const slice = syntheticSlice();
    const swapped = { exp_p1: slice.quantities.exp_m1, exp_m1: slice.quantities.exp_p1 };
    const crossings: Slice['crossings'] = [
      { lower: 'exp_m1', upper: 'exp', share: 1, x: [500, 4000], y: [0.1, 3] },
    ];
    const svg = svgOf({ ...slice, quantities: { ...slice.quantities, ...swapped }, crossings });
    expect(texts(svg)).toContain('±1σ fits cross');
    // A band whose edges are swapped is still the region between them.
    expect(texts(svg)).toContain('Expected ±1σ');
  });

  it('says why there is no contour', () => {
    const slice = syntheticSlice();
    const { exp } = slice.quantities;
    const shifted = (by: number): Slice => ({
      ...slice,
      quantities: { exp: { ...exp, mean: exp.mean.map((row) => row.map(() => by)), contours: [] } },
    });
    expect(texts(svgOf(shifted(1)))).toContain('allowed everywhere');
    expect(texts(svgOf(shifted(-1)))).toContain('excluded everywhere');
  });

  it('escapes what users write', () => {
    const slice = { ...syntheticSlice(), x: { ...syntheticSlice().x, label: '<b>&"\u0007' } };
    const svg = svgOf(slice, { title: '</svg><script>alert("1")</script> & co', idPrefix: '"x' });
    expect(svg).not.toContain('<script>');
    expect(isWellFormed(svg)).toBe(true);
    expect(svg).not.toContain('\u0007');
  });

  it('is well-formed and refers to nothing outside of itself', () => {
    const svg = svgOf(syntheticSlice(), { title: 'Dark Higgs' });
    expect(isWellFormed(svg)).toBe(true);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href="(?!data:)|@import/);
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(svg).toContain(`id="${id}"`);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});
