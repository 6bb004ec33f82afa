import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { copyCampaign, createCampaign, openCampaign, openCampaignReadOnly } from '#main/store/database.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { addNote, listNotes } from '#main/store/notes-repository.ts';
import { insertPoints, listPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { closedAfterTest, DEFINITION, errorOf, newCampaign, point, scratchFolder } from './campaign-files.ts';

const WHOLE = { subject: 'campaign', subjectId: null } as const;

function closedCampaign(pointCount = 3): string {
  const campaign = newCampaign();
  const points = Array.from({ length: pointCount }, (_, index) => point([700 + index, 1]));
  transaction(campaign, 'import', () => insertPoints(campaign, points));
  campaign.close();
  return campaign.path;
}

const filesBeside = (path: string): string[] => readdirSync(dirname(path)).sort();

describe('a new campaign', () => {
  test('is one file again once it is closed', () => {
    const campaign = newCampaign();
    expect(filesBeside(campaign.path)).toContain(`${basename(campaign.path)}-wal`);
    campaign.close();
    expect(filesBeside(campaign.path)).toEqual([basename(campaign.path)]);
    expect(readFileSync(campaign.path)[18]).toBe(1); // 1: no write-ahead log is needed to open it
  });

  test('never takes the place of a file', () => {
    const path = join(scratchFolder(), 'scan.contourist');
    writeFileSync(path, 'precious');
    expect(errorOf(() => createCampaign(path, DEFINITION)).code).toBe('campaign.exists');
    expect(readFileSync(path, 'utf8')).toBe('precious');
    expect(filesBeside(path)).toEqual(['scan.contourist']);
  });

  test('needs an existing folder', () => {
    const path = join(scratchFolder(), 'nowhere', 'scan.contourist');
    expect(errorOf(() => createCampaign(path, DEFINITION)).code).toBe('file.not_writable');
  });
});

describe('what cannot be a campaign is refused, for writing and for reading, and stays untouched', () => {
  const spoil: [string, string, (path: string) => void, RegExp][] = [
    ['a missing file', 'campaign.missing', () => {}, /^There is no file/],
    ['a directory', 'campaign.not_a_file', (path) => mkdirSync(path), /is a directory, not a campaign file/],
    ['an empty file', 'campaign.empty', (path) => writeFileSync(path, ''), /is empty/],
    [
      'another kind of file',
      'campaign.not_a_database',
      (path) => writeFileSync(path, 'name: x\n'),
      /not a campaign file/,
    ],
    [
      'a database of another program',
      'campaign.foreign',
      foreignDatabase,
      /SQLite database of another program/,
    ],
    ['a truncated file', 'campaign.corrupt', truncatedCampaign, /is damaged/],
    [
      'a header and nothing else',
      'campaign.corrupt',
      (path) => truncatedCampaign(path, 60),
      /ends within its header/,
    ],
    ['a file with garbage in it', 'campaign.corrupt', overwrittenCampaign, /is damaged/],
    [
      'a campaign with a trigger of somebody else',
      'campaign.foreign_schema',
      changedCampaign('CREATE TRIGGER greedy AFTER INSERT ON journal BEGIN DELETE FROM points; END'),
      /changed by another program: trigger greedy is not as format/,
    ],
    [
      'a campaign with an endless view in the place of a table',
      'campaign.foreign_schema',
      changedCampaign(`DROP TABLE notes; ${endlessView('notes')}`),
      /table notes, view notes are not as format/,
    ],
    [
      'a campaign without the triggers that keep its journal',
      'campaign.foreign_schema',
      changedCampaign('DROP TRIGGER journal_is_never_changed'),
      /trigger journal_is_never_changed is not/,
    ],
    [
      'a campaign with hundreds of views, each of which would be parsed',
      'campaign.foreign_schema',
      changedCampaign(
        Array.from({ length: 250 }, (_, i) => `CREATE VIEW view${i} AS SELECT * FROM points;`).join(''),
      ),
      /its schema is far larger than that of a campaign/,
    ],
    [
      'a campaign with a view of a megabyte',
      'campaign.foreign_schema',
      changedCampaign(`CREATE VIEW long AS SELECT ${'1, '.repeat(1000)} '${'x'.repeat(2 ** 20)}'`),
      /its schema is far larger than that of a campaign/,
    ],
    [
      'a file of a newer version with an endless view for its versions',
      'campaign.newer',
      changedCampaign(
        `DROP TABLE schema_versions; ${endlessView('schema_versions')}; PRAGMA user_version = 900`,
      ),
      /written by a newer version/,
    ],
  ];

  test.each(spoil)('%s', (_, code, make, message) => {
    const path = join(scratchFolder(), 'scan.contourist');
    make(path);
    const before = content(path);
    for (const open of [openCampaign, openCampaignReadOnly]) {
      const error = errorOf(() => open(path));
      expect(error.code).toBe(code);
      expect(error.message).toMatch(message);
      expect(error.blame).toBe('input');
      expect(content(path)).toEqual(before);
    }
  });

  test('a campaign larger than any, before anything of it is read', () => {
    const path = join(scratchFolder(), 'scan.contourist');
    changedCampaign('SELECT 1')(path);
    // Sparse: it takes no room on the disk.
    truncateSync(path, 2 ** 30 + 1);
    for (const open of [openCampaign, openCampaignReadOnly]) {
      const error = errorOf(() => open(path));
      expect(error.code).toBe('campaign.too_large');
      expect(error.message).toContain('has 1024 MiB');
    }
  });

  test('a definition larger than any', () => {
    const path = join(scratchFolder(), 'scan.contourist');
    changedCampaign("UPDATE campaign SET name = printf('%.*c', 2000000, 'x')")(path);
    const error = errorOf(() => readDefinition(closedAfterTest(openCampaignReadOnly(path))));
    expect(error.code).toBe('campaign.corrupt');
    expect(error.message).toMatch(/definition has 2000\d+ bytes/);
  });

  const content = (path: string) =>
    filesBeside(path).map((name) => {
      const file = join(dirname(path), name);
      return [name, statSync(file).isFile() ? readFileSync(file) : null];
    });

  function foreignDatabase(path: string): void {
    const database = new Database(path);
    database.exec('CREATE TABLE bookmarks (url TEXT)');
    database.close();
  }

  function changedCampaign(sql: string): (path: string) => void {
    return (path) => {
      writeFileSync(path, readFileSync(closedCampaign()));
      const database = new Database(path);
      database.exec(sql);
      database.close();
    };
  }

  function endlessView(name: string): string {
    return `CREATE VIEW ${name} AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n`;
  }

  function truncatedCampaign(path: string, length = 20_000): void {
    writeFileSync(path, readFileSync(closedCampaign()).subarray(0, length));
  }

  function overwrittenCampaign(path: string): void {
    const bytes = readFileSync(closedCampaign(2000));
    writeFileSync(path, bytes.fill(0x5a, 8192, bytes.length - 8192));
  }
});

describe('one writer at a time', () => {
  test('a second one is told who holds the file, under whatever name it comes', () => {
    const campaign = newCampaign();
    const alias = join(scratchFolder(), 'alias.contourist');
    symlinkSync(campaign.path, alias);
    for (const path of [campaign.path, alias]) {
      const error = errorOf(() => openCampaign(path));
      expect(error.code).toBe('campaign.locked');
      expect(error.message).toContain(`open for writing by ana (process ${process.pid} on `);
      expect(error.message).toContain('since 2026-01-01T00:00:');
      expect(error.hint).toContain('--read-only');
    }
  });

  test('the next one may open it after it is closed', () => {
    const path = closedCampaign();
    openCampaign(path).close();
    expect(listPoints(closedAfterTest(openCampaign(path)), 'high')).toHaveLength(3);
  });

  test('a file that cannot be opened leaves no lock behind', () => {
    const path = closedCampaign();
    writeFileSync(path, readFileSync(path).subarray(0, 20_000));
    for (let time = 0; time < 2; time += 1)
      expect(errorOf(() => openCampaign(path)).code).toBe('campaign.corrupt');
  });

  test('closing twice does nothing, and a closed campaign answers nothing', () => {
    const campaign = newCampaign();
    campaign.close();
    campaign.close();
    expect(() => listJournal(campaign)).toThrow();
  });
});

describe('reading', () => {
  test('a closed file is read as it stands, with nothing written beside it', () => {
    const path = closedCampaign();
    const before = readFileSync(path);
    const reader = closedAfterTest(openCampaignReadOnly(path));
    expect(listPoints(reader, 'high')).toHaveLength(3);
    expect(filesBeside(path)).toEqual([basename(path)]);
    reader.close();
    expect(readFileSync(path)).toEqual(before);
  });

  test('a reader follows the writer beside it, one that comes later too', () => {
    const path = closedCampaign();
    const early = closedAfterTest(openCampaignReadOnly(path));
    const writer = closedAfterTest(openCampaign(path));
    const late = closedAfterTest(openCampaignReadOnly(path));
    transaction(writer, 'note', () => addNote(writer, WHOLE, 'seen'));
    for (const reader of [early, late]) expect(listNotes(reader).map(({ text }) => text)).toEqual(['seen']);
  });

  test('a writer may close while it is read; the next writer makes it one file again', () => {
    const path = closedCampaign();
    const writer = openCampaign(path);
    const reader = closedAfterTest(openCampaignReadOnly(path));
    transaction(writer, 'note', () => addNote(writer, WHOLE, 'last words'));
    writer.close();
    expect(listNotes(reader)).toHaveLength(1);
    const alone = join(scratchFolder(), 'copy.contourist');
    copyFileSync(path, alone);
    expect(listNotes(closedAfterTest(openCampaignReadOnly(alone)))).toHaveLength(1);
    expect(filesBeside(alone)).toEqual(['copy.contourist']);
    reader.close();
    openCampaign(path).close();
    expect(filesBeside(path)).toEqual([basename(path)]);
  });

  test('a file left open by a crash is read without a trace', () => {
    const writer = newCampaign();
    transaction(writer, 'note', () => addNote(writer, WHOLE, 'committed, not checkpointed'));
    const crashed = join(scratchFolder(), 'scan.contourist');
    for (const suffix of ['', '-wal']) copyFileSync(writer.path + suffix, crashed + suffix);
    const before = readFileSync(`${crashed}-wal`);
    expect(listNotes(closedAfterTest(openCampaignReadOnly(crashed)))).toHaveLength(1);
    expect(filesBeside(crashed)).toEqual(['scan.contourist', 'scan.contourist-wal']);
    expect(readFileSync(`${crashed}-wal`)).toEqual(before);
    expect(listNotes(closedAfterTest(openCampaign(crashed)))).toHaveLength(1);
  });
});

test('a campaign that rests for a moment is whole in its file alone, while it is open', () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const campaign = newCampaign();
  transaction(campaign, 'note', () => addNote(campaign, WHOLE, 'a step'));
  const notesOfCopy = () => {
    const copy = join(scratchFolder(), 'copy.contourist');
    copyFileSync(campaign.path, copy);
    return listNotes(closedAfterTest(openCampaignReadOnly(copy))).length;
  };
  expect(notesOfCopy()).toBe(0); // the step is in the log yet
  vi.advanceTimersByTime(1000);
  expect(notesOfCopy()).toBe(1);
});

describe('a file that is no longer the one that was opened', () => {
  const takeStep = (campaign: WritableCampaign) =>
    transaction(campaign, 'note', () => addNote(campaign, WHOLE, 'a step'));

  test('takes no step once its name is gone, and goes on when it is back', () => {
    const campaign = newCampaign();
    const aside = `${campaign.path}.aside`;
    renameSync(campaign.path, aside);
    expect(errorOf(() => takeStep(campaign)).code).toBe('campaign.gone');
    renameSync(aside, campaign.path);
    takeStep(campaign);
    expect(listNotes(campaign)).toHaveLength(1);
  });

  test('takes no step once another file has its name, and can still be copied', () => {
    const campaign = newCampaign();
    takeStep(campaign);
    const other = `${campaign.path}.other`;
    copyFileSync(closedCampaign(), other);
    renameSync(other, campaign.path);
    const error = errorOf(() => takeStep(campaign));
    expect(error.code).toBe('campaign.replaced');
    expect(error.message).toContain('the step was not stored');
    const copy = copyCampaign(campaign, join(scratchFolder(), 'copy.contourist'));
    expect(listNotes(closedAfterTest(openCampaign(copy)))).toHaveLength(1);
  });

  test('with a second name is read, not written', () => {
    const path = closedCampaign();
    linkSync(path, `${path}.link`);
    const error = errorOf(() => openCampaign(path));
    expect(error.code).toBe('campaign.hard_linked');
    expect(error.hint).toContain('copy');
    expect(listPoints(closedAfterTest(openCampaignReadOnly(path)), 'high')).toHaveLength(3);
  });
});
