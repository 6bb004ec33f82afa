import { expect, test } from 'vitest';
import { readDelimitedTable } from '#shared/formats/delimited/read-delimited.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';

const ATTACKS = [
  '=1+1',
  '+cmd',
  '-x',
  '@SUM(A1)',
  "'=1",
  "''=1",
  '=HYPERLINK("http://a","b")',
  "it's",
  "'quoted'",
];

test('no text cell or column name begins as a formula, and reading it back gives the text', () => {
  const csv = writeTable(
    ['id', '=name'],
    ATTACKS.map((text) => [text, 1]),
  );
  for (const line of csv.trimEnd().split('\n')) expect(line).not.toMatch(/(^|,)"?[=+@-]/);
  const { columns, rows } = readDelimitedTable(csv, 'a.csv');
  expect(columns).toEqual(['id', '=name']);
  expect(rows.map(({ cells }) => cells[0])).toEqual(ATTACKS);
});

test('numbers stay numbers, also as text', () => {
  expect(writeTable(['a', 'b'], [[-1.5, '-2e3']])).toBe('a,b\n-1.5,-2e3\n');
});
