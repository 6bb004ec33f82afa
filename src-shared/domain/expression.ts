import type jsep from 'jsep';
import { EXPRESSION_FUNCTIONS, VARIADIC_FUNCTIONS } from './expression-functions.ts';
import { parseTokens, type SyntaxTree } from './expression-syntax.ts';
import { expressionError, type Token, tokenizeExpression } from './expression-tokens.ts';

/** An expression compiled for repeated use: the values stand in the order of its names. */
export type Evaluate = (values: ArrayLike<number>) => number;

/** A constraint compiled for repeated use; a comparison with NaN does not hold. */
export type Holds = (values: ArrayLike<number>) => boolean;

const BINARY: Readonly<Record<string, (left: Evaluate, right: Evaluate) => Evaluate>> = {
  '+': (left, right) => (values) => left(values) + right(values),
  '-': (left, right) => (values) => left(values) - right(values),
  '*': (left, right) => (values) => left(values) * right(values),
  '/': (left, right) => (values) => left(values) / right(values),
  '^': (left, right) => (values) => left(values) ** right(values),
};

/** Comparisons under a rounding of at most `slack`: values that agree within it are equal. */
const COMPARISON: Readonly<Record<string, (left: number, right: number, slack: number) => boolean>> = {
  '<': (left, right, slack) => left < right - slack,
  '<=': (left, right, slack) => left <= right + slack,
  '>': (left, right, slack) => left > right + slack,
  '>=': (left, right, slack) => left >= right - slack,
};

/**
 * Values are equal within this share of the largest number that enters a comparison. In floating point 0.7 − 2·0.2 is
 * below 0.3; a point on a constraint must not depend on that. A short expression rounds by some 1e-15 of its terms.
 */
const EQUAL_WITHIN = 1e-12;

/** What a syntax tree's identifiers stand for. */
interface Meaning {
  readonly tokens: readonly Token[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly fixed: Readonly<Record<string, number>>;
}

function refuse(tree: SyntaxTree, tokens: readonly Token[]): never {
  const comparison = tokens.find((token) => token.kind === 'operator' && token.symbol in COMPARISON);
  if (tree.type === 'BinaryExpression' && comparison) {
    const hint = 'Comparisons belong in constraints, side by side: "a < b" or "0 < a <= b".';
    throw expressionError('comparison', comparison.start, 'A comparison cannot stand here.', hint);
  }
  const comma = tokens.find((token) => token.kind === 'operator' && token.symbol === ',');
  const hint = 'Commas separate the arguments of min and max; decimals are written with a point.';
  if (comma) throw expressionError('comma', comma.start, 'A comma cannot stand here.', hint);
  throw expressionError('syntax', 0, 'This is not an expression.', 'Write one, as "m_zp - 2 * m_dm".');
}

function compileName(name: string, { indexOf, fixed }: Meaning): Evaluate {
  const index = indexOf.get(name);
  if (index !== undefined) return (values) => values[index];
  const value = fixed[name];
  return () => value;
}

function compileCall(tree: jsep.CallExpression, meaning: Meaning): Evaluate {
  const callee = tree.callee.type === 'Identifier' ? (tree.callee as jsep.Identifier).name : '';
  const compiled = tree.arguments.map((argument) => compileNumber(argument, meaning));
  const [first] = compiled;
  if (callee === 'group') {
    if (first === undefined || compiled.length > 1) return refuse(tree, meaning.tokens);
    return first;
  }
  const name = callee.replace(/^call_/, '');
  const apply = EXPRESSION_FUNCTIONS.get(name);
  if (apply === undefined) return refuse(tree, meaning.tokens);
  if (first === undefined || (compiled.length > 1 && !VARIADIC_FUNCTIONS.has(name))) {
    const start = meaning.tokens.find((token) => token.kind === 'function' && token.name === name)!.start;
    const message = `"${name}" has ${compiled.length} arguments.`;
    const hint = VARIADIC_FUNCTIONS.has(name) ? 'Give it some, separated by commas.' : 'It takes one.';
    throw expressionError('arguments', start, message, hint);
  }
  if (compiled.length === 1) return (values) => apply(first(values));
  return (values) => apply(...compiled.map((argument) => argument(values)));
}

/** A sign binds less tightly than a power, −2^2 = −4, but jsep reads it the other way round: (−2)^2 has its group. */
function compilePower(tree: jsep.BinaryExpression, meaning: Meaning): Evaluate {
  if (tree.left.type === 'UnaryExpression') {
    const signed = tree.left as jsep.UnaryExpression;
    const power: jsep.BinaryExpression = { ...tree, left: signed.argument };
    return compileSign(signed.operator, compilePower(power, meaning));
  }
  return BINARY['^'](compileNumber(tree.left, meaning), compileNumber(tree.right, meaning));
}

function compileSign(sign: string, operand: Evaluate): Evaluate {
  return sign === '-' ? (values) => -operand(values) : operand;
}

/** Turns the few kinds of node that expressions have into closures and refuses all others. */
function compileNumber(tree: SyntaxTree, meaning: Meaning): Evaluate {
  switch (tree.type) {
    case 'Literal': {
      const { value } = tree as jsep.Literal;
      return typeof value === 'number' ? () => value : refuse(tree, meaning.tokens);
    }
    case 'Identifier': {
      const token = meaning.tokens[Number((tree as jsep.Identifier).name.replace(/^name_/, ''))];
      return token?.kind === 'name' ? compileName(token.name, meaning) : refuse(tree, meaning.tokens);
    }
    case 'UnaryExpression': {
      const { operator, argument } = tree as jsep.UnaryExpression;
      return compileSign(operator, compileNumber(argument, meaning));
    }
    case 'BinaryExpression': {
      const binary = tree as jsep.BinaryExpression;
      if (binary.operator === '^') return compilePower(binary, meaning);
      const combine = BINARY[binary.operator];
      if (combine === undefined) return refuse(tree, meaning.tokens);
      return combine(compileNumber(binary.left, meaning), compileNumber(binary.right, meaning));
    }
    case 'CallExpression':
      return compileCall(tree as jsep.CallExpression, meaning);
    default:
      return refuse(tree, meaning.tokens);
  }
}

function parse(text: string, names: readonly string[], fixed: Readonly<Record<string, number>>) {
  const tokens = tokenizeExpression(text, new Set([...names, ...Object.keys(fixed)]));
  const meaning: Meaning = { tokens, indexOf: new Map(names.map((name, index) => [name, index])), fixed };
  return { tree: parseTokens(tokens), meaning };
}

/**
 * Compiles an arithmetic expression: numbers, names, + − * / ^ (right associative, before a sign: −2^2 = −4),
 * parentheses, and ln log10 exp sqrt abs sign asinh tanh min max. `m_zp - 2*m_dm` of [3000, 1000] is 1000.
 *
 * A name always means a parameter or a fixed value, never a constant or unit. What is undefined (ln of a negative
 * number) evaluates to NaN or ±∞.
 *
 * @param names the parameters, in the order of the values
 * @param fixed values that are no parameters, by name
 * @throws ContouristError `expression.…` with the column (from 1) of what is wrong and a hint
 */
export function compileExpression(
  text: string,
  names: readonly string[],
  fixed: Readonly<Record<string, number>> = {},
): Evaluate {
  const { tree, meaning } = parse(text, names, fixed);
  return compileNumber(tree, meaning);
}

/** The parameters that an expression names, as indices into its values. */
function namedIndices({ tokens, indexOf }: Meaning): number[] {
  const names = new Set(tokens.flatMap((token) => (token.kind === 'name' ? [token.name] : [])));
  return [...names].flatMap((name) => indexOf.get(name) ?? []);
}

/**
 * Compiles a constraint: two expressions compared by < <= > >=, or a chain of them, `0 < a <= b`, that holds when all
 * its comparisons do. Values that agree within the rounding of float64 are equal: a point on a constraint is inside,
 * and outside where the comparison is strict. Names and errors as for `compileExpression`.
 */
export function compileConstraint(
  text: string,
  names: readonly string[],
  fixed: Readonly<Record<string, number>> = {},
): Holds {
  const { tree, meaning } = parse(text, names, fixed);
  const sides: Evaluate[] = [];
  const comparisons: (typeof COMPARISON)[string][] = [];
  // A chain hangs to the left: ((a < b) <= c).
  let rest = tree;
  while (rest.type === 'BinaryExpression') {
    const { operator, left, right } = rest as jsep.BinaryExpression;
    const compare = COMPARISON[operator];
    if (compare === undefined) break;
    comparisons.unshift(compare);
    sides.unshift(compileNumber(right, meaning));
    rest = left;
  }
  sides.unshift(compileNumber(rest, meaning));
  if (comparisons.length === 0) {
    const hint = 'Compare two expressions by <, <=, > or >=, as "m_dm < 0.5 * m_zp".';
    throw expressionError('no_comparison', 0, 'A constraint must compare.', hint);
  }
  const named = namedIndices(meaning);
  return (values) => {
    const largest = named.reduce((size, index) => Math.max(size, Math.abs(values[index])), 0);
    let left = sides[0](values);
    return comparisons.every((compare, index) => {
      const right = sides[index + 1](values);
      const slack = EQUAL_WITHIN * Math.max(largest, Math.abs(left), Math.abs(right));
      const holds = compare(left, right, Number.isFinite(slack) ? slack : 0);
      left = right;
      return holds;
    });
  };
}
