import { ContouristError } from './contourist-error.ts';
import { EXPRESSION_FUNCTIONS, FUNCTION_NAMES } from './expression-functions.ts';
import { nearestName } from './nearest-name.ts';

/** A piece of an expression; `start` counts characters of the text from 0. */
export type Token =
  | { readonly kind: 'number'; readonly start: number; readonly value: number }
  | { readonly kind: 'name'; readonly start: number; readonly name: string }
  | { readonly kind: 'function'; readonly start: number; readonly name: string }
  | { readonly kind: 'operator'; readonly start: number; readonly symbol: string };

const PATTERNS = {
  space: /\s+/uy,
  number: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/uy,
  word: /[\p{L}_][\p{L}\p{N}_]*/uy,
  operator: /<=|>=|[-+*/^(),<>−]/uy,
};

/** An error in an expression's text at a character counted from 0; the column of its position counts from 1. */
export function expressionError(code: string, start: number, message: string, hint: string): ContouristError {
  return new ContouristError(`expression.${code}`, message, { position: { column: start + 1 }, hint });
}

function matchAt(pattern: RegExp, text: string, start: number): string | undefined {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0];
}

function readNumber(digits: string, start: number): Token {
  const value = Number(digits);
  if (Number.isFinite(value)) return { kind: 'number', start, value };
  throw expressionError(
    'number_too_large',
    start,
    `"${digits}" is too large a number.`,
    'Write a smaller one.',
  );
}

/** A word is a function where "(" follows, and else a parameter or a fixed value, never a constant or a unit. */
function readWord(word: string, start: number, called: boolean, names: ReadonlySet<string>): Token {
  if (called) {
    if (EXPRESSION_FUNCTIONS.has(word)) return { kind: 'function', start, name: word };
    if (names.has(word)) {
      const hint = `Multiply with *: "${word} * (…)".`;
      throw expressionError('not_a_function', start, `"${word}" is a value, not a function.`, hint);
    }
  } else if (names.has(word)) {
    return { kind: 'name', start, name: word };
  } else if (EXPRESSION_FUNCTIONS.has(word)) {
    const hint = `Write "${word}(…)".`;
    throw expressionError(
      'function_without_argument',
      start,
      `"${word}" is a function without its argument.`,
      hint,
    );
  }
  if (word === 'log') {
    const message =
      '"log" is ambiguous: it means the natural logarithm to some and the decimal one to others.';
    throw expressionError(
      'ambiguous_log',
      start,
      message,
      'Write "ln" for the natural or "log10" for the decimal one.',
    );
  }
  const known = called ? FUNCTION_NAMES : [...names];
  const nearest = nearestName(word, known);
  const meant = nearest === undefined ? '' : `Did you mean "${nearest}"? `;
  const message = called ? `There is no function "${word}".` : `Nothing here is called "${word}".`;
  const hint = `${meant}Known ${called ? 'functions' : 'names'}: ${known.join(', ') || 'none'}.`;
  throw expressionError(called ? 'unknown_function' : 'unknown_name', start, message, hint);
}

/** Characters, and parentheses in each other: more than a person writes, and less than the parser's stack holds. */
const MOST_CHARACTERS = 5000;
const MOST_LEVELS = 100;

function refuseEndless(text: string): void {
  if (text.length > MOST_CHARACTERS) {
    const message = `The expression has ${text.length} characters; up to ${MOST_CHARACTERS} are possible.`;
    throw expressionError('too_long', 0, message, 'Write a shorter one.');
  }
  let level = 0;
  for (let start = 0; start < text.length; start += 1) {
    if (text[start] === ')') level -= 1;
    if (text[start] === '(') level += 1;
    if (level > MOST_LEVELS) {
      const message = `More than ${MOST_LEVELS} parentheses are in each other.`;
      throw expressionError('too_deep', start, message, 'Write a simpler expression.');
    }
  }
}

/**
 * Splits an expression into numbers, names, functions and operators; the typographic minus "−" counts as "-".
 *
 * Only what the grammar knows gets through, so the parser behind never sees quotes, brackets, dots, assignments or a
 * word of its own language.
 *
 * @param names the parameters and fixed values that the expression may use
 * @throws ContouristError with the column of an unknown name, a foreign character or a missing operator
 */
export function tokenizeExpression(text: string, names: ReadonlySet<string>): Token[] {
  refuseEndless(text);
  const tokens: Token[] = [];
  let endsOperand = false;
  for (let start = matchAt(PATTERNS.space, text, 0)?.length ?? 0; start < text.length; ) {
    const digits = matchAt(PATTERNS.number, text, start);
    const word = matchAt(PATTERNS.word, text, start);
    const operator = matchAt(PATTERNS.operator, text, start);
    const piece = digits ?? word ?? operator;
    if (piece === undefined) {
      const character = String.fromCodePoint(text.codePointAt(start)!);
      const hint = `Expressions know numbers, names, + - * / ^ ( ) and ${FUNCTION_NAMES.join(' ')}.`;
      throw expressionError('foreign_character', start, `"${character}" has no meaning here.`, hint);
    }
    if (endsOperand && (operator === undefined || operator === '(')) {
      const hint = 'Write the multiplication: "2 * x", not "2 x".';
      throw expressionError('missing_operator', start, `An operator is missing before "${piece}".`, hint);
    }
    const end = start + piece.length;
    const next = end + (matchAt(PATTERNS.space, text, end)?.length ?? 0);
    if (digits !== undefined) tokens.push(readNumber(digits, start));
    else if (word !== undefined) tokens.push(readWord(word, start, text[next] === '(', names));
    else tokens.push({ kind: 'operator', start, symbol: piece === '−' ? '-' : piece });
    const token = tokens.at(-1)!;
    endsOperand = token.kind === 'operator' ? token.symbol === ')' : token.kind !== 'function';
    start = next;
  }
  return tokens;
}
