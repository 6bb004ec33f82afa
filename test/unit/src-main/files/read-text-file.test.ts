import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTextFile } from '#main/files/read-text-file.ts';
import { errorOf, scratchFolder } from '../store/campaign-files.ts';

test('a text comes without a byte order mark, with the hash of its bytes', () => {
  const path = join(scratchFolder(), 'a.csv');
  writeFileSync(path, '\ufeffμ,σ\r\n');
  // printf '\xef\xbb\xbf\xce\xbc,\xcf\x83\r\n' | sha256sum
  expect(readTextFile(path)).toEqual({
    path,
    text: 'μ,σ\r\n',
    sha256: 'a762fa88a1ede5dd91489b0a32ee0495791e04db8cfb0c961bb9a38ebced2b3d',
  });
});

test.each([
  ['with its mark', '\ufeffa,b\n1,2\n'],
  ['without', 'a,b\n1,2\n'],
])('UTF-16 %s is read', (_, text) => {
  const path = join(scratchFolder(), 'a.csv');
  writeFileSync(path, Buffer.from(text, 'utf16le'));
  expect(readTextFile(path).text).toBe('a,b\n1,2\n');
});

test.each<[string, string | Uint8Array, string, number | undefined]>([
  [
    'Latin-1',
    Buffer.from('# limits of café\nname,mass\nétage,5\n', 'latin1'),
    'is no UTF-8: line 1 reads "# limits of café" if it is Latin-1.',
    1,
  ],
  ['a byte cut off', Buffer.from('a,b\n1,2\nμ,3', 'utf8').subarray(0, 9), 'is no UTF-8: line 3 reads', 3],
  ['a ROOT file', Buffer.from('root\0\0\xf8\x2d', 'latin1'), 'is a ROOT file, no text.', undefined],
  [
    'a ZIP archive',
    Buffer.from('PK\x03\x04\0\0', 'latin1'),
    'is a ZIP archive or an Excel sheet, no text.',
    undefined,
  ],
  ['gzip', Buffer.from('\x1f\x8b\x08\0', 'latin1'), 'is compressed (gzip), no text.', undefined],
  ['SQLite', 'SQLite format 3\0', 'is an SQLite database, no text.', undefined],
  [
    'other bytes',
    Buffer.from('a,b,c,d,e\n1,2,3,4\0', 'latin1'),
    'is no text: it contains zero bytes.',
    undefined,
  ],
])('%s is refused by name', (_, content, message, line) => {
  const path = join(scratchFolder(), 'a.csv');
  writeFileSync(path, content);
  const error = errorOf(() => readTextFile(path));
  expect(error.code).toBe('file.encoding');
  expect(error.message).toContain(`${path} ${message}`);
  expect(error.hint).toBeTruthy();
  expect(error.position?.line).toBe(line);
});

test('a directory and a file that is not there are told apart', () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'data.csv'));
  expect(errorOf(() => readTextFile(join(folder, 'data.csv')))).toMatchObject({
    code: 'file.is_directory',
    message: `${join(folder, 'data.csv')} is a directory, not a file.`,
  });
  expect(errorOf(() => readTextFile(join(folder, 'none.csv'))).code).toBe('file.missing');
  expect(errorOf(() => readTextFile(join(folder, 'none/a.csv'))).code).toBe('file.missing');
});

test('a device that never ends is refused before it is read', () => {
  const error = errorOf(() => readTextFile('/dev/zero'));
  expect(error).toMatchObject({ code: 'file.not_regular', blame: 'input' });
});
