import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { smallDisk } from '../../../integration/store/small-disks.ts';
import { errorOf, scratchFolder } from '../store/campaign-files.ts';

test('a file is written whole, in place of the one before, and nothing stays beside it', () => {
  const folder = scratchFolder();
  const path = join(folder, 'batch-1.csv');
  writeFileAtomically(path, 'id,θ\n');
  writeFileAtomically(path, 'id,θ\nb1-001,0.5\n');
  expect(readFileSync(path, 'utf8')).toBe('id,θ\nb1-001,0.5\n');
  writeFileAtomically(path, Uint8Array.of(1, 2, 3));
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
  expect(readdirSync(folder)).toEqual(['batch-1.csv']);
});

test('a missing folder and a folder of that name are told', () => {
  const folder = scratchFolder();
  expect(errorOf(() => writeFileAtomically(join(folder, 'nowhere', 'x.csv'), ''))).toMatchObject({
    code: 'file.not_writable',
    message: expect.stringContaining('ENOENT'),
  });
  mkdirSync(join(folder, 'x.csv'));
  expect(errorOf(() => writeFileAtomically(join(folder, 'x.csv'), '')).code).toBe('file.not_writable');
  expect(readdirSync(folder)).toEqual(['x.csv']);
});

test('a full disk keeps the file before', (context) => {
  const { folder } = smallDisk(context, 64);
  const path = join(folder, 'batch-1.csv');
  writeFileSync(path, 'old');
  const error = errorOf(() => writeFileAtomically(path, 'x'.repeat(100_000)));
  expect(error.code).toBe('file.disk_full');
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['batch-1.csv']);
});
