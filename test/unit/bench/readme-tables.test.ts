import { expect, test } from 'vitest';
import { placeTable } from '../../bench/readme-tables.ts';

const TABLE = { name: 'speed', markdown: 'new' };
const BLOCK = '<!-- bench:speed -->\nnew\n<!-- /bench:speed -->';

test('replaces what stands between the markers', () => {
  const text = '# A\n\n<!-- bench:speed -->\nold\n<!-- /bench:speed -->\n\nrest\n';
  expect(placeTable(text, TABLE)).toBe(`# A\n\n${BLOCK}\n\nrest\n`);
});

test('puts a new table at the end of the section Measured', () => {
  const text = '# A\n\n## Measured\n\nwords\n\n## After\n\nrest\n';
  expect(placeTable(text, TABLE)).toBe(`# A\n\n## Measured\n\nwords\n\n${BLOCK}\n\n## After\n\nrest\n`);
});

test('makes the section where it is missing, and changes nothing the second time', () => {
  const once = placeTable('# A\n', TABLE);
  expect(once).toBe(`# A\n\n## Measured\n\n${BLOCK}\n`);
  expect(placeTable(once, TABLE)).toBe(once);
});
