import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectedTransport } from '#main/core/connected-transport.ts';
import { type Core, startCore } from '#main/core/start-core.ts';
import { newCampaign } from '#main/services/campaigns/new-campaign.ts';
import { type Client, createClient } from '#shared/contract/client.ts';
import type { InputOf, OutputOf } from '#shared/contract/methods.ts';

const CAMPAIGN = `name: Two masses
parameters:
  - { name: m_zp, unit: GeV, lower: 500, upper: 5000 }
  - { name: gx, lower: 0.5, upper: 2, scale: log }
fixed: { gq: 0.25 }
constraints: [m_zp > 600 * gx]
quantities: [exp, obs]
contour: exp
`;

let folder: string;
let core: Core;
let client: Client;
let campaignId: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-limits-'));
  const path = join(folder, 'two.contourist');
  newCampaign(path, { path: 'campaign.yaml', text: CAMPAIGN, sha256: '0'.repeat(64) });
  core = startCore();
  client = createClient(connectedTransport(core));
  ({ campaignId } = await client.call('campaign.open', { path }));
});
afterEach(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

const upload = (name: string, text: string) => ({ name, base64: Buffer.from(text).toString('base64') });

const floats = (base64: string | undefined): number[] => {
  const bytes = Buffer.from(base64 ?? '', 'base64');
  return [...new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))];
};

type Files = InputOf<'import.run'>['files'];

/** A file under the mapping that its inspection proposes. */
async function asGuessed(name: string, text: string): Promise<Files[number]> {
  const file = upload(name, text);
  const { mapping } = await client.call('import.inspect', { campaignId, file });
  return { file, mapping };
}

const run = async (name: string, text: string, duplicates: 'keep' | 'skip' | 'replace' = 'skip') =>
  client.call('import.run', { campaignId, files: [await asGuessed(name, text)], duplicates });

const list = () => client.call('points.list', { campaignId });

const SCAN = `,mzp,g_x,gq,mu_exp,mu_obs
0,1000,1,0.25,2,4
1,1200,1,0.25,1.215726e+34,
2,1400,1,0.25,8,-1
3,9000,1,0.25,8,4
4,1600,1,0.25,,
5,1800,1,0.3,1,1
6,2000,1,0.25,0,3
7,2200,1
`;

describe('reading a file', () => {
  test('guesses the mapping from the names and values', async () => {
    const inspected = await client.call('import.inspect', { campaignId, file: upload('scan.csv', SCAN) });
    expect(inspected).toMatchObject({
      format: { kind: 'delimited', delimiter: ',' },
      detection: { confidence: 0.8, reason: 'its rows have 6 columns, separated by commas' },
      rows: 8,
      mapping: {
        parameters: { m_zp: 'mzp', gx: 'g_x', gq: 'gq' },
        quantities: { exp: 'mu_exp', obs: 'mu_obs' },
        limit: { kind: 'mu' },
        accept: [1e-6, 1e4],
      },
      mappingFrom: null,
    });
    expect(inspected.columns[1]).toEqual({ name: 'mzp', samples: ['1000', '1200', '1400'] });
  });

  test('tells the outcome of every row with its reason before anything is stored', async () => {
    const [preview] = await client.call('import.preview', {
      campaignId,
      files: [await asGuessed('scan.csv', SCAN)],
    });
    const { rows, columns, imported, quarantined } = preview?.plan ?? ({} as never);
    const detail = (i: number) => rows.details[rows.detailOf[i] ?? -1];
    expect(rows.lines.map((line, i) => [line, rows.outcomes[i], detail(i)])).toEqual([
      [2, 'new', { code: 'nothing' }],
      [3, 'quarantine', { code: 'reason', reason: { code: 'beyond-accept', range: [1e-6, 1e4] } }],
      [4, 'partial', { code: 'missing', quantities: ['obs'] }],
      [5, 'outside', { code: 'outside', why: expect.objectContaining({ code: 'above', value: 9000 }) }],
      [6, 'empty', { code: 'nothing' }],
      [
        7,
        'quarantine',
        { code: 'reason', reason: { code: 'not-the-fixed-value', parameter: 'gq', value: 0.25 } },
      ],
      [8, 'partial', { code: 'without', column: 'mu_exp', reason: { code: 'not-positive', what: 'limit' } }],
      [9, 'quarantine', { code: 'reason', reason: { code: 'ragged', fields: 3, columns: 6 } }],
    ]);
    expect(columns).toEqual(['mzp', 'g_x', 'gq', 'mu_exp', 'mu_obs']);
    expect(rows.cells[3]).toEqual(['2', '1.215726e+34', '8', '8', '', '1', '0', '']);
    expect(rows.faults).toEqual({ 1: [3], 5: [2], 6: [3] });
    expect({ imported, quarantined }).toEqual({ imported: 4, quarantined: 4 });
    expect((await list()).count).toBe(0);
  });

  test('names what is wrong with one file and plans the others', async () => {
    const good = await asGuessed('good.csv', 'm_zp,gx,exp\n1000,1,2\n');
    const bad = { file: upload('bad.csv', 'm_zp,exp\n1000,2\n'), mapping: {} };
    const previews = await client.call('import.preview', { campaignId, files: [bad, good] });
    expect(previews).toMatchObject([
      { plan: null, error: { code: 'limit_file.missing_column' } },
      { plan: { imported: 1 }, error: null },
    ]);
    await expect(
      client.call('import.inspect', { campaignId, file: upload('a.root', 'root\0\0\0') }),
    ).rejects.toMatchObject({
      code: 'root.damaged',
      message: 'a.root cannot be read as a ROOT file.',
    });
  });

  test('takes the mapping of the last file with the same columns', async () => {
    const file = upload('a.csv', 'x,y,z\n1000,1,2\n');
    const mapping = {
      parameters: { m_zp: 'x', gx: 'y' },
      quantities: { exp: 'z' },
      fidelity: 'low' as const,
    };
    await client.call('import.run', { campaignId, files: [{ file, mapping }] });
    const next = await client.call('import.inspect', {
      campaignId,
      file: upload('b.csv', 'y,x,z\n1,1100,2\n'),
    });
    expect(next).toMatchObject({ mapping, mappingFrom: { import: 1, file: 'a.csv' } });
  });

  test('divides cross sections by a theory table that comes with it', async () => {
    const mapping = {
      quantities: { exp: 'ul_pb' },
      limit: {
        kind: 'sigma' as const,
        unit: 'pb' as const,
        theory: { file: 'xsec.csv', column: 'x', unit: 'fb' as const, match: ['m_zp'] },
      },
    };
    const files = [
      {
        file: upload('a.csv', 'm_zp,gx,ul_pb\n1000,1,2\n'),
        mapping,
        theory: upload('xsec.csv', 'm_zp,x\n1000,500\n'),
      },
    ];
    await client.call('import.run', { campaignId, files });
    const { theory: _, ...without } = files[0]!;
    await expect(client.call('import.run', { campaignId, files: [without] })).rejects.toMatchObject({
      code: 'mapping.theory_missing',
      message: 'The theory table xsec.csv is missing.',
    });
    // σ_UL = 2 pb over 500 fb.
    expect(floats((await list()).y.exp)).toEqual([Math.log(4)]);
  });
});

describe('points that are here already', () => {
  test('are skipped where they say the same, kept aside where they differ', async () => {
    await run('a.csv', 'm_zp,gx,exp,obs\n1000,1,2,4\n1200,1,2,4\n');
    const file = await asGuessed('b.csv', 'm_zp,gx,exp,obs\n1000,1,2,4\n1200,1,3,4\n1300,1,2,4\n');
    const [preview] = await client.call('import.preview', { campaignId, files: [file] });
    expect(preview?.plan?.rows.outcomes).toEqual(['known', 'refused', 'new']);
    expect(preview?.plan?.rows.details[0]).toEqual({
      code: 'known',
      place: { kind: 'point', id: 1, isTest: false },
    });
    expect(preview?.plan).toMatchObject({ imported: 1, quarantined: 1, duplicates: 2 });
    await client.call('import.run', { campaignId, files: [file] });
    expect((await list()).ids).toEqual([1, 2, 3]);
  });

  test('are skipped as test points too, so that no test judges what a fit has seen', async () => {
    const test = await asGuessed('a.csv', 'm_zp,gx,exp\n1000,1,2\n');
    await client.call('import.run', { campaignId, files: [{ ...test, isTest: true }] });
    const [preview] = await client.call('import.preview', {
      campaignId,
      files: [await asGuessed('b.csv', 'gx,m_zp,exp\n1,1000,2\n')],
    });
    expect(preview?.plan?.rows.details).toEqual([
      { code: 'known', place: { kind: 'point', id: 1, isTest: true } },
    ]);
    expect(preview?.plan?.warnings).toEqual([]);
  });
});

describe('the table of points', () => {
  test('has every point with its limits, state and origin; edits are undone one by one', async () => {
    await run('scan.csv', SCAN);
    const ids = [1, 2];
    await client.call('points.setTest', { campaignId, ids, isTest: true });
    await client.call('points.exclude', { campaignId, ids: [3], reason: 'wrong generator' });
    await client.call('points.note', { campaignId, ids, text: 'ask the theorists' });
    const table = await list();
    expect(table).toMatchObject({
      count: 4,
      ids: [1, 2, 3, 4],
      fidelities: ['high', 'high', 'high', 'high'],
      test: [0, 1],
      excluded: [{ reason: { code: 'text', text: 'wrong generator' }, rows: [2] }],
      outside: [
        { reason: { code: 'above', parameter: 'm_zp', value: 9000, bound: 5000, unit: 'GeV' }, rows: [2] },
      ],
      notes: [{ text: 'ask the theorists', rows: [0, 1] }],
      imports: [1, 1, 1, 1],
      batchPoints: [],
    });
    expect(table.theta.map(floats)).toEqual([
      [1000, 1400, 9000, 2000],
      [1, 1, 1, 1],
    ]);
    expect(floats(table.y.obs)).toEqual([Math.log(4), Number.NaN, Math.log(4), Math.log(3)]);

    await client.call('points.note', { campaignId, ids: [1], text: '' });
    expect((await list()).notes).toEqual([{ text: 'ask the theorists', rows: [1] }]);
    for (let step = 0; step < 4; step++) await client.call('edit.undo', { campaignId });
    expect(await list()).toMatchObject({ count: 4, test: [], excluded: [], notes: [] });
    await expect(client.call('points.include', { campaignId, ids: [99] })).rejects.toMatchObject({
      code: 'point.unknown',
    });
  });

  test('crosses as columns of packed numbers, with 20,000 points', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `${600 + i / 5},${0.5 + (i % 50) / 100},${1 + i / 1e4},${2 + i / 1e4}`,
    );
    const imported = await run('many.csv', `m_zp,gx,exp,obs\n${rows.join('\n')}\n`);
    expect(imported.imported).toBe(20_000);
    const answer = JSON.stringify(await list());
    const { count, y } = JSON.parse(answer) as OutputOf<'points.list'>;
    expect(count).toBe(20_000);
    // What makes it fast: columns of packed floats, 11 characters a number, instead of an object a point.
    expect(answer.length).toBeLessThan(20_000 * 100);
    expect(floats(y.exp).at(-1)).toBe(Math.log(1 + 19_999 / 1e4));
  }, 60_000);
});

describe('the quarantine', () => {
  test('takes corrected rows into their import, and says what is still wrong', async () => {
    await run('scan.csv', SCAN);
    const { rows, columns } = await client.call('quarantine.list', { campaignId });
    expect(columns).toEqual({ 1: ['', 'mzp', 'g_x', 'gq', 'mu_exp', 'mu_obs'] });
    expect(rows.map(({ line, column }) => [line, column])).toEqual([
      [3, 'mu_exp'],
      [6, 'mu_exp'],
      [7, 'gq'],
      [8, 'mu_exp'],
      [9, null],
    ]);
    const idOf = (line: number) => rows.find((row) => row.line === line)?.id ?? 0;
    const corrected = [
      { id: idOf(7), rowText: '5,1800,1,0.25,1,1' },
      // Its observed limit was taken: the expected one joins the same point.
      { id: idOf(8), rowText: '6,2000,1,0.25,5,3' },
      { id: idOf(9), rowText: '7,2200,1,0.25,-1,0' },
    ];
    const trial = await client.call('quarantine.repair', { campaignId, rows: corrected, isTrial: true });
    expect((await list()).count).toBe(4);
    const report = await client.call('quarantine.repair', { campaignId, rows: corrected });
    expect(report).toEqual(trial);
    expect(report).toEqual({
      taken: 2,
      rejected: [
        { id: idOf(9), column: 'mu_obs', value: '0', reason: { code: 'not-positive', what: 'limit' } },
      ],
    });
    const table = await list();
    expect(table.imports).toEqual([1, 1, 1, 1, 1]);
    expect(floats(table.y.exp)).toEqual([2, 8, 8, 5, 1].map(Math.log));
    const left = await client.call('quarantine.list', { campaignId });
    expect(left.rows.map(({ line }) => line)).toEqual([3, 6, 9]);

    await client.call('edit.undo', { campaignId });
    expect((await list()).count).toBe(4);
    expect((await client.call('quarantine.list', { campaignId })).rows).toEqual(rows);
  });
});

describe('undoing an import', () => {
  const first = 'm_zp,gx,exp,obs\n1000,1,2,4\n1200,1,2,4\n';

  test('takes back what it brought and gives back what it replaced', async () => {
    await run('a.csv', first);
    await run('b.csv', 'm_zp,gx,exp\n1000,1,3\n1400,1,3\nx,1,1\n', 'replace');
    expect(await client.call('imports.planUndo', { campaignId, id: 1 })).toMatchObject({
      refused: { code: 'replaced', import: 1, by: [2] },
    });
    await expect(client.call('imports.undo', { campaignId, id: 1 })).rejects.toMatchObject({
      code: 'import.undo_refused',
    });

    const plan = await client.call('imports.planUndo', { campaignId, id: 2 });
    expect(plan).toEqual({
      refused: null,
      removed: 2,
      excluded: 0,
      iterations: [],
      returned: 1,
      quarantined: 1,
      batchPoints: [],
    });
    expect(await client.call('imports.undo', { campaignId, id: 2 })).toEqual(plan);
    expect(await list()).toMatchObject({ ids: [1, 2], excluded: [] });
    expect((await client.call('quarantine.list', { campaignId })).rows).toEqual([]);
    expect(await client.call('imports.list', { campaignId })).toMatchObject([
      { id: 2, points: 0, undoneAt: expect.any(String) },
      { id: 1, file: 'a.csv', points: 2, quantities: ['obs', 'exp'], undoneAt: null },
    ]);
    // The file may come again.
    await run('b.csv', 'm_zp,gx,exp\n1000,1,3\n1400,1,3\nx,1,1\n', 'replace');
    expect((await list()).ids).toHaveLength(4);
  });

  test('keeps the points that fits were made from and that notes speak of, out of later fits', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `${700 + 300 * i},${0.6 + 0.02 * i},${0.1 * (i + 1)}`);
    await run('a.csv', `m_zp,gx,exp\n${rows.join('\n')}\n`);
    await client.call('points.setTest', { campaignId, ids: [11, 12], isTest: true });
    await client.call('points.note', { campaignId, ids: [12], text: 'odd' });
    const ended = new Promise<void>((resolve) => {
      client.subscribe((event) => {
        if (event.name === 'job.changed' && event.job.state !== 'running') resolve();
      });
    });
    await client.call('fit.start', { campaignId });
    await ended;
    const plan = await client.call('imports.undo', { campaignId, id: 1 });
    expect(plan).toMatchObject({ removed: 1, excluded: 11, iterations: [1] });
    const table = await list();
    expect(table.ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12]);
    expect(table.excluded).toEqual([
      { reason: { code: 'import-undone', import: 1 }, rows: table.ids.map((_, row) => row) },
    ]);
    await client.call('edit.undo', { campaignId });
    expect(await list()).toMatchObject({ count: 12, excluded: [] });
  }, 60_000);
});
