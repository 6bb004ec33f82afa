import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resetFailedPoints } from '#main/services/batches/change-batch-states.ts';
import { exportBatch } from '#main/services/batches/export-batch.ts';
import { importResults } from '#main/services/batches/results/import-results.ts';
import { pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { readBatch } from '#main/store/batches-repository.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { batchReportSchema } from '#shared/contract/batches/batch.ts';
import { readTable } from '#shared/limit-files/read-table.ts';
import { errorOf, newCampaign, scratchFolder } from '../../store/campaign-files.ts';
import { campaignWithBatch, NO_MAPPING, proposedBatch, textFile } from './batch-fixtures.ts';

test('a batch is written as a table with every digit, and its points are requested', () => {
  const campaign = campaignWithBatch();
  const folder = join(scratchFolder(), 'made', 'on the way');
  const result = exportBatch(campaign, 1, folder);
  expect(result).toEqual({
    batch: 1,
    points: 3,
    csv: join(folder, 'batch-1.csv'),
    json: join(folder, 'batch-1.json'),
  });
  expect(readFileSync(result.csv, 'utf8')).toBe(
    'id,m_zp,gx\nb1-001,1000,0.7\nb1-002,2000,1.1\nb1-003,3000,1.3\n',
  );
  expect(readdirSync(folder).sort()).toEqual(['batch-1.csv', 'batch-1.json']);
  expect(pointsOfBatch(campaign, 1).map(({ state }) => state)).toEqual([
    'requested',
    'requested',
    'requested',
  ]);
  expect(readBatch(campaign, 1)).toMatchObject({
    frozenAt: expect.any(String),
    exportedAt: expect.any(String),
  });
  expect(listJournal(campaign).at(-1)).toMatchObject({ action: 'export', detail: { batch: 1, points: 3 } });
});

test('batch-K.json says why each point is there and what the numbers mean', () => {
  const campaign = campaignWithBatch();
  const { json } = exportBatch(campaign, 1, scratchFolder());
  const content: unknown = JSON.parse(readFileSync(json, 'utf8'));
  expect(content).toMatchObject({
    campaign: 'Dark Higgs',
    parameters: [
      { name: 'm_zp', unit: 'GeV' },
      { name: 'gx', unit: null },
    ],
    fixed: { gq: 0.25 },
    quantities: ['exp', 'obs'],
  });
  expect(batchReportSchema.parse(content)).toMatchObject({
    batch: 1,
    method: 'sobol',
    seed: 3,
    points: [
      { id: 'b1-001', state: 'requested', rule: 'sobol', pExcl: 0.4, parameters: { m_zp: 1000 } },
      {},
      {},
    ],
  });
});

test('what is exported reads back to the same float64', () => {
  const coordinate = fc.tuple(
    fc.double({ min: 1500, max: 5000, noNaN: true }),
    fc.double({ min: 0.5, max: 2, noNaN: true }),
  );
  const campaign = newCampaign();
  const folder = scratchFolder();
  fc.assert(
    fc.property(fc.array(coordinate, { minLength: 1, maxLength: 5 }), (thetas) => {
      const number = proposedBatch(campaign, thetas);
      const { csv } = exportBatch(campaign, number, folder);
      const { rows } = readTable(readFileSync(csv, 'utf8'), csv);
      expect(rows.map(({ cells }) => cells.slice(1).map(Number))).toEqual(thetas.map((theta) => [...theta]));
    }),
    { numRuns: 50 },
  );
});

test('exporting again writes what is open then', () => {
  const campaign = campaignWithBatch();
  const folder = scratchFolder();
  const first = readFileSync(exportBatch(campaign, 1, folder).csv, 'utf8');
  expect(readFileSync(exportBatch(campaign, 1, folder).csv, 'utf8')).toBe(first);
  importResults(campaign, textFile('id,exp,status\nb1-001,0.5,done\nb1-002,,failed\n'), NO_MAPPING);
  const ids = () => readFileSync(exportBatch(campaign, 1, folder).csv, 'utf8').match(/b1-\d+/g);
  expect(ids()).toEqual(['b1-003']);
  resetFailedPoints(campaign, 1);
  expect(ids()).toEqual(['b1-002', 'b1-003']);
  importResults(campaign, textFile('id,exp\nb1-002,1\nb1-003,2\n'), NO_MAPPING);
  expect(errorOf(() => exportBatch(campaign, 1, folder)).code).toBe('batch.nothing_open');
});

test('a file that cannot be written requests nothing', () => {
  const campaign = campaignWithBatch();
  const folder = scratchFolder();
  mkdirSync(join(folder, 'batch-1.json'));
  expect(errorOf(() => exportBatch(campaign, 1, folder)).code).toBe('file.not_writable');
  const occupied = join(folder, 'file');
  writeFileSync(occupied, '');
  expect(errorOf(() => exportBatch(campaign, 1, occupied)).code).toBe('file.not_writable');
  expect(pointsOfBatch(campaign, 1).every(({ state }) => state === 'proposed')).toBe(true);
  expect(readBatch(campaign, 1).frozenAt).toBeNull();
});
