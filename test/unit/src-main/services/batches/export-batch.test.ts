import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resetFailedPoints } from '#main/services/batches/change-batch-states.ts';
import { exportBatch } from '#main/services/batches/export-batch.ts';
import { importResults } from '#main/services/batches/results/import-results.ts';
import { NO_MAPPING } from '#main/services/imports/read-limit-file.ts';
import { pointsOfBatch } from '#main/store/batch-points-repository.ts';
import { readBatch } from '#main/store/batches-repository.ts';
import { exportsOfBatch } from '#main/store/exports-repository.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { batchReportSchema } from '#shared/contract/batches/batch.ts';
import type { Options } from '#shared/domain/options.ts';
import { readTable } from '../../../src-shared/formats/table-of-text.ts';
import { newCampaign, scratchFolder } from '../../store/campaign-files.ts';
import { textFile } from '../imports/limit-texts.ts';
import { campaignWithBatch, proposedBatch } from './batch-fixtures.ts';

test('a batch is written as a table with every digit, and its points are requested', async () => {
  const campaign = campaignWithBatch();
  const folder = join(scratchFolder(), 'made', 'on the way');
  const result = await exportBatch(campaign, 1, folder);
  expect(result).toEqual({
    batch: 1,
    points: 3,
    packs: [
      { pack: 'csv', options: { fixed: false }, files: [join(folder, 'batch-1.csv')] },
      { pack: 'json', options: {}, files: [join(folder, 'batch-1.json')] },
    ],
    csv: join(folder, 'batch-1.csv'),
    json: join(folder, 'batch-1.json'),
  });
  expect(readFileSync(join(folder, 'batch-1.csv'), 'utf8')).toBe(
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
  expect(listJournal(campaign).at(-1)).toMatchObject({
    action: 'export',
    detail: { batch: 1, points: 3, to: folder, packs: [{ pack: 'csv' }, { pack: 'json' }] },
  });
  expect(exportsOfBatch(campaign, 1)).toMatchObject([
    { pack: 'csv', options: { fixed: false }, destination: folder, pointIds: ['b1-001', 'b1-002', 'b1-003'] },
    { pack: 'json', options: {} },
  ]);
});

test('a pack is asked for by name, with options as text or as they are', async () => {
  const campaign = campaignWithBatch();
  const folder = scratchFolder();
  const as = (pack: string, options: Options = {}) =>
    exportBatch(campaign, 1, folder, { packs: [{ pack, options }] });
  await as('csv', { fixed: 'true' });
  expect(readFileSync(join(folder, 'batch-1.csv'), 'utf8')).toBe(
    'id,m_zp,gx,gq\nb1-001,1000,0.7,0.25\nb1-002,2000,1.1,0.25\nb1-003,3000,1.3,0.25\n',
  );
  expect(readdirSync(folder)).toEqual(['batch-1.csv']);
  await expect(as('CSV')).rejects.toMatchObject({
    code: 'pack.unknown',
    hint: 'Did you mean csv? There are csv, json, local, htcondor, slurm, reana, panda, request.',
  });
  await expect(as('csv', { fxed: true })).rejects.toMatchObject({
    code: 'option.unknown',
    hint: 'Did you mean fixed? Its options are fixed.',
  });
  await expect(as('csv', { fixed: 'yes' })).rejects.toMatchObject({ code: 'option.bad' });
  await expect(as('json', { fixed: true })).rejects.toMatchObject({ code: 'option.unknown' });
  expect(exportsOfBatch(campaign, 1)).toHaveLength(1);
});

test('a cancelled export changes nothing', async () => {
  const campaign = campaignWithBatch();
  const folder = scratchFolder();
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(exportBatch(campaign, 1, folder, { signal })).rejects.toThrow('enough');
  expect(readdirSync(folder)).toEqual([]);
  expect(readBatch(campaign, 1).frozenAt).toBeNull();
});

test('batch-K.json says why each point is there and what the numbers mean', async () => {
  const campaign = campaignWithBatch();
  const folder = scratchFolder();
  await exportBatch(campaign, 1, folder);
  const content: unknown = JSON.parse(readFileSync(join(folder, 'batch-1.json'), 'utf8'));
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

test('what is exported reads back to the same float64', async () => {
  const coordinate = fc.tuple(
    fc.double({ min: 1500, max: 5000, noNaN: true }),
    fc.double({ min: 0.5, max: 2, noNaN: true }),
  );
  const campaign = newCampaign();
  const folder = scratchFolder();
  await fc.assert(
    fc.asyncProperty(fc.array(coordinate, { minLength: 1, maxLength: 5 }), async (thetas) => {
      const number = proposedBatch(campaign, thetas);
      const { csv = '' } = await exportBatch(campaign, number, folder);
      const { rows } = readTable(readFileSync(csv, 'utf8'), csv);
      expect(rows.map(({ cells }) => cells.slice(1).map(Number))).toEqual(thetas.map((theta) => [...theta]));
    }),
    { numRuns: 50 },
  );
});

test('exporting again writes what is open then', async () => {
  const campaign = campaignWithBatch();
  const folder = scratchFolder();
  const exported = async () => {
    await exportBatch(campaign, 1, folder);
    return (
      readFileSync(join(folder, 'batch-1.csv'), 'utf8') + readFileSync(join(folder, 'batch-1.json'), 'utf8')
    );
  };
  const first = await exported();
  expect(await exported()).toBe(first);
  importResults(campaign, textFile('id,exp,status\nb1-001,0.5,done\nb1-002,,failed\n'), NO_MAPPING);
  const ids = async () => [...new Set((await exported()).match(/b1-\d+/g))];
  expect(await ids()).toEqual(['b1-003']);
  resetFailedPoints(campaign, 1);
  expect(await ids()).toEqual(['b1-002', 'b1-003']);
  importResults(campaign, textFile('id,exp\nb1-002,1\nb1-003,2\n'), NO_MAPPING);
  await expect(exportBatch(campaign, 1, folder)).rejects.toMatchObject({ code: 'batch.nothing_open' });
});

test('a file that cannot be written requests nothing', async () => {
  const campaign = campaignWithBatch();
  const folder = scratchFolder();
  mkdirSync(join(folder, 'batch-1.json'));
  await expect(exportBatch(campaign, 1, folder)).rejects.toMatchObject({ code: 'file.not_writable' });
  // The table was not written either: files of one export come together.
  expect(readdirSync(folder)).toEqual(['batch-1.json']);
  const occupied = join(folder, 'file');
  writeFileSync(occupied, '');
  await expect(exportBatch(campaign, 1, occupied)).rejects.toMatchObject({ code: 'file.not_writable' });
  expect(pointsOfBatch(campaign, 1).every(({ state }) => state === 'proposed')).toBe(true);
  expect(readBatch(campaign, 1).frozenAt).toBeNull();
});
