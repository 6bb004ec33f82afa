import { expect, test } from 'vitest';
import {
  findImportsByHash,
  listImports,
  type NewImport,
  recordImport,
  setImportCounts,
} from '#main/store/imports-repository.ts';
import { listQuarantine, type QuarantinedRow, quarantineRows } from '#main/store/quarantine-repository.ts';
import { saveTheoryTable, theoryTablesOf } from '#main/store/theory-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { errorOf, newCampaign } from './campaign-files.ts';

const LIMITS: NewImport = {
  fileName: 'limits.csv',
  sha256: '0123456789abcdef'.repeat(4),
  kind: 'limits',
  fidelity: 'high',
  mapping: { limit: { kind: 'sigma', unit: 'pb' }, clip: [1e-4, 1e4] },
  reading: { format: { kind: 'delimited', delimiter: ',' }, columns: ['m_zp', 'obs'], isTest: false },
  counts: { imported: 12, quarantined: 1 },
};

test('an import keeps what was read, by whom and when, and is found by its hash', () => {
  const campaign = newCampaign();
  const other = {
    ...LIMITS,
    sha256: 'f'.repeat(64),
    kind: 'results' as const,
    fidelity: null,
    mapping: null,
  };
  transaction(campaign, 'import', () =>
    [LIMITS, other, LIMITS].map((entry) => recordImport(campaign, entry)),
  );
  expect(listImports(campaign).map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(listImports(campaign)[1]).toMatchObject({ ...other, user: 'ana' });
  expect(findImportsByHash(campaign, LIMITS.sha256)).toMatchObject([
    { ...LIMITS, id: 1, createdAt: expect.stringMatching(/Z$/) },
    { id: 3 },
  ]);
  expect(findImportsByHash(campaign, '0'.repeat(64))).toEqual([]);
});

test('counts can be set once the rows are in', () => {
  const campaign = newCampaign();
  transaction(campaign, 'import', () => {
    const id = recordImport(campaign, { ...LIMITS, counts: {} });
    setImportCounts(campaign, id, { imported: 7 });
  });
  expect(listImports(campaign)[0]?.counts).toEqual({ imported: 7 });
});

test('quarantined rows come back in the order of reading, of all imports or one', () => {
  const campaign = newCampaign();
  const row: QuarantinedRow = {
    file: 'limits.csv',
    line: 12,
    path: null,
    column: 'obs',
    value: '1e34',
    reason: { code: 'beyond-accept', range: [1e-6, 1e4] },
    rowText: '500,1,1e34',
  };
  const wholeRow = { ...row, line: null, column: null, value: null };
  transaction(campaign, 'import', () => {
    quarantineRows(campaign, recordImport(campaign, LIMITS), [row, wholeRow]);
    quarantineRows(campaign, recordImport(campaign, LIMITS), [row]);
  });
  expect(listQuarantine(campaign)).toHaveLength(3);
  expect(listQuarantine(campaign, 1)).toEqual([
    { ...row, id: 1, importId: 1 },
    { ...wholeRow, id: 2, importId: 1 },
  ]);
});

test('a quarantined row without its import is refused', () => {
  const campaign = newCampaign();
  const reason = { code: 'text', text: 'why' } as const;
  const row = { file: 'x', line: 1, path: null, column: null, value: null, reason, rowText: '' };
  const error = errorOf(() => transaction(campaign, 'import', () => quarantineRows(campaign, 4, [row])));
  expect(error.message).toContain('FOREIGN KEY');
});

test('the theory table of an import is kept row by row', () => {
  const campaign = newCampaign();
  const table = {
    fileName: 'xsec.csv',
    sha256: 'b'.repeat(64),
    rows: [{ m_zp: 500, xsec_pb: 0.1 }, { m_zp: '600' }],
  };
  transaction(campaign, 'import', () => saveTheoryTable(campaign, recordImport(campaign, LIMITS), table));
  expect(theoryTablesOf(campaign, 1)).toEqual([table]);
  expect(theoryTablesOf(campaign, 2)).toEqual([]);
});
