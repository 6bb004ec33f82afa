import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { compileConstraint, compileExpression } from '#shared/domain/expression.ts';

const evaluate = (text: string, values: Record<string, number> = {}, fixed: Record<string, number> = {}) =>
  compileExpression(text, Object.keys(values), fixed)(Object.values(values));
const holds = (text: string, values: Record<string, number> = {}) =>
  compileConstraint(text, Object.keys(values))(Object.values(values));

/** The error that compiling throws, as code, column and hint. */
function problem(compile: () => unknown): { code: string; column: unknown; hint: string | undefined } {
  try {
    compile();
  } catch (error) {
    if (!(error instanceof ContouristError)) throw error;
    return { code: error.code, column: error.position?.column, hint: error.hint };
  }
  throw new Error('Nothing was refused.');
}

describe('expressions', () => {
  it.each([
    ['-2^2', -4],
    ['(-2)^2', 4],
    ['2^3^2', 512],
    ['2^-1', 0.5],
    ['-2^-2', -0.25],
    ['2^-3^2', 2 ** -9],
    ['--2^2', 4],
    ['7 - 4 - 2', 1],
    ['16 / 4 * 2', 8],
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['1 - -1', 2],
    ['3 − 5', -2],
    ['+3', 3],
    ['1e3 + 1.5E-2 + .5 + 2.', 1002.515],
    ['ln(exp(2))', 2],
    ['log10(1000)', 3],
    ['sqrt(abs(-9))', 3],
    ['sign(-3) * asinh(0) + tanh(0)', 0],
    ['min(3, 1, 2) + max(4)', 5],
    ['-abs(-2)^2', -4],
    ['  ( ( 2 ) )\n+ 1 ', 3],
    ['1e21 * 1e-21', 1],
  ])('%s = %d', (text, value) => {
    expect(evaluate(text)).toBeCloseTo(value, 12);
  });

  it('reads parameters and fixed values, whatever they are called', () => {
    const values = {
      m_zp: 3000,
      e: 2,
      i: 3,
      pi: 5,
      in: 7,
      to: 11,
      mod: 13,
      kg: 17,
      log: 19,
      true: 23,
      this: 29,
      mχ: 31,
    };
    for (const [name, value] of Object.entries(values))
      expect(evaluate(`2 * ${name}`, values)).toBe(2 * value);
    expect(evaluate('1e3 + e', values)).toBe(1002);
    expect(evaluate('constructor + __proto__', { constructor: 1, ['__proto__']: 2 })).toBe(3);
    expect(evaluate('a * gq', { a: 4 }, { gq: 0.25 })).toBe(1);
    // The signed root of the distance from a resonance.
    const text = 'sign(m_med - 2*m_dm) * sqrt(abs(m_med - 2*m_dm))';
    expect(evaluate(text, { m_med: 100, m_dm: 250 })).toBe(-20);
  });

  it('gives NaN or infinity where the value is undefined', () => {
    expect(evaluate('sqrt(0 - 1)')).toBeNaN();
    expect(evaluate('ln(0)')).toBe(Number.NEGATIVE_INFINITY);
  });

  it('agrees with JavaScript on random arithmetic', () => {
    const { tree } = fc.letrec<{ tree: string; leaf: string; node: string }>((tie) => ({
      leaf: fc.oneof(fc.integer({ min: 0, max: 9 }).map(String), fc.constantFrom('a', 'b')),
      node: fc.oneof(
        fc
          .tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/'), tie('tree'))
          .map((parts) => parts.join(' ')),
        tie('tree').map((inner) => `(${inner})`),
        tie('tree').map((inner) => `-(${inner})`),
        fc.tuple(tie('leaf'), tie('leaf')).map(([base, power]) => `(${base}^${power})`),
      ),
      tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('node')),
    }));
    fc.assert(
      fc.property(tree, (text) => {
        const oracle = new Function('a', 'b', `return ${text.replaceAll('^', '**')}`);
        expect(evaluate(text, { a: 3, b: -7 })).toBe(oracle(3, -7));
      }),
      { numRuns: 300 },
    );
  });
});

describe('constraints', () => {
  it('compare, and chain', () => {
    expect(holds('m_dm < 0.5 * m_zp', { m_dm: 400, m_zp: 1000 })).toBe(true);
    expect(holds('m_dm < 0.5 * m_zp', { m_dm: 500, m_zp: 1000 })).toBe(false);
    expect(holds('m_dm <= 0.5 * m_zp', { m_dm: 500, m_zp: 1000 })).toBe(true);
    expect(holds('0 < a <= b > -c', { a: 1, b: 1, c: 0 })).toBe(true);
    expect(holds('0 < a <= b > -c', { a: 1, b: 1, c: -2 })).toBe(false);
    expect(holds('sqrt(a) >= 0', { a: -1 })).toBe(false);
  });

  it('counts a point on it as inside, whatever float64 makes of the sum', () => {
    // Steps of 0.1 TeV: 3·0.1 is above 0.3 and 0.7 − 2·0.2 below it in binary.
    expect(holds('m_zp - 2*m_dm >= 0.3', { m_zp: 0.7, m_dm: 0.2 })).toBe(true);
    expect(holds('3*m <= 0.3', { m: 0.1 })).toBe(true);
    expect(holds('m_zp - 2*m_dm - 0.3 >= 0', { m_zp: 0.7, m_dm: 0.2 })).toBe(true);
    expect(holds('m_zp - 2*m_dm >= 0.3', { m_zp: 0.7, m_dm: 0.2000001 })).toBe(false);
  });

  it('leaves its line out where it is strict', () => {
    expect(holds('3*m > 0.3', { m: 0.1 })).toBe(false);
    expect(holds('m_zp - 2*m_dm < 0.3', { m_zp: 0.7, m_dm: 0.2 })).toBe(false);
    expect(holds('m_zp - 2*m_dm < 0.3', { m_zp: 0.7, m_dm: 0.2000001 })).toBe(true);
  });

  it('compares infinite values as they are', () => {
    expect(holds('1/a <= 5', { a: 0 })).toBe(false);
    expect(holds('5 <= 1/a', { a: 0 })).toBe(true);
  });

  it('must compare, side by side only', () => {
    expect(problem(() => compileConstraint('a + 1', ['a'])).code).toBe('expression.no_comparison');
    expect(problem(() => compileConstraint('(a < b) < 3', ['a', 'b'])).code).toBe('expression.comparison');
    expect(problem(() => compileConstraint('max(a < b, 1) < 3', ['a', 'b'])).code).toBe(
      'expression.comparison',
    );
    expect(problem(() => compileExpression('1 + 2 < a', ['a']))).toMatchObject({
      code: 'expression.comparison',
      column: 7,
    });
  });
});

describe('errors say where and what to do', () => {
  it.each([
    ['m_zp - 2 * m_dn', 'expression.unknown_name', 12, 'Did you mean "m_dm"?'],
    ['2 * pi', 'expression.unknown_name', 5, 'Known names: m_zp, m_dm, gq.'],
    ['1 + log(m_zp)', 'expression.ambiguous_log', 5, 'log10'],
    ['sqr(m_zp)', 'expression.unknown_function', 1, 'Did you mean "sqrt"?'],
    ['m_zp (2)', 'expression.not_a_function', 1, '*'],
    ['ln * 2', 'expression.function_without_argument', 1, 'ln(…)'],
    ['2 m_zp', 'expression.missing_operator', 3, '2 * x'],
    ['2m_zp', 'expression.missing_operator', 2, '2 * x'],
    ['(m_zp)(m_dm)', 'expression.missing_operator', 7, '2 * x'],
    ['1e400', 'expression.number_too_large', 1, 'smaller'],
    ['m_zp +', 'expression.syntax', 6, 'operators'],
    ['(m_zp', 'expression.syntax', 2, 'parentheses'],
    ['m_zp)', 'expression.syntax', 5, 'parentheses'],
    ['* m_zp', 'expression.syntax', 1, 'operators'],
    ['', 'expression.syntax', 1, 'm_zp - 2 * m_dm'],
    ['()', 'expression.syntax', 1, ''],
    ['ln(m_zp, 2)', 'expression.arguments', 1, 'one'],
    ['min()', 'expression.arguments', 1, 'some'],
    ['min(m_zp,)', 'expression.syntax', 10, ''],
    ['1,5 * m_zp', 'expression.comma', 2, 'point'],
    ['(1, 2)', 'expression.comma', 3, 'point'],
    ['m_zp == 2', 'expression.foreign_character', 6, '+ - * / ^'],
    ['m_zp ** 2', 'expression.syntax', 7, 'operators'],
  ])('%s', (text, code, column, hint) => {
    const found = problem(() => compileExpression(text, ['m_zp', 'm_dm'], { gq: 0.25 }));
    expect(found).toMatchObject({ code, column });
    expect(found.hint).toContain(hint);
  });
});

describe('nothing breaks out', () => {
  const names = ['a', 'constructor', 'cot', 'x'];
  it.each([
    'constructor("return process")()',
    'cot.constructor("return process")()',
    'a.constructor',
    'a["constructor"]',
    '__proto__',
    '__proto__.polluted',
    'import({})',
    'import("fs")',
    'createUnit("x")',
    'evaluate("1")',
    'parse("1")',
    'simplify("1")',
    'f(x) = 1',
    'f(x) => 1',
    'a = 1',
    'a := 1',
    'a; 1',
    '1:3',
    '[1, 2]',
    '{a: 1}',
    '"text"',
    '`text`',
    "'text'",
    'a!',
    "a'",
    '50 %',
    'a ? 1 : 2',
    'a && x',
    'a and x',
    'not a',
    'a mod x',
    'a | x',
    '~a',
    'a ?? x',
    'a?.x',
    'this',
    'globalThis',
    'process.exit(1)',
    'new Date()',
    '(() => 1)()',
    'min.constructor(1)',
    'min(1)(2)',
    'call_ln(1)',
    'group(1)',
    'name_0',
    '1 kg',
    'a # comment',
    'a // comment',
    'a \\u0028',
    '0x10',
    '1_000',
  ])('%s', (text) => {
    expect(problem(() => compileExpression(text, names)).code).toMatch(/^expression\./);
    expect(problem(() => compileConstraint(text, names)).code).toMatch(/^expression\./);
  });

  it('lets any text only compile or fail with a plain error', () => {
    const piece = fc.constantFrom(
      'a',
      'x',
      'min',
      'ln',
      '(',
      ')',
      ',',
      '<',
      '-',
      '^',
      '2',
      '.',
      '"',
      '[',
      ' ',
      'this',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        let value: unknown;
        try {
          value = compileExpression(pieces.join(''), names)([1, 2, 3, 4]);
        } catch (error) {
          expect(error).toBeInstanceOf(ContouristError);
          return;
        }
        expect(typeof value).toBe('number');
      }),
      { numRuns: 2000 },
    );
  });
});
