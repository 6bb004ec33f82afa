import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BatchDetail } from '#shared/contract/batches/batches-methods.ts';
import type { Client } from '#shared/contract/client.ts';
import type { InputOf } from '#shared/contract/methods.ts';
import type { Job } from '#shared/contract/program/program-methods.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { readTable } from '../../unit/src-shared/formats/table-of-text.ts';
import { endOfJob } from './end-of-job.ts';
import { type OpenScan, openScan, pointAt } from './open-scan.ts';

// One batch on its way from the proposal to its results, told step by step: each test goes on where the last ended.

/** ln μ of a made-up search: excluded below a slanted line that crosses the box. */
const lnMu = (mass: number, coupling: number): number => mass / 500 - 2 - Math.log(coupling);

let scan: OpenScan;
let client: Client;
let campaignId: string;

beforeAll(async () => {
  const random = createRandom(7);
  const points = Array.from({ length: 14 }, () => {
    const theta = [100 + 1900 * random.uniform(), 0.5 + 2.5 * random.uniform()];
    return pointAt(theta, { exp: lnMu(theta[0], theta[1]) });
  });
  scan = await openScan(
    {
      parameters: [
        { name: 'mass', unit: 'GeV', lower: 100, upper: 2000 },
        { name: 'coupling', lower: 0.5, upper: 3 },
      ],
      quantities: ['exp'],
      contour: 'exp',
    },
    points,
  );
  ({ client, campaignId } = scan);
});

afterAll(() => scan.close());

async function propose(input: Omit<InputOf<'batch.propose'>, 'campaignId'>): Promise<Job> {
  const { jobId } = await client.call('batch.propose', { campaignId, ...input });
  return endOfJob(client, jobId);
}

const upload = (name: string, text: string) => ({ name, base64: Buffer.from(text).toString('base64') });
const describeFirst = () => client.call('batch.describe', { campaignId, batch: 1 });
const stateOf = (detail: BatchDetail, id: string) => detail.points.find((point) => point.id === id)?.state;
const idsOf = (detail: BatchDetail, state: string) =>
  detail.points.filter((point) => point.state === state).map(({ id }) => id);
const edit = (input: Omit<InputOf<'batch.edit'>, 'campaignId' | 'batch'>) =>
  client.call('batch.edit', { campaignId, batch: 1, ...input });

it('proposes as a job, after the fit that the limits need', async () => {
  const job = await propose({ size: 4, method: 'batch-entropy' });
  expect(job).toMatchObject({ state: 'done', error: null, work: { code: 'proposing', batch: 1 } });
  const detail = await describeFirst();
  expect(detail).toMatchObject({ number: 1, iteration: 1, seed: 1, requested: 4, frozenAt: null });
  expect(detail.points).toHaveLength(4);
  for (const { parameters, mean, sd, pExcl, gain } of detail.points) {
    const { mass = 0, coupling = 0 } = parameters;
    // The truth lies within a few of the model's own standard deviations, and p_excl is Φ(−ŷ/s).
    expect(Math.abs(lnMu(mass, coupling) - (mean ?? 0))).toBeLessThan(5 * (sd ?? 0) + 0.01);
    expect(pExcl! > 0.5).toBe(mean! < 0);
    expect(gain).toBeGreaterThan(-1e-3);
  }
  expect(detail.entropyBefore).toBeGreaterThan(0);
  expect(detail.closestPair).toBeGreaterThanOrEqual(0.01);
});

it('vetoes with a reason and refills; undo takes both back; a released veto sends the refill away', async () => {
  const vetoed = await edit({ veto: ['b1-002'], reason: 'no sample at this mass' });
  expect(vetoed.points.find(({ id }) => id === 'b1-002')).toMatchObject({
    state: 'vetoed',
    vetoReason: 'no sample at this mass',
  });
  expect(vetoed.points.at(-1)).toMatchObject({ id: 'b1-005', state: 'proposed', isRefill: true });

  const { undoable } = await client.call('edit.history', { campaignId });
  expect(undoable.at(-1)?.text).toContain('vetoed b1-002; refilled b1-005 (no sample at this mass)');
  await client.call('edit.undo', { campaignId });
  expect(idsOf(await describeFirst(), 'proposed')).toEqual(['b1-001', 'b1-002', 'b1-003', 'b1-004']);

  await client.call('edit.redo', { campaignId });
  const released = await edit({ release: ['b1-002'] });
  expect(released.points.map(({ id, state, vetoReason }) => [id, state, vetoReason])).toEqual([
    ['b1-001', 'proposed', null],
    ['b1-002', 'proposed', null],
    ['b1-003', 'proposed', null],
    ['b1-004', 'proposed', null],
  ]);
});

it('drops a batch that nobody has, and undo brings it back as it was', async () => {
  const before = await describeFirst();
  await client.call('batch.drop', { campaignId, batch: 1 });
  expect(await client.call('batch.list', { campaignId })).toEqual([]);
  const { undoable } = await client.call('edit.history', { campaignId });
  expect(undoable.at(-1)?.text).toBe('Dropped batch 1: 4 points');
  await client.call('edit.undo', { campaignId });
  expect(await describeFirst()).toEqual(before);
});

it('proposes again around what the analyst has said', async () => {
  await edit({ pin: ['b1-003'], veto: ['b1-001'] });
  const added = await edit({ add: [{ mass: 900, coupling: 1.25 }] });
  expect(added.points.at(-1)).toMatchObject({
    state: 'pinned',
    rule: 'by-hand',
    parameters: { mass: 900, coupling: 1.25 },
  });
  const kept = [...idsOf(added, 'pinned'), 'b1-001'].sort();

  const job = await propose({ size: 6, method: 'sobol', seed: 11, again: 1 });
  expect(job.state).toBe('done');
  const detail = await describeFirst();
  expect(detail).toMatchObject({ method: 'sobol', seed: 11, requested: 6 });
  expect(detail.points.filter(({ rule }) => rule === 'sobol')).toHaveLength(5);
  expect([...idsOf(detail, 'pinned'), ...idsOf(detail, 'vetoed')].sort()).toEqual(kept);
  expect(await client.call('batch.list', { campaignId })).toHaveLength(1);
});

it('refuses points outside the space', async () => {
  await expect(edit({ add: [{ mass: 5000, coupling: 1 }] })).rejects.toMatchObject({
    code: 'points.outside',
  });
  await expect(edit({ add: [{ mass: 500 }] })).rejects.toMatchObject({ code: 'points.missing_parameter' });
});

it('hands a file out first and notes it only when somebody has it', async () => {
  const packs = await client.call('batch.packs', {});
  expect(packs.slice(0, 2).map(({ id, delivery }) => [id, delivery])).toEqual([
    ['csv', 'user'],
    ['json', 'user'],
  ]);
  const { file, folder, ids } = await client.call('batch.file', { campaignId, batch: 1, pack: 'csv' });
  if (file === null) throw new Error('The table is one file.');
  const { name, mediaType, base64 } = file;
  expect({ name, mediaType }).toEqual({ name: 'batch-1.csv', mediaType: 'text/csv' });
  // Beside the campaign, as long as the settings say nothing else.
  expect(existsSync(join(folder, 'scan.contourist'))).toBe(true);
  const table = readTable(Buffer.from(base64, 'base64').toString('utf8'), name);
  expect(table.columns).toEqual(['id', 'mass', 'coupling']);
  expect(table.rows.map(({ cells }) => cells[0])).toEqual(ids);
  expect((await describeFirst()).frozenAt).toBeNull();

  const confirm = { campaignId, batch: 1, pack: 'csv', to: name };
  await expect(client.call('batch.confirmExport', { ...confirm, ids: ids.slice(1) })).rejects.toMatchObject({
    code: 'batch.changed',
  });
  const detail = await client.call('batch.confirmExport', { ...confirm, ids });
  expect(idsOf(detail, 'requested')).toEqual(ids);
  expect(detail.frozenAt).not.toBeNull();
  expect(detail.exports).toEqual([
    { pack: 'csv', to: 'batch-1.csv', points: ids.length, at: expect.any(String) },
  ]);
  await expect(edit({ pin: [ids[0] ?? ''] })).rejects.toMatchObject({ code: 'batch.frozen' });
});

it('writes the files of a pack into a folder of its own machine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-export-'));
  try {
    const input = { campaignId, batch: 1, folder, pack: 'json' };
    await expect(client.call('batch.export', { ...input, options: { digits: 3 } })).rejects.toMatchObject({
      code: 'option.unknown',
    });
    const { packs } = await client.call('batch.export', input);
    expect(packs).toEqual([{ pack: 'json', options: {}, files: [join(folder, 'batch-1.json')] }]);
    const written: unknown = JSON.parse(readFileSync(join(folder, 'batch-1.json'), 'utf8'));
    expect(written).toMatchObject({ campaign: 'scan', batch: 1, frozenAt: (await describeFirst()).frozenAt });
    expect((await describeFirst()).exports.map(({ pack, to }) => [pack, to])).toEqual([
      ['csv', 'batch-1.csv'],
      ['json', folder],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('follows the points on the grid, previews results without a trace, and takes them', async () => {
  const running = await client.call('batch.markRunning', { campaignId, batch: 1 });
  const [first, second, third, ...rest] = running.points.filter(({ state }) => state === 'running');
  if (!first || !second || !third) throw new Error('The batch has too few points.');
  const given = await client.call('batch.giveUp', {
    campaignId,
    batch: 1,
    ids: [third.id],
    reason: 'job evicted',
  });
  expect(given.points.find(({ id }) => id === third.id)).toMatchObject({
    state: 'failed',
    failureReason: { code: 'text', text: 'job evicted' },
  });
  const reset = await client.call('batch.resetFailed', { campaignId, batch: 1 });
  expect(stateOf(reset, third.id)).toBe('proposed');

  const text = [
    'id,status,reason,exp',
    `${first.id},done,,0.5`,
    `${second.id},failed,segmentation fault,`,
    'b1-099,done,,1.0',
    `${first.id},done,,0.5`,
    `${third.id},done,,not a number`,
  ].join('\n');
  const input = { campaignId, file: upload('results.csv', text) };
  const { report, rows } = await client.call('batch.previewResults', input);
  expect(report).toMatchObject({ joined: 1, failed: 1, duplicate: 1, unknown: 1, unreadable: 1 });
  expect(report.points.missing).toEqual([third, ...rest].map(({ id }) => id));
  expect(rows.map(({ line, outcome, pointId }) => [line, outcome, pointId])).toEqual([
    [2, 'joined', first.id],
    [3, 'failed', second.id],
    [4, 'unknown', null],
    [5, 'duplicate', first.id],
    [6, 'unreadable', null],
  ]);
  expect(rows[0]?.limits.exp).toBeCloseTo(Math.log(0.5), 12);
  expect(stateOf(await describeFirst(), first.id)).toBe('running');

  expect(await client.call('batch.importResults', input)).toEqual(report);
  const detail = await describeFirst();
  expect(detail.points.find(({ id }) => id === first.id)).toMatchObject({
    state: 'done',
    y: expect.closeTo(Math.log(0.5), 12),
  });
  expect(stateOf(detail, second.id)).toBe('failed');
  const [batch] = await client.call('batch.list', { campaignId });
  expect(batch).toMatchObject({ number: 1, states: { done: 1, failed: 1 }, entropyAfter: null });
});

it('joins coordinates that came back rounded within the tolerance that is asked for', async () => {
  await propose({ size: 2, method: 'sobol' });
  const { points } = await client.call('batch.describe', { campaignId, batch: 2 });
  const rows = points.map(({ parameters: { mass = 0, coupling = 0 } }) => [mass + 1.9, coupling, 1]);
  const text = ['mass,coupling,exp', ...rows.map((row) => row.join(','))].join('\n');
  const input = { campaignId, batch: 2, file: upload('r.csv', text) };
  // 1.9 GeV of 1900 are 1e-3 of the range.
  expect((await client.call('batch.previewResults', input)).report).toMatchObject({ joined: 0, unknown: 2 });
  const wide = await client.call('batch.previewResults', { ...input, tolerance: 2e-3 });
  expect(wide.report).toMatchObject({ joined: 2, unknown: 0 });
});
