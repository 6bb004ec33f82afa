import type { NamedParameter } from './parameter-title.ts';

const FUNCTIONS: Readonly<Record<string, string>> = {
  ln: '\\ln',
  exp: '\\exp',
  log10: '\\log_{10}',
  min: '\\min',
  max: '\\max',
  tanh: '\\tanh',
  asinh: '\\operatorname{asinh}',
  sign: '\\operatorname{sign}',
  abs: '\\operatorname{abs}',
  sqrt: '\\operatorname{sqrt}',
};

const OPERATORS: Readonly<Record<string, string>> = { '*': '\\,', '<=': '\\le ', '>=': '\\ge ', '−': '-' };

/**
 * An expression of a campaign as TeX, with the parameters' symbols: `ln(m_nlsp - m_lsp + 1)` becomes
 * `\ln(m_{\tilde\chi_2^0}-m_{\tilde\chi_1^0}+1)`. It is set as it stands, piece by piece: what is half typed shows too.
 */
export function expressionTex(text: string, parameters: readonly NamedParameter[]): string {
  const labels = new Map(parameters.map(({ name, label }) => [name, label]));
  return text.replace(/[\p{L}_][\p{L}\p{N}_]*|<=|>=|[*−#$%&~\\{}]/gu, (piece) => {
    const operator = OPERATORS[piece];
    if (operator !== undefined) return operator;
    if (!/[\p{L}_]/u.test(piece)) return '';
    const tex = FUNCTIONS[piece] ?? labels.get(piece);
    return tex === undefined || tex === '' ? `\\mathrm{${piece.replaceAll('_', '\\_')}}` : `{${tex}}`;
  });
}
