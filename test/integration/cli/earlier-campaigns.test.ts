import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '#shared/formats/table.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';
import { EARLIER_CAMPAIGNS, fixturePath, unpackCampaign } from '../../fixtures/campaigns/unpack-campaign.ts';
import { readTable } from '../../unit/src-shared/formats/table-of-text.ts';
import { contourist } from './contourist.ts';

// Campaign files of earlier versions open with this one and show the numbers that they showed then.

const campaigns = Object.entries(EARLIER_CAMPAIGNS).flatMap(([version, names]) =>
  names.map((name) => `${version}/${name}`),
);

const COMMANDS: Readonly<Record<string, { slice: readonly string[]; batches: readonly number[] }>> = {
  '0.1.0/two-masses': { slice: ['--x', 'm_zp', '--y', 'm_dm'], batches: [1, 2, 3] },
  '0.1.0/four-parameters': {
    slice: ['--x', 'm_zp', '--y', 'gx', '--fix', 'm_dm=200', 'm_s=110'],
    batches: [1, 2],
  },
};

/** The numbers and nulls of a JSON value, by their path. */
function numbersOf(value: unknown, path = ''): [string, number | null][] {
  if (value === null || typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => numbersOf(item, `${path}/${key}`));
}

/** The absolute tolerance is that of means near zero: predictions are sums of terms of order one, rounded at 1e-16. */
const isSame = (a: number | null, b: number | null | undefined): boolean =>
  a === b || (a !== null && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)));

/** Expects every number of an earlier value at the same path of today's. */
function expectSameNumbers(earlier: unknown, today: unknown): void {
  const found = new Map(numbersOf(today));
  const numbers = numbersOf(earlier);
  expect(numbers.length).toBeGreaterThan(0);
  const different = numbers.filter(([path, number]) => !isSame(number, found.get(path)));
  expect(different.map(([path, number]) => [path, number, found.get(path)])).toEqual([]);
}

/** The cells of a table by row and column, null where they are empty. */
function cellsByColumn({ columns, rows }: Table): object[] {
  return rows.map(({ cells }) =>
    Object.fromEntries(columns.map((column, i) => [column, cells[i] === '' ? null : Number(cells[i])])),
  );
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

describe.each(campaigns)('the campaign %s', (name) => {
  let folder: string;
  let campaign: string;
  const { slice, batches } = COMMANDS[name] ?? { slice: [], batches: [] };

  async function run(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await contourist(folder, ...args);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    return stdout;
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'contourist-earlier-'));
    campaign = unpackCampaign(name, folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has the status that it had', async () => {
    const today = JSON.parse(await run('status', campaign, '--json'));
    expectSameNumbers(json(fixturePath(`${name}.status.json`)), today);
  });

  it('has the batches that it had', async () => {
    for (const batch of batches) {
      const today = JSON.parse(await run('batch', campaign, '--batch', String(batch), '--json'));
      expectSameNumbers(json(fixturePath(`${name}.batch-${batch}.json`)), today);
    }
  });

  it('predicts what it predicted', async () => {
    const earlier = readTable(readFileSync(fixturePath(`${name}.predict.csv`), 'utf8'), 'earlier');
    const parameters = earlier.columns.slice(0, earlier.columns.indexOf('mean_exp'));
    const places = earlier.rows.map(({ cells }) => cells.slice(0, parameters.length));
    writeFileSync(join(folder, 'points.csv'), writeTable(parameters, places));
    await run('predict', campaign, '--points', 'points.csv', '--out', 'predicted.csv');
    const today = readTable(readFileSync(join(folder, 'predicted.csv'), 'utf8'), 'today');
    expectSameNumbers(cellsByColumn(earlier), cellsByColumn(today));
  });

  it('has the slice that it had: the same fields on the same grid', async () => {
    await run('slice', campaign, ...slice, '--grid', '11', '--out', 'slice.json');
    const fields = (value: unknown) => {
      const { x, y, fixed, quantities } = value as Record<'x' | 'y' | 'fixed' | 'quantities', object>;
      const grids = Object.entries(quantities).map(([quantity, { mean, sd, pExcl, amplitude }]) => [
        quantity,
        { mean, sd, pExcl, amplitude },
      ]);
      return { x, y, fixed, quantities: Object.fromEntries(grids) };
    };
    const earlier = json(fixturePath(`${name}.slice.json`));
    expectSameNumbers(fields(earlier), fields(json(join(folder, 'slice.json'))));
  });
});
