import { describe, expect, test } from 'vitest';
import { giveUpPoints } from '#main/services/batches/change-batch-states.ts';
import { describeBatch } from '#main/services/batches/describe-batch.ts';
import { editBatch } from '#main/services/batches/edit-batch.ts';
import { importResults, previewResults } from '#main/services/batches/results/import-results.ts';
import type { ResultsOptions } from '#main/services/batches/results/read-results.ts';
import { importLimits } from '#main/services/imports/import-limits.ts';
import { NO_MAPPING } from '#main/services/imports/read-limit-file.ts';
import { repairRows } from '#main/services/imports/repair-rows.ts';
import { undoImport } from '#main/services/imports/undo-import.ts';
import { pointsOfBatch } from '#main/store/batch-points-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { listImports } from '#main/store/imports-repository.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { listPoints } from '#main/store/points-repository.ts';
import { listQuarantine } from '#main/store/quarantine-repository.ts';
import { type ResultsReport, resultsReportSchema } from '#shared/contract/batches/results.ts';
import { incompleteTexts } from '#shared/domain/incomplete-results.ts';
import { describeReason } from '#shared/limit-files/describe-reason.ts';
import { errorOf, newCampaign } from '../../../store/campaign-files.ts';
import { mappingFile, textFile } from '../../imports/limit-texts.ts';
import { campaignWithBatch, handOut, proposedBatch, recordingAdvisor, THETAS } from '../batch-fixtures.ts';

function requested(): WritableCampaign {
  const campaign = campaignWithBatch();
  handOut(campaign, 1);
  return campaign;
}

function results(campaign: WritableCampaign, text: string, options: ResultsOptions = {}): ResultsReport {
  const report = importResults(campaign, textFile(text, 'results.csv'), NO_MAPPING, options);
  expect(resultsReportSchema.parse(report)).toEqual(report);
  return report;
}

const counts = ({ joined, failed, late, duplicate, unknown, missing }: ResultsReport) => ({
  joined,
  failed,
  late,
  duplicate,
  unknown,
  missing,
});
const reasonsOf = ({ rejected }: ResultsReport) => rejected.map(({ reason }) => describeReason(reason));

const NONE = { joined: 0, failed: 0, late: 0, duplicate: 0, unknown: 0, missing: 0 };

const states = (campaign: WritableCampaign, batch = 1) =>
  pointsOfBatch(campaign, batch).map(({ state }) => state);

test('results join by id; failed, duplicate, unknown and missing points are told apart', () => {
  const campaign = requested();
  const report = results(
    campaign,
    [
      'id,exp,obs,status,reason',
      'b1-001,0.5,0.7,done,',
      'b1-002,,,failed,no events after cuts',
      'b1-001,0.5,0.7,done,',
      'b7-001,0.5,0.7,done,',
      '',
    ].join('\n'),
  );
  expect(counts(report)).toEqual({ ...NONE, joined: 1, failed: 1, duplicate: 1, unknown: 1, missing: 1 });
  expect(report.points).toEqual({
    joined: ['b1-001'],
    failed: [{ id: 'b1-002', reason: { code: 'text', text: 'no events after cuts' } }],
    late: [],
    missing: ['b1-003'],
    elsewhere: [],
    incomplete: [],
  });
  expect(states(campaign)).toEqual(['done', 'failed', 'requested']);
  expect(listPoints(campaign, 'high')).toMatchObject([
    { id: 1, theta: THETAS[0], batchPointId: 'b1-001', importId: 1, isTest: false },
  ]);
  expect(listPoints(campaign, 'high')[0]?.limits.exp?.y).toBe(Math.log(0.5));
  expect(listQuarantine(campaign)).toMatchObject([
    { line: 5, reason: { code: 'unknown-id', id: 'b7-001', batch: null }, rowText: 'b7-001,0.5,0.7,done,' },
  ]);
  expect(listImports(campaign)).toMatchObject([{ kind: 'results', fidelity: 'high', counts: { joined: 1 } }]);
  expect(listJournal(campaign).at(-1)).toMatchObject({ action: 'results', detail: { joined: 1, failed: 1 } });
});

test('a result without a limit of each quantity says what was kept, refused or left out', () => {
  const campaign = requested();
  const text = 'id,exp,obs\nb1-001,0.5,abc\nb1-002,0.6,-1\nb1-003,,\n';
  expect(previewResults(campaign, textFile(text), NO_MAPPING).rows.map(({ detail }) => detail)).toMatchObject(
    [
      { code: 'without', column: 'obs', kept: ['exp'] },
      { code: 'incomplete', kept: ['exp'], lacks: ['obs'] },
      { code: 'reason' },
    ],
  );
  const { points } = results(campaign, text);
  expect(points.incomplete).toEqual([
    { id: 'b1-001', kept: ['exp'], lacks: ['obs'] },
    { id: 'b1-002', kept: ['exp'], lacks: ['obs'] },
  ]);
  expect(incompleteTexts(points.incomplete)).toEqual(['2 results without obs (b1-001, b1-002): exp kept']);
});

test('results join by coordinates within the tolerance, and keep the place where they were measured', () => {
  const campaign = requested();
  // 0.3 GeV of 4500 is 7e-5 of the axis, 3 GeV is 7e-4.
  const text = 'm_zp,gx,exp\n1000.3,0.7,0.5\n2003,1.1,2\n3000,1.3,1\n';
  const report = results(campaign, text);
  expect(counts(report)).toEqual({ ...NONE, joined: 2, unknown: 1, missing: 1 });
  expect(report.rejected.map(({ line, reason }) => [line, describeReason(reason)])).toEqual([
    [3, 'unknown: the campaign has no point here: the nearest, b1-002, is 0.00067 of the unit cube away'],
  ]);
  expect(listPoints(campaign, 'high').map(({ theta }) => theta)).toEqual([[1000.3, 0.7], THETAS[2]]);
  expect(report.points.elsewhere).toEqual([
    { id: 'b1-001', asked: { m_zp: 1000, gx: 0.7 }, measured: { m_zp: 1000.3, gx: 0.7 } },
  ]);
  expect(describeBatch(campaign, 1).points.map(({ measured }) => measured)).toEqual([
    { m_zp: 1000.3, gx: 0.7 },
    null,
    null,
  ]);
  expect(counts(results(campaign, `${text}\n`, { tolerance: 1e-3 }))).toEqual({
    ...NONE,
    joined: 1,
    duplicate: 2,
  });
});

test('rows in any order find the nearest point, whatever the numbering of the grid', () => {
  const campaign = requested();
  const text = 'id,m_zp,gx,exp\n17,3000,1.3,1\n4,1000,0.7,2\n';
  expect(results(campaign, text).points.joined).toEqual(['b1-003', 'b1-001']);
});

test('coordinates that contradict the id are not taken', () => {
  const campaign = requested();
  const report = results(campaign, 'id,m_zp,gx,exp\nb1-001,2000,1.1,1\n');
  expect(counts(report)).toEqual({ ...NONE, unknown: 1, missing: 3 });
  expect(reasonsOf(report)[0]).toMatch(
    /^unknown: the coordinates are not those of b1-001: gx = 1\.1 where 0\.7 was asked for, 0\.\d+ of the unit cube away$/,
  );
  expect(listPoints(campaign, 'high')).toEqual([]);
});

test('rounded coordinates with the right id join, and keep the place where they were measured', () => {
  const campaign = campaignWithBatch([
    [1000.437, 0.71234],
    [2000.2, 1.1],
    [3000, 1.3],
  ]);
  handOut(campaign, 1);
  // Whole GeV and two digits; 6 GeV of 4500 are 1.3e-3 of the axis; 45.2 GeV are 0.01004.
  const text = 'id,m_zp,gx,exp\nb1-001,1000,0.71,0.5\nb1-002,2006.2,1.1,2\nb1-003,3045.2,1.3,1\n';
  const report = results(campaign, text);
  expect(counts(report)).toEqual({ ...NONE, joined: 2, unknown: 1, missing: 1 });
  expect(report.rejected[0]?.reason).toMatchObject({
    code: 'coordinates-contradict-id',
    worst: { name: 'm_zp', asked: 3000, measured: 3045.2 },
  });
  expect(listPoints(campaign, 'high').map(({ theta }) => theta)).toEqual([
    [1000, 0.71],
    [2006.2, 1.1],
  ]);
  expect(counts(results(campaign, `${text}\n`, { tolerance: 0.02 }))).toMatchObject({
    joined: 1,
    duplicate: 2,
  });
});

test('a tolerance that is given holds for rows with an id, too', () => {
  const campaign = requested();
  const report = results(campaign, 'id,m_zp,gx,exp\nb1-001,1003,0.7,0.5\n', { tolerance: 1e-5 });
  expect(counts(report)).toEqual({ ...NONE, unknown: 1, missing: 3 });
});

test('coordinates with six digits are the same place', () => {
  const campaign = campaignWithBatch([[1000 + 1 / 3, 0.7]]);
  handOut(campaign, 1);
  const report = results(campaign, 'm_zp,gx,exp\n1000.33,0.7,0.5\n');
  expect(report.points.elsewhere).toEqual([]);
  expect(listPoints(campaign, 'high')[0]?.theta).toEqual([1000 + 1 / 3, 0.7]);
});

test('the words of batch systems tell the outcome; one that is not known is asked for', () => {
  const campaign = requested();
  const report = results(
    campaign,
    'id,exp,status\nb1-001,0.5,COMPLETED\nb1-002,,OUT_OF_MEMORY\nb1-003,0.6,RUNNING\nb1-003,0.6,purple\n',
  );
  expect(counts(report)).toEqual({ ...NONE, joined: 1, failed: 1, missing: 1 });
  expect(report.points.failed).toEqual([{ id: 'b1-002', reason: { code: 'text', text: 'OUT_OF_MEMORY' } }]);
  expect(report.rejected.map(({ reason }) => reason.code)).toEqual(['unfinished', 'status-unknown']);
});

test('a partial file, then a longer one with the same rows, then all of it again', () => {
  const campaign = requested();
  const head = 'id,exp\nb1-001,0.5\n';
  expect(counts(results(campaign, head))).toEqual({ ...NONE, joined: 1, missing: 2 });
  const longer = `${head}b1-002,2\nb1-003,1\n`;
  expect(counts(results(campaign, longer))).toEqual({ ...NONE, joined: 2, duplicate: 1 });
  const journal = listJournal(campaign).length;
  expect(counts(results(campaign, longer))).toEqual({ ...NONE, duplicate: 3 });
  expect(listJournal(campaign)).toHaveLength(journal);
  expect(listPoints(campaign, 'high')).toHaveLength(3);
  expect(listQuarantine(campaign)).toEqual([]);
});

test('a second result that differs is a duplicate and kept in the quarantine, once', () => {
  const campaign = requested();
  results(campaign, 'id,exp\nb1-001,0.5\n');
  const other = 'id,exp\nb1-001,0.6\nb1-002,1\nb1-002,3\n';
  const report = results(campaign, other);
  expect(counts(report)).toEqual({ ...NONE, joined: 1, duplicate: 2, missing: 1 });
  expect(report.rejected.map(({ line, reason }) => [line, describeReason(reason)])).toEqual([
    [2, 'duplicate: b1-001 is done already, and this row says something else'],
    [4, 'duplicate: b1-002 has its outcome in line 3, and this row says something else'],
  ]);
  results(campaign, other);
  expect(listQuarantine(campaign)).toHaveLength(2);
});

test('a job that failed and was run again is joined, wherever the two rows stand', () => {
  const campaign = requested();
  const report = results(campaign, 'id,exp,status,reason\nb1-001,,failed,node died\nb1-001,0.5,done,\n');
  expect(counts(report)).toEqual({ ...NONE, joined: 1, duplicate: 1, missing: 2 });
  expect(states(campaign)[0]).toBe('done');
});

test('late is a result for a batch older than the newest, for a failed point, and for a withdrawn one', async () => {
  const campaign = requested();
  giveUpPoints(campaign, 1, ['b1-001'], 'no word from the grid');
  await editBatch(campaign, 1, { veto: ['b1-002'], pin: [], add: [] }, recordingAdvisor());
  expect(counts(results(campaign, 'id,exp\nb1-001,0.5\nb1-002,0.6\n'))).toEqual({
    ...NONE,
    late: 2,
    missing: 1,
  });
  expect(pointsOfBatch(campaign, 1)[0]).toMatchObject({
    state: 'late',
    failureReason: { code: 'text', text: 'no word from the grid' },
  });

  proposedBatch(campaign, [[4000, 1]]);
  const report = results(campaign, 'id,exp\nb1-003,0.7\nb2-001,0.8\n');
  expect(counts(report)).toEqual({ ...NONE, joined: 1, late: 1 });
  expect(report.points).toMatchObject({ joined: ['b2-001'], late: ['b1-003'] });
  expect(listPoints(campaign, 'high')).toHaveLength(4);
});

test('a newer batch of the other fidelity makes nothing late', () => {
  const campaign = requested();
  proposedBatch(campaign, [[4000, 1]], { fidelity: 'low' });
  expect(counts(results(campaign, 'id,exp\nb1-001,0.5\nb2-001,0.5\n'))).toEqual({
    ...NONE,
    joined: 2,
    missing: 2,
  });
  expect(listPoints(campaign, 'low')).toMatchObject([{ batchPointId: 'b2-001', fidelity: 'low' }]);
});

test('a batch that is named is the only one in question', () => {
  const campaign = requested();
  proposedBatch(campaign, [[4000, 1]]);
  const report = results(campaign, 'id,exp\nb1-001,0.5\nb2-001,0.8\n', { batch: 2 });
  expect(counts(report)).toEqual({ ...NONE, joined: 1, unknown: 1 });
  expect(reasonsOf(report)[0]).toBe('unknown: batch 2 has no point b1-001');
  expect(counts(results(campaign, 'id,exp\nb9-001,1\n', { batch: 1 })).missing).toBe(3);
});

test('rows that cannot be read are kept, and their points are missing', () => {
  const campaign = requested();
  const report = results(
    campaign,
    'id,exp,obs,status\nb1-001,oops,1,done\nb1-002,-,-,done\nb1-003,1,1,lost\nb1-003,1\n',
  );
  expect(counts(report)).toEqual({ ...NONE, joined: 1, missing: 2 });
  expect(report.unreadable).toBe(3);
  expect(report.rejected.map(({ line, column }) => [line, column])).toEqual([
    [2, 'exp'],
    [3, 'exp'],
    [4, 'status'],
    [5, ''],
  ]);
  expect(listQuarantine(campaign)).toHaveLength(4);
  expect(listPoints(campaign, 'high')[0]?.limits).toMatchObject({ obs: { y: 0 } });
});

test('a file of failures needs no limits', () => {
  const campaign = requested();
  const report = results(campaign, 'id,status\nb1-001,failed\nb1-002,failed\n');
  expect(report.points.failed).toEqual([
    { id: 'b1-001', reason: { code: 'unexplained' } },
    { id: 'b1-002', reason: { code: 'unexplained' } },
  ]);
  expect(counts(results(campaign, 'id,status\nb1-001,failed\n'))).toEqual({
    ...NONE,
    duplicate: 1,
    missing: 1,
  });
});

test('results need a batch, of their fidelity', () => {
  const empty = newCampaign();
  expect(errorOf(() => results(empty, 'id,exp\nb1-001,1\n'))).toMatchObject({
    code: 'results.no_batch',
    hint: expect.stringContaining('contourist import'),
  });
  const campaign = requested();
  const low = mappingFile('fidelity: low');
  const file = textFile('id,exp\nb1-001,1\n');
  expect(errorOf(() => importResults(campaign, file, low, { batch: 1 })).code).toBe('results.other_fidelity');
  expect(errorOf(() => importResults(campaign, file, low)).code).toBe('results.no_batch');
  expect(errorOf(() => importResults(campaign, file, NO_MAPPING, { batch: 4 })).code).toBe('batch.unknown');
});

describe('results are read as imports are', () => {
  const limitsOf = (campaign: WritableCampaign) =>
    listPoints(campaign, 'high').map(({ batchPointId, limits }) => [batchPointId, limits.exp?.y]);

  test('absurd limits are kept aside, and −1 and nan are no limits', () => {
    const campaign = requested();
    const text = 'id,exp\nb1-001,1e40\nb1-002,-1\nb1-003,nan\n';
    const report = results(campaign, text);
    expect(counts(report)).toEqual({ ...NONE, missing: 3 });
    expect(report.unreadable).toBe(3);
    expect(reasonsOf(report)).toEqual([
      'μ is outside accept (1e-12 to 1e12)',
      'no limit: exp missing',
      'no limit: exp missing',
    ]);
    expect(report.suggestions).toMatchObject([{ code: 'guessed', accept: [1e-12, 1e12] }]);
    expect(states(campaign)).toEqual(['requested', 'requested', 'requested']);
    // The same rows under the same reading, imported: the same limits are refused for the same reasons.
    const imported = importLimits(
      campaign,
      [textFile('m_zp,gx,exp\n1000,1,1e40\n1100,1,-1\n1200,1,nan\n')],
      NO_MAPPING,
    );
    expect(imported.rejected.map(({ reason }) => reason)).toEqual(
      report.rejected.map(({ reason }) => reason),
    );
  });

  test('a mapping may clip them, and where none does a suggestion says so', () => {
    const clipped = requested();
    importResults(clipped, textFile('id,exp\nb1-001,1e40\n'), mappingFile('clip: [1e-4, 1e4]'));
    expect(listPoints(clipped, 'high')[0]?.limits.exp).toMatchObject({ y: Math.log(1e4), isClipped: true });
    const taken = requested();
    const report = importResults(taken, textFile('id,exp\nb1-001,1e40\n'), mappingFile('missing: [""]'));
    expect(report.suggestions).toMatchObject([{ code: 'incredible-limits', count: 1, line: 2 }]);
  });

  test('columns and units are guessed from their names', () => {
    const campaign = requested();
    const text = 'id,mu_exp,mu_exp_p1s\nb1-001,0.5,0.7\n';
    expect(counts(results(campaign, text))).toEqual({ ...NONE, joined: 1, missing: 2 });
    expect(limitsOf(campaign)).toEqual([['b1-001', Math.log(0.5)]]);
    const sigma = requested();
    const fb = 'ID,mZp,g_x,ul_exp_fb,xsec_pb\n1,1000,0.7,20,0.01\n';
    expect(counts(results(sigma, fb))).toEqual({ ...NONE, joined: 1, missing: 2 });
    // 20 fb over 0.01 pb.
    expect(limitsOf(sigma)[0]?.[1]).toBeCloseTo(Math.log(2), 12);
  });

  test('a row without one of its limits is joined, and says which', () => {
    const campaign = requested();
    const preview = previewResults(campaign, textFile('id,exp,obs\nb1-001,0.5,0\n'), NO_MAPPING);
    expect(preview.rows[0]).toMatchObject({
      outcome: 'joined',
      detail: { code: 'without', column: 'obs', reason: { code: 'not-positive', what: 'limit' } },
    });
  });

  test('records on one line of JSON are told apart', () => {
    const campaign = requested();
    const records = [
      { id: 'b1-001', exp: 0.5 },
      { id: 'b1-002', exp: 'oops' },
      { id: 'b1-003', exp: 0.7 },
      { id: 'b1-003', exp: 0.7 },
      { id: 'b1-003', exp: 0.8 },
    ];
    const preview = previewResults(campaign, textFile(JSON.stringify(records), 'r.json'), NO_MAPPING);
    expect(preview.rows.map(({ outcome, detail }) => [outcome, detail?.code ?? null])).toEqual([
      ['joined', 'incomplete'],
      ['joined', 'incomplete'],
      ['duplicate', 'answered'],
      ['duplicate', 'reason'],
      ['unreadable', 'reason'],
    ]);
    expect(preview.report.rejected).toHaveLength(2);
  });

  test('a limit that another program has rounded is the same limit', () => {
    const campaign = requested();
    results(campaign, `id,exp\nb1-001,${1 / 3}\n`);
    const again = results(campaign, 'id,exp\nb1-001,0.333333333333\n');
    expect(counts(again)).toEqual({ ...NONE, duplicate: 1, missing: 2 });
    expect(again.rejected).toEqual([]);
  });

  test('what an undone import had kept aside is kept again when the file comes again', () => {
    const campaign = requested();
    const text = 'id,exp\nb1-001,0.5\nb1-002,oops\n';
    results(campaign, text);
    undoImport(campaign, 1);
    expect(listQuarantine(campaign)).toEqual([]);
    expect(counts(results(campaign, text))).toMatchObject({ joined: 1 });
    expect(listQuarantine(campaign)).toHaveLength(1);
  });

  test('rows that were kept aside are corrected one by one, and find their point', () => {
    const campaign = requested();
    results(campaign, 'id,exp,obs,status,reason\nb1-001,oops,,,\nb1-002,0.5,0,,\nb9-001,1,1,,\n');
    const [first, second, third] = listQuarantine(campaign);
    const { report, store } = repairRows(campaign, [
      { id: first!.id, rowText: 'b1-001,0.4,,,' },
      { id: second!.id, rowText: 'b1-002,0.5,0.8,,' },
      { id: third!.id, rowText: 'b1-003,,,failed,evicted' },
    ]);
    expect(report).toEqual({ taken: 3, rejected: [] });
    store(campaign);
    expect(states(campaign)).toEqual(['done', 'done', 'failed']);
    expect(limitsOf(campaign)).toEqual([
      ['b1-002', Math.log(0.5)],
      ['b1-001', Math.log(0.4)],
    ]);
    expect(listPoints(campaign, 'high')[0]?.limits.obs?.y).toBe(Math.log(0.8));
    expect(listQuarantine(campaign)).toEqual([]);
    expect(listImports(campaign)[0]?.counts).toMatchObject({ joined: 2, failed: 1 });
  });
});
