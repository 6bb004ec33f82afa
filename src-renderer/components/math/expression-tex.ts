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
};

/** Functions that TeX writes around their argument, in place of its parentheses. */
const AROUND: Readonly<Record<string, readonly [open: string, close: string]>> = {
  sqrt: ['\\sqrt{', '}'],
  abs: ['\\lvert ', '\\rvert '],
};

const OPERATORS: Readonly<Record<string, string>> = { '*': '\\,', '<=': '\\le ', '>=': '\\ge ', '−': '-' };

/**
 * An expression of a campaign as TeX, with the parameters' symbols: `ln(m_nlsp - m_lsp + 1)` becomes
 * `\ln(m_{\tilde\chi_2^0}-m_{\tilde\chi_1^0}+1)`. It is set piece by piece as it stands: what is half typed shows too.
 */
export function expressionTex(text: string, parameters: readonly NamedParameter[]): string {
  const labels = new Map(parameters.map(({ name, label }) => [name, label]));
  /** What ends each parenthesis that is open. */
  const ends: string[] = [];
  let around: readonly [string, string] | undefined;
  const pieces = (text.match(/[\p{L}_][\p{L}\p{N}_]*|<=|>=|[\d.]+|\S/gu) ?? []).map((piece) => {
    if (piece === '(') {
      const [open, end] = around ?? ['(', ')'];
      around = undefined;
      ends.push(end);
      return open;
    }
    if (piece === ')') return ends.pop() ?? ')';
    around = AROUND[piece];
    return around ? '' : pieceTex(piece, labels);
  });
  return [...pieces, ...ends.filter((end) => end === '}')].join('');
}

function pieceTex(piece: string, labels: ReadonlyMap<string, string | undefined>): string {
  if (/^[\p{L}_]/u.test(piece)) {
    const tex = FUNCTIONS[piece] ?? labels.get(piece);
    return tex === undefined || tex === '' ? `\\mathrm{${piece.replaceAll('_', '\\_')}}` : `{${tex}}`;
  }
  // A character that means something to TeX and nothing to an expression.
  if (/[#$%&~\\{}^]/.test(piece)) return piece === '^' ? '^' : '';
  return OPERATORS[piece] ?? piece;
}
