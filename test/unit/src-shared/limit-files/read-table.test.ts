import { describe, expect, test } from 'vitest';
import { readTable } from '#shared/limit-files/read-table.ts';
import { errorOf } from './expect-error.ts';

describe('a table of text', () => {
  test('gives columns, trimmed cells and the line where each row begins', () => {
    const table = readTable(
      '# made by hand\n\nname, mass\n"A, ""heavy"" one",500\n"two\nlines" , 600\nlast,7',
      'a.csv',
    );
    expect(table.columns).toEqual(['name', 'mass']);
    expect(table.rows).toEqual([
      { line: 4, cells: ['A, "heavy" one', '500'], text: '"A, ""heavy"" one",500' },
      { line: 5, cells: ['two\nlines', '600'], text: '"two\nlines" , 600' },
      { line: 7, cells: ['last', '7'], text: 'last,7' },
    ]);
  });

  test('may end its lines in \\n, \\r\\n, \\r or all of them', () => {
    const table = readTable('\r\n# comment\r\na,b\r1,2\n\n3,4\r\n5,6', 'a.csv');
    expect(table.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [4, '1', '2'],
      [6, '3', '4'],
      [7, '5', '6'],
    ]);
  });

  test('may have one column', () => {
    expect(readTable('a\n1\n2\n', 'a.csv').rows.map(({ cells }) => cells)).toEqual([['1'], ['2']]);
  });

  test('takes the delimiter that the header uses most, quoted names aside', () => {
    expect(readTable('"m(x, y, z)";b;c\n1,5;2;3\n', 'a.csv').columns).toEqual(['m(x, y, z)', 'b', 'c']);
    expect(readTable('a\tb, c\td\n1\t2\t3\n', 'a.txt').columns).toEqual(['a', 'b, c', 'd']);
  });
});

describe('JSON of records', () => {
  test('gives every digit, whatever the records look like', () => {
    const records = [{ a: 0.1 + 0.2, b: -1e-300 }, { b: 5e-324, c: true, a: '7' }, { a: 1e21 }];
    const table = readTable(JSON.stringify({ note: '{"', rows: records }), 'a.json');
    expect(table.columns).toEqual(['a', 'b', 'c']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['0.30000000000000004', '-1e-300', ''],
      ['7', '5e-324', 'true'],
      ['1e+21', '', ''],
    ]);
    expect(table.rows.map(({ line }) => line)).toEqual([1, 1, 1]);
  });

  test('knows the line on which each record begins', () => {
    const text = `\n[\n${[1, 2, 3].map((a) => `  {\n    "a": ${a}, "b": [1,\n 2]\n  }`).join(',\n')}\n]`;
    expect(readTable(text, 'a.json').rows.map(({ line }) => line)).toEqual([3, 7, 11]);
  });

  test('understands the NaN and Infinity of Python', () => {
    const table = readTable('[{"a": NaN, "b": -Infinity, "c": "NaN, \\"Infinity\\""}]', 'a.json');
    expect(table.rows[0]?.cells).toEqual(['NaN', '-Infinity', 'NaN, "Infinity"']);
  });
});

describe('a file that cannot be read says why', () => {
  test.each([
    ['is empty', '', 'table.empty', 'a.csv is empty.', undefined],
    ['is blank', ' \n\t\r\n', 'table.empty', 'a.csv is empty.', undefined],
    [
      'has comments alone',
      '# a,b\n# 1,2\n',
      'table.empty',
      'a.csv has comments but no header and no rows.',
      undefined,
    ],
    ['has a header alone', 'a,b\n', 'table.no_rows', 'a.csv has no rows.', undefined],
    ['has no records', '[]', 'table.no_rows', 'a.csv has no rows.', undefined],
    [
      'holds zero bytes',
      'a,b\n1,\0\n',
      'table.binary',
      'a.csv is not text: it contains zero bytes.',
      undefined,
    ],
    [
      'has no header',
      '\n1,2\n3,4\n',
      'table.no_header',
      'a.csv has no header: its first row holds only numbers.',
      2,
    ],
    [
      'separates its columns by spaces',
      'a b c\n1 2 3\n',
      'table.no_delimiter',
      'a.csv separates its columns by spaces.',
      1,
    ],
    [
      'names two columns alike',
      '# c\na,b,a\n1,2,3\n',
      'table.duplicate_column',
      'Two columns are named `a`.',
      2,
    ],
    [
      'opens a quote and never closes it',
      'a,b\n1,2\n3,"4\n5,6\n',
      'table.quote',
      /opened or closed in the wrong/,
      4,
    ],
    [
      'has a quote within a field',
      '#\na,b\n1,2"x"\n',
      'table.quote',
      /opened or closed in the wrong place/,
      3,
    ],
    ['is JSON cut short', '[\n{"a": 1},\n{"a"', 'json.syntax', /a\.csv is not valid JSON/, 3],
    [
      'is JSON of something else',
      '{"a": [1, 2]}',
      'json.not_records',
      /JSON, but not a list of records/,
      undefined,
    ],
    ['is JSON of lists', '[[1, 2]]', 'json.not_records', /JSON, but not a list of records/, undefined],
  ])('that %s', (_, text, code, message, line) => {
    const error = errorOf(() => readTable(text, 'a.csv'));
    expect(error).toMatchObject({ code, position: { file: 'a.csv' } });
    expect(error.message).toMatch(message);
    expect(error.position?.line).toBe(line);
  });
});
