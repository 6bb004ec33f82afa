import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { createCampaign, openCampaign, openCampaignReadOnly } from '#main/store/database.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { MIGRATIONS } from '#main/store/migrations/index.ts';
import type { Migration } from '#main/store/migrations/migration.ts';
import { insertPoints, listPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { closedAfterTest, DEFINITION, errorOf, newCampaign, point, steadyAuthor } from './campaign-files.ts';

const PRESENT = MIGRATIONS.length;
const NEXT_VERSION = PRESENT + 1;
const BACKUP = `v${PRESENT}-backup`;

/** Rebuilds a table that others refer to: what SQLite's ALTER TABLE cannot do in place. */
const rebuildPoints: Migration = {
  version: NEXT_VERSION,
  name: 'rebuild-points',
  since: '1.4.0',
  up: `
    CREATE TABLE points_rebuilt (
      id INTEGER PRIMARY KEY, fidelity TEXT NOT NULL, theta TEXT NOT NULL, is_test INTEGER NOT NULL,
      excluded_reason TEXT, import_id INTEGER REFERENCES imports (id), created_at TEXT NOT NULL,
      weight REAL NOT NULL DEFAULT 1
    ) STRICT;
    INSERT INTO points_rebuilt SELECT *, 1 FROM points;
    DROP TABLE points;
    ALTER TABLE points_rebuilt RENAME TO points;
  `,
};
const NEXT = [...MIGRATIONS, rebuildPoints];

/** A closed file of the present version with points in it. */
function presentVersion(): string {
  const campaign = newCampaign();
  transaction(campaign, 'import', () => insertPoints(campaign, [point([700, 1]), point([800, 2])]));
  campaign.close();
  return campaign.path;
}

const filesBeside = (path: string): string[] => readdirSync(dirname(path)).sort();

test('an older file is migrated with its data, and its old self kept beside it', () => {
  const path = presentVersion();
  const campaign = closedAfterTest(openCampaign(path, { migrations: NEXT, author: steadyAuthor() }));
  expect(campaign.sql.all('SELECT id, weight FROM points')).toEqual([
    { id: 1, weight: 1 },
    { id: 2, weight: 1 },
  ]);
  expect(listPoints(campaign, 'high')[1]?.limits.exp?.y).toBe(-1);
  const backup = `${path}.${BACKUP}`;
  expect(listJournal(campaign).at(-1)).toMatchObject({
    action: 'migrate',
    detail: { from: PRESENT, to: NEXT_VERSION, backup: basename(backup) },
  });
  campaign.close();
  expect(filesBeside(path)).toEqual([basename(path), basename(backup)]);
  const before = closedAfterTest(openCampaign(backup));
  expect(listPoints(before, 'high')).toHaveLength(2);
  expect(readDefinition(before)).toEqual(DEFINITION);
});

test('opening again migrates nothing more', () => {
  const path = presentVersion();
  for (let time = 0; time < 2; time += 1) openCampaign(path, { migrations: NEXT }).close();
  expect(filesBeside(path)).toEqual([basename(path), `${basename(path)}.${BACKUP}`]);
});

test('a backup never overwrites what has its name', () => {
  const path = presentVersion();
  writeFileSync(`${path}.${BACKUP}`, 'mine');
  writeFileSync(`${path}.${BACKUP}-2`, 'mine too');
  openCampaign(path, { migrations: NEXT }).close();
  expect(existsSync(`${path}.${BACKUP}-3`)).toBe(true);
});

test('a migration that fails leaves the file as it was', () => {
  const path = presentVersion();
  const failing = [
    ...NEXT,
    { version: NEXT_VERSION + 1, name: 'fails', since: '1.5.0', up: 'DROP TABLE limits; SELECT nonsense' },
  ];
  expect(errorOf(() => openCampaign(path, { migrations: failing })).code).toBe('store.statement_failed');
  const campaign = closedAfterTest(openCampaign(path));
  expect(listPoints(campaign, 'high')).toHaveLength(2);
});

test('a migration that breaks references is taken back', () => {
  const path = presentVersion();
  const careless = [
    ...MIGRATIONS,
    { version: NEXT_VERSION, name: 'careless', since: '1.4.0', up: 'DELETE FROM points WHERE id = 1' },
  ];
  const error = errorOf(() => openCampaign(path, { migrations: careless }));
  expect(error.code).toBe('campaign.corrupt');
  expect(error.message).toContain('rows of limits refer to points that do not exist');
  expect(listPoints(closedAfterTest(openCampaign(path)), 'high')).toHaveLength(2);
});

test('a newer file is refused with the version it needs, for writing and reading', () => {
  const path = presentVersion();
  openCampaign(path, { migrations: NEXT }).close();
  for (const open of [openCampaign, openCampaignReadOnly]) {
    const error = errorOf(() => open(path));
    expect(error.code).toBe('campaign.newer');
    expect(error.message).toBe(
      `${path} was written by a newer version (format ${NEXT_VERSION}, this one reads up to ${PRESENT}).`,
    );
    expect(error.hint).toBe('Install Contourist 1.4.0 or newer to open it.');
  }
  expect(filesBeside(path)).toEqual([basename(path), `${basename(path)}.${BACKUP}`]);
});

test('an older file opened read-only is read through a migrated copy and stays as it is', () => {
  const path = presentVersion();
  const campaign = closedAfterTest(openCampaignReadOnly(path, { migrations: NEXT }));
  expect(campaign.sql.all('SELECT sum(weight) AS weight FROM points')).toEqual([{ weight: 2 }]);
  expect(filesBeside(path)).toEqual([basename(path)]);
  closedAfterTest(openCampaign(path));
});

test('a new file starts at the newest version, without a backup', () => {
  const path = `${dirname(presentVersion())}/new.contourist`;
  const campaign = closedAfterTest(createCampaign(path, DEFINITION, { migrations: NEXT }));
  expect(campaign.sql.all('SELECT version, name, since FROM schema_versions')).toEqual(
    NEXT.map(({ version, name, since }) => ({ version, name, since })),
  );
  expect(existsSync(`${path}.${BACKUP}`)).toBe(false);
});

test('migrations out of order are a mistake of ours', () => {
  const path = presentVersion();
  const error = errorOf(() =>
    openCampaign(path, { migrations: [...MIGRATIONS, { ...rebuildPoints, version: NEXT_VERSION + 1 }] }),
  );
  expect(error).toMatchObject({ code: 'store.migrations_out_of_order', blame: 'internal' });
});

test('the migrations of this version are in order and named after their files', () => {
  MIGRATIONS.forEach(({ version, name }, index) => {
    expect(version).toBe(index + 1);
    const file = `${String(version).padStart(4, '0')}-${name}.ts`;
    expect(existsSync(new URL(`../../../../src-main/store/migrations/${file}`, import.meta.url))).toBe(true);
  });
});
