import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { expressionTex } from '#renderer/components/math/expression-tex.ts';

const PARAMETERS = [{ name: 'm_a', label: 'm_{\\tilde a}' }, { name: 'm_b' }];
const tex = (text: string) => expressionTex(text, PARAMETERS);

describe('an expression in symbols', () => {
  it('has the parameters by their labels, or upright by their names', () => {
    expect(tex('ln(m_a - m_b + 1)')).toBe('{\\ln}({m_{\\tilde a}}-\\mathrm{m\\_b}+1)');
    expect(tex('m_a <= 2 * m_b')).toBe('{m_{\\tilde a}}\\le 2\\,\\mathrm{m\\_b}');
  });

  it('draws roots and absolute values around their argument', () => {
    expect(tex('sqrt(abs(m_a - 2*(m_b)))')).toBe(
      '\\sqrt{\\lvert {m_{\\tilde a}}-2\\,(\\mathrm{m\\_b})\\rvert }',
    );
  });

  it.each(['sqrt(m_a', 'sqrt', 'm_a ^', ')', '2^', '\\frac{', '$x$', 'sqrt(abs(', 'm_a < < 3', '%'])(
    'is TeX that can be set while %s is still being typed, but for a power without its exponent',
    (text) => {
      const set = () => katex.renderToString(tex(text), { throwOnError: true });
      if (text.trimEnd().endsWith('^')) expect(set).toThrow();
      else expect(set).not.toThrow();
    },
  );
});
