import { describe, expect, it } from 'vitest';
import { mathTspans, parseMathLabel } from '#shared/figures/math-label.ts';

const plain = (label: string): string =>
  parseMathLabel(label)
    .map(({ text }) => text)
    .join('');

describe('parseMathLabel', () => {
  it.each([
    ["m_{Z'}", 'mZ′'],
    ['g_\\chi', 'gχ'],
    ['m_{\\tilde{\\chi}^0_1}', 'mχ\u030301'],
    ['b\\bar{b}', 'bb\u0305'],
    ['\\Delta m(\\tilde g, \\tilde\\chi)', 'Δm(g\u0303,χ\u0303)'],
    ['c\\tau_{\\mathrm{LLP}}', 'cτLLP'],
    ['$\\lambda_{D}$', 'λD'],
    ['\\log_{10}\\,x', 'log10\u2009x'],
    ['unclosed_{group', 'unclosedgroup'],
    ['stray } brace', 'straybrace'],
  ])('reads %s', (label, text) => {
    expect(plain(label)).toBe(text);
  });

  it('sets letters italic, digits, capitals Greek and \\mathrm upright', () => {
    expect(parseMathLabel('m2\\Omega\\mathrm{eff}').map(({ text, italic }) => [text, italic])).toEqual([
      ['m', true],
      ['2Ωeff', false],
    ]);
  });

  it('lowers and shrinks subscripts, and their subscripts again', () => {
    const [base, first, second] = parseMathLabel('a_{b_c}');
    expect([base?.rise, base?.size]).toEqual([0, 1]);
    expect(first?.rise).toBeCloseTo(-0.22, 12);
    expect(second?.rise).toBeCloseTo(-0.22 - 0.22 * 0.72, 12);
    expect(second?.size).toBeCloseTo(0.72 ** 2, 12);
  });
});

describe('mathTspans', () => {
  it('comes back to the baseline', () => {
    const shifts = mathTspans('m_{Z}', 100).flatMap(({ attributes: { dy } }) => dy ?? []);
    expect(shifts).toEqual([22, -22]);
  });
});
