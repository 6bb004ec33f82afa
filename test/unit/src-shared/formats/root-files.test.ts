// ROOT files: made by uproot (test/fixtures/root/generate.py), and genuine ones beside the repository.
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { readFile } from '#shared/formats/registry.ts';
import { errorOf } from './error-of.ts';

const FIXTURES = new URL('../../../fixtures/root/', import.meta.url);
const SHARED = new URL('../../../../../shared/', import.meta.url);
const isHere = existsSync(new URL('formats/', SHARED));

const bytesOf = (name: string, folder = FIXTURES) => ({
  name,
  bytes: new Uint8Array(readFileSync(new URL(name, folder))),
});

test('the tree of combine: a row for each quantile, float32 with its own digits', async () => {
  const { tables, format } = await readFile(bytesOf('higgsCombine.root'));
  expect(format.id).toBe('root');
  expect(tables.map(({ name, columns, rows }) => [name, columns, rows.length])).toEqual([
    [null, ['limit', 'limitErr', 'mh', 'iSeed', 'quantileExpected'], 12],
  ]);
  expect(tables[0]?.rows[1]?.cells).toEqual([0.2, 0, 120, 123456, 0.16]);
  expect(tables[0]?.rows[11]?.cells[4]).toBe(-1);
});

test('bytes that are a part of a larger buffer are read', async () => {
  const { bytes } = bytesOf('higgsCombine.root');
  const larger = Buffer.concat([Buffer.alloc(100), bytes, Buffer.alloc(100)]);
  const { tables } = await readFile({ name: 'a.root', bytes: larger.subarray(100, 100 + bytes.length) });
  expect(tables[0]?.rows).toHaveLength(12);
});

test('histograms with the same bins share a table, and empty bins are left out', async () => {
  const { tables } = await readFile(bytesOf('histograms.root'));
  expect(tables.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['scan/ObsMu_2D, scan/ExpMu_2D', 5],
    ['other', 5],
  ]);
  expect(tables[0]?.columns).toEqual(['x', 'y', 'scan/ObsMu_2D', 'scan/ExpMu_2D']);
  expect(tables[0]?.rows.map(({ cells }) => cells)).toEqual([
    [550, 25, 0.5, 1.0],
    [550, 75, 0.6, 1.2],
    [650, 25, 0.7, 1.4],
    [650, 75, 0.8, 1.6],
    [750, 75, 1.5, 3.0],
  ]);
});

test('a file that was cut or damaged is read or refused', async () => {
  const { bytes } = bytesOf('histograms.root');
  expect(await errorOf(readFile({ name: 'a.root', bytes: bytes.subarray(0, 200) }))).toMatchObject({
    code: 'root.damaged',
  });
  const damage = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), async (damages) => {
      const damaged = bytes.slice();
      for (const { at, value } of damages) damaged[at] = value;
      await readFile({ name: 'a.root', bytes: damaged }).catch((error: unknown) => {
        if (!(error instanceof ContouristError)) throw error;
      });
    }),
    { numRuns: 60, seed: 20261201 },
  );
});

describe.skipIf(!isHere)('genuine ROOT files (skipped where ../shared/formats is absent)', () => {
  test('a summary plot of CMS: a histogram of limits and eight contours', async () => {
    const { tables, contours = [] } = await readFile(
      bytesOf('formats/cms-sms-root/t6tthzbrb_sus19_008.root', SHARED),
    );
    expect(tables.map(({ columns, rows }) => [columns, rows.length])).toEqual([
      [['x', 'y', 'xsec, 95% CL upper limit on cross section (pb)'], 927],
    ]);
    expect(contours.map(({ label }) => label)).toContain('ssobs');
    expect(contours).toHaveLength(8);
  });

  test('contours alone', async () => {
    const { tables, contours = [] } = await readFile(
      bytesOf('formats/cms-sms-root/summary_comb_DM_out.root', SHARED),
    );
    expect([tables.length, contours.length]).toEqual([0, 6]);
  });

  test('limits on μ of CMS-SUS-19-005 are those of the table made from them', async () => {
    const { tables } = await readFile(
      bytesOf('data/cms-sus-19-005-t2qq-llp-3d/orig/t2qq-10_sus19_005.root', SHARED),
    );
    const observed = tables.find(({ columns }) => columns.includes('ObsMu_2D'));
    const mu = observed?.columns.indexOf('ObsMu_2D') ?? -1;
    const values = observed?.rows.flatMap(({ cells }) => {
      const value = Number(cells[mu]);
      return value > 0 ? [value] : [];
    });
    // 4,739 points with an observed limit at 10 cm, 1,243 of them excluded: the README beside the data.
    expect(values).toHaveLength(4739);
    expect(values?.filter((value) => value < 1)).toHaveLength(1243);
  });
});
