// Tables and numbers as people write them: read where one meaning is left, else refused with the cell.
import { describe, expect, test } from 'vitest';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { chooseTable } from '#shared/formats/choose-table.ts';
import { readFile } from '#shared/formats/registry.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string | Uint8Array, name = 'a.csv') =>
  readFile({ name, bytes: typeof text === 'string' ? bytesOf(text) : text });
const cellsOf = async (text: string | Uint8Array) =>
  chooseTable(await read(text), 'a.csv').rows.map(({ cells }) => cells.map(Number));
const notesOf = async (text: string | Uint8Array) =>
  (chooseTable(await read(text), 'a.csv').notes ?? []).map((note) =>
    note.code === 'number-form' ? note.form : note.code,
  );
const utf16 = (text: string) => {
  const bytes = new Uint8Array(2 + 2 * text.length);
  bytes.set([0xff, 0xfe]);
  for (const [index, character] of [...text].entries()) bytes[2 + 2 * index] = character.charCodeAt(0);
  return bytes;
};

describe('tables', () => {
  test('two blocks of HEPData are two tables; the one with the wanted columns is taken', async () => {
    const file = await read('#: name: F5\n#: q,,1\nm1,m2,Exp\n1,2,3\n\n#: q,,1\nm1,m2,Obs\n1,2,9\n');
    expect(file.tables.map(({ columns }) => columns.at(-1))).toEqual(['Exp', 'Obs']);
    expect(chooseTable(file, 'a.csv', { columns: ['m1', 'Obs'] }).rows[0]?.cells).toEqual(['1', '2', '9']);
    expect(() => chooseTable(file, 'a.csv', { columns: ['m1'] })).toThrow(/has 2 tables/);
    expect(chooseTable(file, 'a.csv', { table: 2 }).columns).toEqual(['m1', 'm2', 'Obs']);
  });

  test('files put together with cat: the same header goes on, another one begins a table', async () => {
    expect(await cellsOf('m,exp\n1,2\nm,exp\n3,4\n')).toEqual([
      [1, 2],
      [3, 4],
    ]);
    const file = await read('m,exp\n1,2\n3,4\nm,obs\n1,9\n');
    expect(file.tables.map(({ rows }) => rows.length)).toEqual([2, 1]);
  });

  test.each([
    [
      'comments below the header',
      'm,exp\n1,2\n#B,3\n3,4\n',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'a header in a comment, as numpy.savetxt writes it',
      '# m exp\n1 2\n3 4\n',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'white space',
      'm    exp\n  1  2.5\n 10  4\n',
      [
        [1, 2.5],
        [10, 4],
      ],
    ],
    ['sep=;', 'sep=;\nm;exp\n1;2\n', [[1, 2]]],
    ['sep=; above a title', 'sep=;\nMy limits\nm;exp\n1;0,5\n', [[1, 0.5]]],
    ['a row of units', 'm,exp\nGeV,\n1,2\n', [[1, 2]]],
    [
      'commas in the names of a table with tabs',
      "m(Z', a)\tmu (95%, exp., x)\n1\t2\n3\t4\n",
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ])('%s', async (_, text, cells) => {
    expect(await cellsOf(text)).toEqual(cells);
  });

  test('UTF-16 and Windows-1252 are read; what was assumed is said', async () => {
    expect(await cellsOf(utf16('m,exp\n1,2\n'))).toEqual([[1, 2]]);
    const windows = bytesOf('m,exp,note\n1,2,x\n');
    windows[windows.indexOf(0x78, 10)] = 0xb5;
    expect(await notesOf(windows)).toContain('encoding-assumed');
  });
});

describe('numbers', () => {
  test.each([
    [
      'm;exp\n100;0,53\n200;2\n',
      'decimal-comma',
      [
        [100, 0.53],
        [200, 2],
      ],
    ],
    ['m,exp\n1,1.2D-03\n', 'fortran-exponent', [[1, 1.2e-3]]],
    ['m,exp\n1,\u22121.5e\u22122\n', 'unicode-minus', [[1, -1.5e-2]]],
    [
      'm,exp\n500 GeV,2\n600 GeV,3\n',
      'unit',
      [
        [500, 2],
        [600, 3],
      ],
    ],
    ['m,exp\n1,0.5 ± 0.1\n', 'uncertainty', [[1, 0.5]]],
  ])('%j', async (text, form, cells) => {
    expect(await cellsOf(text)).toEqual(cells);
    expect(await notesOf(text)).toContain(form);
  });

  test.each([
    // 1350 or 1.35: nothing in the column says which.
    ['m;exp\n100;1,350\n200;2,750\n', /"1,350"/],
    ['m;exp\n100;0,5\n200;0.5\n', /"0,5"/],
    ['m;exp\n500 GeV;1\n0.5 TeV;2\n', /mixes units/],
  ])('%j leaves two meanings and is refused where the column is wanted', async (text, message) => {
    const table = chooseTable(await read(text), 'a.csv');
    expect(table.unclear?.length).toBe(1);
    const { requireColumn } = await import('#shared/limit-files/require-column.ts');
    expect(() => requireColumn(table, table.unclear![0]!.column)).toThrow(message);
  });
});

describe('JSON', () => {
  const shapes = [
    ['records', '[{"m":1,"exp":2},{"m":3,"exp":4}]'],
    ['split', '{"columns":["m","exp"],"index":[0,1],"data":[[1,2],[3,4]]}'],
    ['columns', '{"m":{"0":1,"1":3},"exp":{"0":2,"1":4}}'],
    ['list', '{"m":[1,3],"exp":[2,4]}'],
    ['lines', '{"m":1,"exp":2}\n{"m":3,"exp":4}\n'],
    ['table', '{"schema":{"fields":[]},"data":[{"m":1,"exp":2},{"m":3,"exp":4}]}'],
  ] as const;
  test.each(shapes)('in the shape of %s', async (_, text) => {
    const table = chooseTable(await read(text, 'a.json'), 'a.json');
    const at = ['m', 'exp'].map((name) => table.columns.indexOf(name));
    expect(table.rows.map(({ cells }) => at.map((index) => Number(cells[index])))).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('one object is one record, and objects in it are flattened', async () => {
    const table = chooseTable(await read('{"point":{"m":1},"exp":2}', 'a.json'), 'a.json');
    expect(table.columns).toEqual(['point.m', 'exp']);
  });

  test('a key given twice is refused with its line', async () => {
    const error = await read('[\n{"m":1,\n"m":2}]', 'a.json').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ContouristError);
    expect((error as ContouristError).position).toMatchObject({ line: 3 });
    expect((error as ContouristError).message).toMatch(/twice/);
  });

  test('hostile text ends at once: 60,000 escaped quotes, 100,000 brackets, a key a record', async () => {
    await expect(read(`[${'\\"'.repeat(60_000)}`, 'a.json')).rejects.toThrow(ContouristError);
    await expect(read('['.repeat(100_000), 'a.json')).rejects.toThrow(ContouristError);
    const records = Array.from({ length: 20_000 }, (_, index) => `{"k${index}":1}`).join(',');
    await expect(read(`[${records}]`, 'a.json')).rejects.toThrow(ContouristError);
  });
});
