import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBatchPoint, pointsOfBatch, setBatchPointState } from '#main/store/batch-points-repository.ts';
import { readBatch } from '#main/store/batches-repository.ts';
import { createCampaign, openCampaign } from '#main/store/database.ts';
import { MIGRATIONS } from '#main/store/migrations/index.ts';
import { pointColumns } from '#main/store/point-columns.ts';
import { insertPoints, pointsById, pointsReplacedBy } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { failureText, shortfallText } from '#shared/domain/batch-reason.ts';
import { leftOutText } from '#shared/domain/left-out-reason.ts';
import { unpackCampaign } from '../../../fixtures/campaigns/unpack-campaign.ts';
import { closedAfterTest, DEFINITION, point, scratchFolder, steadyAuthor } from './campaign-files.ts';

/** A closed file as version 0.1.0 wrote it, with these texts in its columns of reasons. */
function fileOfVersion3(texts: {
  readonly leftOut?: readonly string[];
  readonly failed?: readonly string[];
  readonly short?: readonly string[];
}): string {
  const path = join(scratchFolder(), 'scan.contourist');
  const options = { migrations: MIGRATIONS.slice(0, 3), author: steadyAuthor() };
  const campaign = createCampaign(path, DEFINITION, options);
  const { leftOut = [], failed = [], short = [] } = texts;
  const set = (sql: string, values: Record<string, string | number>) => campaign.change.run(sql, values);
  transaction(campaign, 'import', () => {
    const ids = insertPoints(
      campaign,
      leftOut.map((_, index) => point([700 + index, 1])),
    );
    for (const [index, text] of leftOut.entries()) {
      set('UPDATE points SET excluded_reason = @text WHERE id = @id', { text, id: ids[index] ?? 0 });
    }
    for (const text of ['', ...short]) {
      set(
        `INSERT INTO batches (method, seed, requested, fidelity, shortfall_reason, settings, created_at)
         VALUES ('sobol', 1, 50, 'high', nullif(@text, ''), '{}', '2026-11-22T10:00:00.000Z')`,
        { text },
      );
    }
    for (const [index, text] of failed.entries()) {
      set(
        `INSERT INTO batch_points (id, batch, ordinal, theta, state, rule, failure_reason, changed_at)
         VALUES (@id, 1, @ordinal, @theta, 'failed', 'sur', @text, '2026-11-22T10:00:00.000Z')`,
        {
          text,
          id: `b1-00${index + 1}`,
          ordinal: index + 1,
          theta: JSON.stringify([800 + index, 1]),
        },
      );
    }
  });
  campaign.close();
  return path;
}

const migrated = (path: string) => closedAfterTest(openCampaign(path, { author: steadyAuthor() }));

test('reasons for leaving points out become codes, and read as before', () => {
  const texts = ['replaced by import 12', 'import 3 was undone', 'wrong generator', 'replaced by import'];
  const campaign = migrated(fileOfVersion3({ leftOut: [...texts, 'replaced by import 12'] }));
  const reasons = pointsById(campaign, [1, 2, 3, 4]).map(({ excludedReason }) => excludedReason);
  expect(reasons).toEqual([
    { code: 'replaced', import: 12 },
    { code: 'import-undone', import: 3 },
    { code: 'text', text: 'wrong generator' },
    { code: 'text', text: 'replaced by import' },
  ]);
  expect(reasons.map((reason) => reason && leftOutText(reason))).toEqual(texts);
  expect(pointColumns(campaign).excludedReasons).toEqual([...reasons, reasons[0]]);
  expect(pointsReplacedBy(campaign, 12).map(({ id }) => id)).toEqual([1, 5]);
  expect(pointsReplacedBy(campaign, 1)).toEqual([]);
});

test('reasons of failures become codes; a quotation mark or a brace is part of a text', () => {
  const texts = ['no reason given', 'job "17" {evicted}', ''];
  const campaign = migrated(fileOfVersion3({ failed: texts }));
  const reasons = pointsOfBatch(campaign, 1).map(({ failureReason }) => failureReason);
  expect(reasons).toEqual([
    { code: 'unexplained' },
    { code: 'text', text: 'job "17" {evicted}' },
    { code: 'unexplained' },
  ]);
  expect(reasons.map((reason) => reason && failureText(reason))).toEqual([
    'no reason given',
    'job "17" {evicted}',
    'no reason given',
  ]);
  transaction(campaign, 'results', () => setBatchPointState(campaign, 'b1-001', { state: 'proposed' }));
  expect(findBatchPoint(campaign, 'b1-001')?.failureReason).toEqual({ code: 'unexplained' });
});

test('reasons for short batches become codes, and read as before', () => {
  const rest = 'from all existing, pending and proposed points.';
  const texts = [
    'No point within the bounds satisfies the constraints.',
    `Only 3 of 10 points can be proposed: no other is at least 0.01 (of the unit cube) ${rest}`,
    `No point can be proposed: no other is at least 0.05 (of the unit cube) ${rest}`,
    `Only 4 of 6 points can be proposed: no other is away ${rest}`,
    'Somebody wrote this.',
  ];
  const campaign = migrated(fileOfVersion3({ short: texts }));
  const reasons = texts.map((_, index) => readBatch(campaign, index + 2).shortfallReason);
  expect(reasons).toEqual([
    { code: 'nothing-allowed' },
    { code: 'too-close', found: 3, wanted: 10, distance: 0.01 },
    { code: 'too-close', found: 0, wanted: 0, distance: 0.05 },
    { code: 'too-close', found: 4, wanted: 6, distance: 0 },
    { code: 'text', text: 'Somebody wrote this.' },
  ]);
  expect(reasons.map((reason) => reason && shortfallText(reason))).toEqual(texts);
  expect(readBatch(campaign, 1).shortfallReason).toBeNull();
});

test('a campaign that version 0.1.0 made keeps every reason', () => {
  const campaign = migrated(unpackCampaign('0.1.0/two-masses', scratchFolder()));
  const counts = (texts: readonly string[]) =>
    Object.fromEntries(texts.map((text) => [text, texts.filter((other) => other === text).length]));
  // As the file has them: SELECT excluded_reason, count(*) FROM points GROUP BY 1, and likewise the others.
  const leftOut = pointColumns(campaign).excludedReasons.flatMap((reason) => reason ?? []);
  expect(counts(leftOut.map(leftOutText))).toEqual({
    'import 6 was undone': 3,
    'replaced by hand': 1,
    'replaced by import 3': 4,
    'trigger problem in this sample': 2,
  });
  expect(counts(leftOut.map(({ code }) => code))).toEqual({ 'import-undone': 3, replaced: 4, text: 3 });
  const failed = [1, 2, 3].flatMap((batch) =>
    pointsOfBatch(campaign, batch).flatMap(({ failureReason }) => failureReason ?? []),
  );
  expect(failed.map(failureText).sort()).toEqual([
    'job evicted',
    'no answer since Monday',
    'no reason given',
    'segmentation fault',
  ]);
  expect([2, 3].map((batch) => readBatch(campaign, batch).shortfallReason)).toEqual([
    { code: 'too-close', found: 68, wanted: 90, distance: 0.01 },
    { code: 'too-close', found: 0, wanted: 0, distance: 0.01 },
  ]);
});
