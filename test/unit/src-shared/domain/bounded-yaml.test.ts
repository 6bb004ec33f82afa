import { expect, it } from 'vitest';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { compileConstraint } from '#shared/domain/expression.ts';
import { parseMapping } from '#shared/limit-files/parse-mapping.ts';

function errorOf(work: () => unknown): ContouristError {
  try {
    work();
  } catch (error) {
    if (error instanceof ContouristError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Nine levels of nine aliases each: 9^9 strings. */
const LAUGHS = [
  'a0: &a0 [lol]',
  ...Array.from(
    { length: 9 },
    (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(', ')}]`,
  ),
].join('\n');

it.each([
  ['aliases that multiply', LAUGHS, 'yaml.bad_alias'],
  // Each is looked up in the whole document: 200,000 of them took more than ten minutes.
  [
    'many aliases',
    Array.from({ length: 1000 }, (_, i) => `- &a${i} [*a${Math.max(0, i - 1)}]`).join('\n'),
    'yaml.bad_alias',
  ],
  ['an alias of nothing', 'name: *nothing', 'yaml.bad_alias'],
  ['braces in each other', '{'.repeat(100_000), 'yaml.too_deep'],
  ['brackets in each other', `name: ${'['.repeat(100_000)}`, 'yaml.too_deep'],
  ['lists in each other', '- '.repeat(100_000), 'yaml.too_deep'],
  ['maps in each other', '? '.repeat(100_000), 'yaml.too_deep'],
  [
    '200,000 entries',
    Array.from({ length: 200_000 }, (_, index) => `k${index}: 1`).join('\n'),
    'yaml.too_large',
  ],
])('%s are refused as an input at fault', (_, text, code) => {
  const error = errorOf(() => parseCampaignYaml(text, 'a.yaml'));
  expect(error).toMatchObject({ code, blame: 'input', position: { file: 'a.yaml' } });
  expect(error.message.length).toBeLessThan(500);
  expect(errorOf(() => parseMapping(text, 'a.yaml')).blame).toBe('input');
});

it.each([
  ['a sum of 100,000 terms', `${'x + '.repeat(100_000)}x > 0`, 'expression.too_long'],
  ['parentheses in each other', `${'('.repeat(1000)}x${')'.repeat(1000)} > 0`, 'expression.too_deep'],
])('%s is refused', (_, text, code) => {
  expect(errorOf(() => compileConstraint(text, ['x'], {})).code).toBe(code);
});

it('takes a sum as long as an expression may be', () => {
  const sum = Array(1000).fill('x').join(' + ');
  expect(compileConstraint(`${sum} < 1001`, ['x'], {})([1])).toBe(true);
});
