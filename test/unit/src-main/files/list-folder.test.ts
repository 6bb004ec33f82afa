import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFolder } from '#main/files/list-folder.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'contourist-folder-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('listFolder', () => {
  it('shows folders, then campaigns, in the order of people, and nothing else', () => {
    for (const name of ['scan 10', 'scan 9', '.hidden']) mkdirSync(join(folder, name));
    for (const name of ['b.contourist', 'A.contourist', 'limits.csv', '.c.contourist']) {
      writeFileSync(join(folder, name), 'four');
    }
    symlinkSync(join(folder, 'gone'), join(folder, 'dangling.contourist'));
    symlinkSync(join(folder, 'b.contourist'), join(folder, 'linked.contourist'));
    const { entries, ...rest } = listFolder(folder);
    expect(rest).toEqual({ folder, parent: dirname(folder), home: homedir(), isWritable: true });
    expect(entries.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'folder scan 9',
      'folder scan 10',
      'campaign A.contourist',
      'campaign b.contourist',
      'campaign linked.contourist',
    ]);
    expect(entries[2]).toMatchObject({ path: join(folder, 'A.contourist'), sizeBytes: 4 });
  });

  it('begins at home', () => {
    expect(listFolder().folder).toBe(realpathSync(homedir()));
    expect(listFolder('~').folder).toBe(realpathSync(homedir()));
  });

  it('says what is wrong with a path', () => {
    writeFileSync(join(folder, 'file'), '');
    const codeOf = (path: string): string => {
      try {
        return listFolder(path).folder;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(codeOf(join(folder, 'none'))).toBe('folder.missing');
    expect(codeOf(join(folder, 'file'))).toBe('folder.not_a_folder');
    expect(codeOf('scans')).toBe('folder.relative');
  });
});
