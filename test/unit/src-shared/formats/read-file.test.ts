import { describe, expect, test } from 'vitest';
import { chooseTable } from '#shared/formats/choose-table.ts';
import type { Format } from '#shared/formats/format.ts';
import { FORMATS, formatOf, readFile } from '#shared/formats/registry.ts';
import type { Table } from '#shared/formats/table.ts';
import { errorOf } from './error-of.ts';

const file = (text: string, name: string) => ({ name, bytes: new TextEncoder().encode(text) });

const readTable = async (text: string, name: string): Promise<Table> =>
  chooseTable(await readFile(file(text, name)), name);

describe('a table of text', () => {
  test('gives columns, trimmed cells and the line where each row begins', async () => {
    const table = await readTable(
      '# made by hand\n\nname, mass\n"A, ""heavy"" one",500\n"two\nlines" , 600\nlast,7',
      'a.csv',
    );
    expect(table.columns).toEqual(['name', 'mass']);
    expect(table.rows.map(({ line, path, cells, text }) => ({ line, path, cells, text }))).toEqual([
      { line: 4, path: null, cells: ['A, "heavy" one', '500'], text: '"A, ""heavy"" one",500' },
      { line: 5, path: null, cells: ['two\nlines', '600'], text: '"two\nlines" , 600' },
      { line: 7, path: null, cells: ['last', '7'], text: 'last,7' },
    ]);
  });

  test('may end its lines in \\n, \\r\\n, \\r or all of them', async () => {
    const table = await readTable('\r\n# comment\r\na,b\r1,2\n\n3,4\r\n5,6', 'a.csv');
    expect(table.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [4, '1', '2'],
      [6, '3', '4'],
      [7, '5', '6'],
    ]);
  });

  test('may have one column', async () => {
    expect((await readTable('a\n1\n2\n', 'a.csv')).rows.map(({ cells }) => cells)).toEqual([['1'], ['2']]);
  });

  test('takes the delimiter that the header uses most, quoted names aside', async () => {
    expect((await readTable('"m(x, y, z)";b;c\n1,5;2;3\n', 'a.csv')).columns).toEqual([
      'm(x, y, z)',
      'b',
      'c',
    ]);
    expect((await readTable('a\tb, c\td\n1\t2\t3\n', 'a.txt')).columns).toEqual(['a', 'b, c', 'd']);
  });
});

describe('JSON of records', () => {
  test('gives every digit, whatever the records look like', async () => {
    const records = [{ a: 0.1 + 0.2, b: -1e-300 }, { b: 5e-324, c: true, a: '7' }, { a: 1e21 }];
    const table = await readTable(JSON.stringify({ note: '{"', rows: records }), 'a.json');
    expect(table.columns).toEqual(['a', 'b', 'c']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      [0.1 + 0.2, -1e-300, ''],
      ['7', 5e-324, 'true'],
      [1e21, '', ''],
    ]);
    expect(table.rows.map(({ line }) => line)).toEqual([1, 1, 1]);
  });

  test('knows the line on which each record begins', async () => {
    const text = `\n[\n${[1, 2, 3].map((a) => `  {\n    "a": ${a}, "b": [1,\n 2]\n  }`).join(',\n')}\n]`;
    expect((await readTable(text, 'a.json')).rows.map(({ line }) => line)).toEqual([3, 7, 11]);
  });

  test('understands the NaN and Infinity of Python', async () => {
    const table = await readTable('[{"a": NaN, "b": -Infinity, "c": "NaN, \\"Infinity\\""}]', 'a.json');
    expect(table.rows[0]?.cells).toEqual([Number.NaN, -Infinity, 'NaN, "Infinity"']);
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
      'file.encoding',
      'a.csv is no text: it contains zero bytes.',
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
      3,
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
      '{"a": [1, [2]]}',
      'json.not_records',
      /JSON, but not a list of records/,
      undefined,
    ],
    ['is JSON of lists', '[[1, 2]]', 'json.not_records', /JSON, but not a list of records/, undefined],
  ])('that %s', async (_, text, code, message, line) => {
    const error = await errorOf(readTable(text, 'a.csv'));
    expect(error).toMatchObject({ code, position: { file: 'a.csv' } });
    expect(error.message).toMatch(message);
    expect(error.position?.line).toBe(line);
  });
});

describe('the registry', () => {
  /** A binary format of two tables, read when its library has come. */
  const binary: Format = {
    id: 'binary',
    name: 'Binary',
    description: 'Two tables after a magic number.',
    extensions: ['.bin'],
    detect: (_, head) =>
      head[0] === 0x7f
        ? { confidence: 1, reason: 'it starts with 7f' }
        : { confidence: 0, reason: 'it does not' },
    async read({ name, bytes }) {
      const table = (which: string): Table => ({
        fileName: name,
        name: which,
        format: { kind: 'binary', version: bytes[1] ?? 0 },
        columns: ['m_zp'],
        rows: [{ line: 1, path: `${which}[0]`, cells: [bytes[2] ?? 0], text: '' }],
        ragged: [],
      });
      await Promise.resolve();
      return {
        tables: [table('exp'), table('obs')],
        contours: [
          {
            label: 'obs',
            axes: ['m_zp', 'm_dm'],
            lines: [
              [
                [0, 1],
                [2, 3],
              ],
            ],
          },
        ],
        warnings: ['of an old version'],
      };
    },
    describe: ({ version }) => `version ${version}`,
  };
  const bytes = Uint8Array.of(0x7f, 2, 200);

  test('says which format was recognised, how surely, and why', async () => {
    const csv = await readFile(file('a;b;c\n1;2;3\n', 'a.csv'));
    expect(csv.format.id).toBe('delimited');
    expect(csv.detection).toEqual({
      confidence: 0.8,
      reason: 'its rows have 3 columns, separated by semicolons',
    });
    const json = await readFile(file(' [{"a": 1}]', 'a.csv'));
    expect(json.format.id).toBe('records');
    expect(json.detection).toEqual({ confidence: 0.9, reason: 'it starts with [' });
  });

  test('reads a file as a person says, whatever it looks like', async () => {
    const table = await readFile(file('[a],[b]\n1,2\n', 'a.csv'), 'delimited');
    expect(table.detection).toBeNull();
    expect(table.tables[0]?.columns).toEqual(['[a]', '[b]']);
    expect(await errorOf(readFile(file('a,b\n1,2\n', 'a.csv'), 'records'))).toMatchObject({
      code: 'json.syntax',
    });
    expect(await errorOf(readFile(file('a,b\n1,2\n', 'a.csv'), 'rooot'))).toMatchObject({
      code: 'format.unknown',
      hint: `Known are ${FORMATS.map(({ id }) => id).join(', ')}.`,
    });
  });

  test('takes a binary format by one more entry, with tables, contours, typed values and warnings', async () => {
    const formats = [...FORMATS, binary];
    const read = await readFile({ name: 'a.bin', bytes }, null, formats);
    expect(read.format.id).toBe('binary');
    expect(read.tables.map(({ name, rows }) => [name, rows[0]?.cells[0], rows[0]?.path])).toEqual([
      ['exp', 200, 'exp[0]'],
      ['obs', 200, 'obs[0]'],
    ]);
    expect(read.contours?.[0]?.lines).toEqual([
      [
        [0, 1],
        [2, 3],
      ],
    ]);
    expect(read.warnings).toEqual(['of an old version']);
    expect(formatOf('binary', formats).describe(read.tables[0]!.format)).toBe('version 2');
    expect(await errorOf(Promise.resolve().then(() => chooseTable(read, 'a.bin')))).toMatchObject({
      code: 'table.several',
      hint: 'They are 1 (exp, rows exp[0] to exp[0]: m_zp); 2 (obs, rows obs[0] to obs[0]: m_zp). Choose one by --table or, in a mapping, table: with its name or number.',
    });
  });

  test('names formats that it cannot read, where it knows them', async () => {
    const of = (text: string) => errorOf(readFile({ name: 'a', bytes: new TextEncoder().encode(text) }));
    expect((await of('SQLite format 3\0')).message).toBe('a is an SQLite database, no text.');
  });
});
