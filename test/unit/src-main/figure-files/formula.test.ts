import { describe, expect, it } from 'vitest';
import { setFormula } from '#main/figure-files/formula.ts';
import { element, type SvgNode, toMarkup } from '#shared/figures/svg.ts';

const set = (tex: string) => setFormula(tex, () => element('path', { d: 'M0 0' }));
const glyphs = (nodes: readonly SvgNode[]): number =>
  nodes.map(toMarkup).join('').match(/<path/g)?.length ?? 0;

describe('setFormula', () => {
  it.each([
    ['m_{\\tilde{\\chi}^0_2}', 'm_{χ\u0303⁰₂}', 5],
    ['\\bar b', 'b\u0304', 2],
    ["m_{Z'}", 'm_{Z′}', 3],
    ['g_\\chi', 'g_χ', 2],
    ['E_\\mathrm{T}^\\mathrm{miss}', 'E^{miss}_T', 6],
    ['\\sigma(\\ln\\mu)', 'σ(lnμ)', 6],
    ['\\frac{\\hat y}{2}', 'ŷ/2', 3],
    ['\\pm 1', '±1', 2],
    ['\\to b\\bar b', '→ bb\u0304', 4],
    ['\\vec p \\to \\dot q', 'p\u20d7 → q\u0307', 5],
    ['\\sqrt{s}', '√s', 2],
    ['(y - \\hat y)/\\sigma', '(y − ŷ)/σ', 8],
  ])('sets %s in outlines, and reads it as %s', (tex, text, count) => {
    const formula = set(tex);
    expect(formula.text).toBe(text);
    expect(glyphs(formula.nodes)).toBe(count);
    expect(formula.width).toBeGreaterThan(0.2);
  });

  it('leaves a formula on one line, whatever operators it has', () => {
    // Widths of Computer Modern at 10 pt, in em: ( and ) 0.389, y 0.490, − 0.778 with 0.222 on both sides, / 0.5, σ 0.571.
    const width = 2 * 0.389 + 2 * 0.49 + 0.778 + 2 * 0.222 + 0.5 + 0.571;
    // Italic corrections are within the tolerance of 0.05; broken at the minus, it would be 1.9.
    expect(set('(y - \\hat y)/\\sigma').width).toBeCloseTo(width, 1);
  });

  it('refuses what is no TeX', () => {
    for (const tex of ['\\foo{x}', '{', 'a_b_c']) expect(() => set(tex)).toThrow();
  });
});
