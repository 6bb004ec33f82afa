import jsep from 'jsep';
import { expressionError, type Token } from './expression-tokens.ts';

// jsep keeps its grammar in module state; nothing else here uses it. Precedences as everywhere in mathematics.
jsep.removeAllBinaryOps();
jsep.removeAllUnaryOps();
jsep.removeAllLiterals();
for (const comparison of ['<', '<=', '>', '>=']) jsep.addBinaryOp(comparison, 1);
for (const sum of ['+', '-']) jsep.addBinaryOp(sum, 2);
for (const product of ['*', '/']) jsep.addBinaryOp(product, 3);
jsep.addBinaryOp('^', 4, true);
jsep.addUnaryOp('-');
jsep.addUnaryOp('+');

/**
 * A syntax tree of jsep. Numbers are literals; the identifier `name_3` is the third token, a parameter or fixed value;
 * calls are of `call_ln` and so on, and of `group`, which stands for a pair of parentheses.
 */
export type SyntaxTree = jsep.Expression;

/** Parentheses become calls of `group`: jsep's tree would not tell (−2)^2 from −2^2 nor (a < b) < c from a < b < c. */
function spell(token: Token, index: number, previous: Token | undefined): string {
  if (token.kind === 'number') return String(token.value);
  if (token.kind === 'name') return `name_${index}`;
  if (token.kind === 'function') return `call_${token.name}`;
  return token.symbol === '(' && previous?.kind !== 'function' ? 'group(' : token.symbol;
}

/**
 * The syntax tree of an expression's tokens.
 *
 * @throws ContouristError `expression.syntax` with the column where parentheses or operands do not fit together
 */
export function parseTokens(tokens: readonly Token[]): SyntaxTree {
  let spelled = '';
  const starts = tokens.map((token, index) => {
    const start = spelled.length;
    spelled += `${spell(token, index, tokens[index - 1])} `;
    return start;
  });
  try {
    return jsep(spelled);
  } catch (error) {
    const at = error instanceof Error && 'index' in error ? Number(error.index) : 0;
    const token = tokens[starts.findLastIndex((start) => start <= at)];
    const message = 'The expression is incomplete here: an operand or a parenthesis is missing.';
    throw expressionError(
      'syntax',
      token?.start ?? 0,
      message,
      'Check the operators and parentheses around it.',
    );
  }
}
