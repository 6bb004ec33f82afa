import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { isSchemaSmall } from '#main/store/schema-size.ts';
import { newCampaign } from './campaign-files.ts';

/** Whether the schema of a database is small, and how many of its pages were looked at. */
function walk(database: Database.Database): { isSmall: boolean; pages: number } {
  const pageSize = Number(database.pragma('page_size', { simple: true }));
  return walkBytes(database.serialize(), pageSize);
}

function walkBytes(content: Buffer, pageSize: number): { isSmall: boolean; pages: number } {
  let pages = 0;
  const isSmall = isSchemaSmall((page) => {
    pages += 1;
    const start = (page - 1) * pageSize;
    return start + pageSize > content.length ? null : content.subarray(start, start + pageSize);
  });
  return { isSmall, pages };
}

function databaseOf(sql: string): Database.Database {
  const database = new Database(':memory:');
  database.exec(sql);
  return database;
}

test("a campaign's schema takes some pages", () => {
  const campaign = newCampaign();
  campaign.close();
  const database = new Database(campaign.path, { readonly: true });
  const { isSmall, pages } = walk(database);
  database.close();
  expect(isSmall).toBe(true);
  expect(pages).toBeLessThan(40);
});

test.each([512, 4096, 65_536])(
  'objects are counted through the levels of the tree, in pages of %i bytes',
  (pageSize) => {
    const views = (count: number) =>
      databaseOf(
        `PRAGMA page_size = ${pageSize}; BEGIN; ${Array.from({ length: count }, (_, i) => `CREATE VIEW v${i} AS SELECT 1;`).join('')} COMMIT`,
      );
    expect(walk(views(250)).isSmall).toBe(true);
    const { isSmall, pages } = walk(views(600));
    expect(isSmall).toBe(false);
    expect(pages).toBeLessThanOrEqual(500);
  },
);

test('text on overflow pages counts, and is not read', () => {
  const database = databaseOf(`CREATE VIEW long AS SELECT '${'x'.repeat(10 ** 7)}'`);
  expect(walk(database)).toEqual({ isSmall: false, pages: 1 });
});

test('a tree that leads back to its root ends', () => {
  const content = Buffer.alloc(4096);
  content[100] = 5;
  content.writeUInt16BE(1000, 103);
  content.writeUInt32BE(1, 108);
  for (let cell = 0; cell < 1000; cell += 1) content.writeUInt16BE(4000, 112 + 2 * cell);
  content.writeUInt32BE(1, 4000);
  const { isSmall, pages } = walkBytes(content, 4096);
  expect(isSmall).toBe(false);
  expect(pages).toBe(1);
});
