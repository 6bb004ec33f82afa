// Archives and folders of results, as people pack them, and as attackers do.
import { gzipSync } from 'node:zlib';
import { Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import type { FileBytes } from '#shared/formats/format.ts';
import { FORMATS, readFile } from '#shared/formats/registry.ts';
import { errorOf } from './error-of.ts';

const limitOf = (exp: number) => JSON.stringify({ exp, obs: exp / 2 });

async function zipOf(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, text] of Object.entries(files)) {
    await writer.add(name, new Blob([text]).stream());
  }
  return writer.close();
}

interface TarEntry {
  readonly name: string;
  readonly text?: string;
  readonly type?: 'file' | 'symlink' | 'directory';
}

async function tarOf(entries: readonly TarEntry[]): Promise<Uint8Array> {
  const writer = pack();
  for (const { name, text = '', type = 'file' } of entries) {
    if (type === 'file') writer.entry({ name }, text);
    else writer.entry({ name, type, ...(type === 'symlink' && { linkname: '/etc/passwd' }) });
  }
  writer.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of writer as AsyncIterable<Uint8Array>) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function tableOf(file: FileBytes, pattern: string | null = null) {
  const { tables, format, warnings = [] } = await readFile(file, null, FORMATS, pattern);
  const [table] = tables;
  if (table === undefined) expect.fail('no table');
  return { format: format.id, columns: table.columns, rows: table.rows.map(({ cells }) => cells), warnings };
}

describe('gzip', () => {
  test('a file of any format is read as what it holds', async () => {
    const { columns, rows } = await tableOf({ name: 'a.csv.gz', bytes: gzipSync('m,exp\n500,1.5\n') });
    expect([columns, rows]).toEqual([['m', 'exp'], [['500', '1.5']]]);
  });

  test('one that unpacks to more than a file may have is refused before it does', async () => {
    const bomb = gzipSync(Buffer.alloc(300 * 2 ** 20));
    expect(bomb.length).toBeLessThan(400_000);
    expect(await errorOf(readFile({ name: 'a.csv.gz', bytes: bomb }))).toMatchObject({
      code: 'archive.too_large',
    });
  });

  test('one that is cut is refused', async () => {
    const bytes = gzipSync('m,exp\n500,1.5\n').subarray(0, 20);
    expect(await errorOf(readFile({ name: 'a.csv.gz', bytes }))).toMatchObject({ code: 'archive.damaged' });
  });
});

describe('results of one file a point', () => {
  const files = {
    'run/point_0017/m0=500,m12=0p5/limit.json': limitOf(1.5),
    'run/point_0018/m0=600,m12=1p5/limit.json': limitOf(0.5),
    'run/point_0018/job.log': 'done',
    '__MACOSX/run/._limit.json': 'x',
  };
  const rows = [
    ['run/point_0017/m0=500,m12=0p5/limit.json', '500', '0.5', 1.5, 0.75],
    ['run/point_0018/m0=600,m12=1p5/limit.json', '600', '1.5', 0.5, 0.25],
  ];

  test('a zip: paths that name parameters give their columns, logs are passed over', async () => {
    expect(await tableOf({ name: 'run.zip', bytes: await zipOf(files) })).toEqual({
      format: 'archive',
      columns: ['path', 'm0', 'm12', 'exp', 'obs'],
      rows,
      warnings: [],
    });
  });

  test('a tar.gz gives the same', async () => {
    const entries = Object.entries(files).map(([name, text]) => ({ name: `./${name}`, text }));
    const tar = await tarOf([{ name: './run', type: 'directory' }, ...entries]);
    expect((await tableOf({ name: 'run.tar.gz', bytes: gzipSync(tar) })).rows).toEqual(rows);
  });

  test('a pattern says where parameters stand in other paths', async () => {
    const bytes = await zipOf({
      'hypo_500_0p5/limit.json': limitOf(1.5),
      'hypo_600_1.5/limit.json': limitOf(2),
    });
    const { columns, rows } = await tableOf({ name: 'a.zip', bytes }, 'hypo_{m0}_{m12}');
    expect(columns).toEqual(['path', 'm0', 'm12', 'exp', 'obs']);
    expect(rows.map((row) => row.slice(1, 4))).toEqual([
      ['500', '0.5', 1.5],
      ['600', '1.5', 2],
    ]);
    expect(await errorOf(readFile({ name: 'a.zip', bytes }, null, FORMATS, 'hypo'))).toMatchObject({
      code: 'path.pattern',
    });
  });

  test('what cannot be read is named, and the others are read', async () => {
    const bytes = await zipOf({
      'p1/limit.json': limitOf(1),
      'p2/limit.json': '{"exp": ',
      'p3/limit.json': limitOf(3),
    });
    const { rows, warnings } = await tableOf({ name: 'a.zip', bytes });
    expect(rows).toHaveLength(2);
    expect(warnings.join()).toContain('1 of 3 files are left out. a.zip/p2/limit.json');
  });
});

test('an Excel workbook is named, though it is a zip', async () => {
  const bytes = await zipOf({ '[Content_Types].xml': '<a/>', 'xl/workbook.xml': '<a/>' });
  const error = await errorOf(readFile({ name: 'a.xlsx', bytes }));
  expect(error).toMatchObject({ code: 'archive.excel', message: 'a.xlsx is an Excel workbook.' });
});

test('an archive with one file of limits is that file', async () => {
  const bytes = await zipOf({ 'limits.csv': 'm,exp\n500,1.5\n600,2\n' });
  expect(await tableOf({ name: 'a.zip', bytes })).toMatchObject({
    columns: ['m', 'exp'],
    rows: [
      ['500', '1.5'],
      ['600', '2'],
    ],
  });
});

describe('archives that mean something else are refused', () => {
  test.each([
    ['a path that leads out', [{ name: '../../home/a.csv', text: 'm,exp\n1,2\n' }], 'archive.unsafe'],
    ['an absolute path', [{ name: '/etc/a.csv', text: 'm,exp\n1,2\n' }], 'archive.unsafe'],
    ['a link', [{ name: 'a.csv', type: 'symlink' as const }], 'archive.unsafe'],
    ['nothing of use', [{ name: 'a.log', text: 'done' }], 'archive.nothing_read'],
  ])('%s', async (_, entries: readonly TarEntry[], code) => {
    expect(await errorOf(readFile({ name: 'a.tar', bytes: await tarOf(entries) }))).toMatchObject({ code });
  });

  test('a zip that unpacks to gigabytes', async () => {
    const bytes = await zipOf({ 'a.csv': '0'.repeat(300 * 2 ** 20) });
    expect(await errorOf(readFile({ name: 'a.zip', bytes }))).toMatchObject({ code: 'archive.too_large' });
  });

  test('a zip with a damaged check sum', async () => {
    const bytes = (await zipOf({ 'limits.csv': 'm,exp\n500,1.5\n600,2\n' })).slice();
    // The check sum stands 16 bytes into the entry of the directory (APPNOTE.TXT 4.3.12).
    const directory = Buffer.from(bytes).indexOf('PK\x01\x02');
    bytes[directory + 16] = (bytes[directory + 16] ?? 0) ^ 0xff;
    expect(await errorOf(readFile({ name: 'a.zip', bytes }))).toMatchObject({ code: 'archive.damaged' });
  });
});
