import { describe, expect, test } from 'vitest';
import { importLimits, previewImport } from '#main/services/imports/import-limits.ts';
import { NO_MAPPING as plain } from '#main/services/imports/read-limit-file.ts';
import { listImports } from '#main/store/imports-repository.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { listPoints } from '#main/store/points-repository.ts';
import { listQuarantine } from '#main/store/quarantine-repository.ts';
import { theoryTablesOf } from '#main/store/theory-repository.ts';
import { type ImportResult, importResultSchema } from '#shared/contract/imports/import.ts';
import { describeReason, describeRemark } from '#shared/limit-files/describe-reason.ts';
import type { Remark } from '#shared/limit-files/reasons.ts';
import { errorOf, newCampaign } from '../../store/campaign-files.ts';
import { mappingFile, textFile } from './limit-texts.ts';

/** θ, limits and exclusion of every high-fidelity point, oldest first. */
const pointsOf = (campaign: ReturnType<typeof newCampaign>) =>
  listPoints(campaign, 'high').map(({ theta, limits, excludedReason }) => ({
    theta,
    exp: limits.exp?.y,
    obs: limits.obs?.y,
    excludedReason,
  }));

/** A row that was not taken, its reason in words. */
const asSentence = ({ path: _, reason, ...cell }: ImportResult['rejected'][number]) => ({
  ...cell,
  reason: describeReason(reason),
});

const sentences = (remarks: readonly Remark[] = []) =>
  remarks.map((remark) => describeRemark(remark, 'terminal'));

describe('an import', () => {
  test('stores the good rows, quarantines the others, and says so everywhere', () => {
    const campaign = newCampaign();
    const file = textFile(
      'm_zp,gx,gq,exp,obs\n1000,1,0.25,2,4\n1200,1,0.3,2,4\n1400,x,0.25,2,4\n1500,1,0.25,0,3\n300,0.6,0.25,1,1\n1600,1\n',
    );
    const result = importLimits(campaign, [file], plain);

    expect(importResultSchema.parse(result)).toEqual(result);
    expect(result).toMatchObject({
      imported: 3,
      quarantined: 3,
      duplicates: 0,
      outside: 1,
      clipped: 0,
      dryRun: false,
    });
    expect(result.rejected.map(asSentence)).toEqual([
      {
        file: file.path,
        line: 3,
        column: 'gq',
        value: '0.3',
        reason: 'gq is fixed at 0.25 in this campaign',
      },
      { file: file.path, line: 4, column: 'gx', value: 'x', reason: 'the parameter is not a number' },
      { file: file.path, line: 5, column: 'exp', value: '0', reason: 'an upper limit must be positive' },
      {
        file: file.path,
        line: 7,
        column: '',
        value: '',
        reason: 'the row has 2 fields where the header has 5',
      },
    ]);
    expect(pointsOf(campaign)).toEqual([
      { theta: [1000, 1], exp: Math.log(2), obs: Math.log(4), excludedReason: null },
      { theta: [1500, 1], exp: undefined, obs: Math.log(3), excludedReason: null },
      // Outside the bounds: kept as it is, so that later bounds find it again.
      { theta: [300, 0.6], exp: 0, obs: 0, excludedReason: null },
    ]);
    expect(
      listQuarantine(campaign).map(({ file, line, column, value, rowText }) => ({
        file,
        line,
        column,
        value,
        rowText,
      })),
    ).toEqual([
      { file: 'limits.csv', line: 3, column: 'gq', value: '0.3', rowText: '1200,1,0.3,2,4' },
      { file: 'limits.csv', line: 4, column: 'gx', value: 'x', rowText: '1400,x,0.25,2,4' },
      { file: 'limits.csv', line: 5, column: 'exp', value: '0', rowText: '1500,1,0.25,0,3' },
      { file: 'limits.csv', line: 7, column: null, value: null, rowText: '1600,1' },
    ]);
    const counts = { imported: 3, quarantined: 3, duplicates: 0, outside: 1, clipped: 0 };
    expect(listImports(campaign)).toMatchObject([
      { fileName: 'limits.csv', sha256: file.sha256, fidelity: 'high', counts },
    ]);
    expect(listJournal(campaign).at(-1)).toMatchObject({
      action: 'import',
      user: 'ana',
      detail: { file: 'limits.csv', sha256: file.sha256, fidelity: 'high', test: false, ...counts },
    });
  });

  test('keeps the theory table it divided by, the known variance, the clip flag and the theory error', () => {
    const campaign = newCampaign();
    const mapping = mappingFile(
      `limit: { kind: sigma, unit: pb, theory: { file: xsec.csv, column: x, unit: fb, match: [m_zp], error: dx } }
error: { exp: err }
fidelity: low
clip: [1e-4, 1e4]
`,
      { name: 'xsec.csv', text: 'm_zp,x,dx\n1000,500,50\n1200,1e-9,0\n' },
    );
    importLimits(campaign, [textFile('m_zp,gx,exp,err\n1000,1,2,0.2\n1200,1,2,0.2\n')], mapping);
    expect(listPoints(campaign, 'low').map(({ limits }) => limits.exp)).toEqual([
      // σ_UL = 2 pb over 500 fb = 0.5 pb; the error of 10 % is 0.01 in the variance of ln μ, but for the division's rounding.
      { y: Math.log(4), knownVariance: expect.closeTo(0.01, 12), isClipped: false, relativeTheoryError: 0.1 },
      { y: Math.log(1e4), knownVariance: null, isClipped: true, relativeTheoryError: 0 },
    ]);
    const [record] = listImports(campaign);
    expect(record?.mapping).toMatchObject({ fidelity: 'low', parameters: { m_zp: 'm_zp', gx: 'gx' } });
    expect(theoryTablesOf(campaign, record?.id ?? 0)).toMatchObject([
      { fileName: 'xsec.csv', rows: [{ m_zp: '1000', x: '500', dx: '50' }, { m_zp: '1200' }] },
    ]);
  });

  test('of several files is one: a file that cannot be read stops the others', () => {
    const campaign = newCampaign();
    const good = textFile('m_zp,gx,exp\n1000,1,2\n', 'good.csv');
    const other = textFile('m_zp,gx,exp\n1000,1,3\nx,1,1\n', 'other.csv');
    const bad = textFile('m_zp,exp\n1000,2\n', 'bad.csv');
    expect(errorOf(() => importLimits(campaign, [good, bad], plain)).code).toBe('limit_file.missing_column');
    expect(listImports(campaign)).toEqual([]);
    expect(pointsOf(campaign)).toEqual([]);

    const result = importLimits(campaign, [good, other], plain);
    expect(result).toMatchObject({
      imported: 2,
      quarantined: 1,
      duplicates: 1,
      rejected: [{ file: other.path, line: 3 }],
    });
    expect(result.files.map(({ imported, duplicates }) => [imported, duplicates])).toEqual([
      [1, 0],
      [1, 1],
    ]);
    expect(listJournal(campaign).filter(({ action }) => action === 'import')).toHaveLength(2);
  });

  test('marks test points, and warns where they lie on points for fits', () => {
    const campaign = newCampaign();
    importLimits(campaign, [textFile('m_zp,gx,exp\n1000,1,2\n')], plain);
    const result = importLimits(campaign, [textFile('m_zp,gx,exp\n1000,1,3\n1100,1,3\n')], plain, {
      isTest: true,
    });
    expect(result).toMatchObject({ imported: 2, duplicates: 0 });
    expect(sentences(result.files[0]?.warnings)).toEqual([
      '1 point lies where a point for fits lies too: a test there judges what the fit has seen.',
    ]);
    expect(listPoints(campaign, 'high').map(({ isTest }) => isTest)).toEqual([false, true, true]);
  });
});

describe('the same file again', () => {
  const text = 'm_zp,gx,a,b\n1000,1,2,3\nx,1,2,3\n';
  const expA = () => mappingFile('quantities: { exp: a }\n');

  test('is recognised by its bytes, whatever its name, and left alone', () => {
    const campaign = newCampaign();
    importLimits(campaign, [textFile(text)], expA());
    const again = importLimits(campaign, [textFile(text, 'copy.csv')], expA(), { isTest: true });
    expect(again).toMatchObject({ imported: 0, quarantined: 0, duplicates: 0, rejected: [] });
    expect(again.files[0]?.importedBefore).toEqual({
      file: 'limits.csv',
      import: 1,
      at: expect.stringMatching(/^2026-01-01T/),
      by: 'ana',
    });
    expect(listImports(campaign)).toHaveLength(1);
    expect(listJournal(campaign).filter(({ action }) => action === 'import')).toHaveLength(1);
    expect(listQuarantine(campaign)).toHaveLength(1);
  });

  test('is recognised within one call', () => {
    const campaign = newCampaign();
    const first = textFile(text);
    const result = importLimits(campaign, [first, textFile(text, 'copy.csv')], expA());
    expect(result).toMatchObject({ imported: 1, quarantined: 1 });
    expect(result.files[1]?.importedBefore).toEqual({ file: first.path, import: null, at: null, by: null });
  });

  test('is another import under another mapping or at the other fidelity', () => {
    const campaign = newCampaign();
    importLimits(campaign, [textFile(text)], expA());
    const low = importLimits(campaign, [textFile(text)], mappingFile('quantities: { exp: b }'), {
      fidelity: 'low',
    });
    expect(low).toMatchObject({ imported: 1, duplicates: 0, files: [{ warnings: [] }] });
    const other = importLimits(campaign, [textFile(text)], mappingFile('quantities: { exp: b }'));
    expect(other).toMatchObject({ imported: 1, duplicates: 1 });
    expect(sentences(other.files[0]?.warnings)[0]).toContain(
      'imported before (import 1) with another mapping',
    );
  });

  test('is read again when nothing of it was taken', () => {
    const campaign = newCampaign();
    const bad = 'm_zp,gx,exp\n1000,1,x\n';
    expect(importLimits(campaign, [textFile(bad)], plain)).toMatchObject({ imported: 0, quarantined: 1 });
    expect(importLimits(campaign, [textFile(bad)], plain)).toMatchObject({ imported: 0, quarantined: 1 });
  });
});

describe('the same θ again', () => {
  const header = 'm_zp,gx,exp,obs\n';
  const first = `${header}1000,1,2,3\n1100,1,2,3\n`;
  // Line 2 has both limits of a known point, line 3 is new, line 4 the same as line 2, line 5 has one of the two.
  const second = `${header}1000,1,4,5\n1200,1,4,5\n1000,1,6,7\n1100,1,8,-1\n`;

  test('is kept as replicates by default', () => {
    const campaign = newCampaign();
    importLimits(campaign, [textFile(first)], plain);
    expect(importLimits(campaign, [textFile(second)], plain)).toMatchObject({
      imported: 4,
      duplicates: 3,
      quarantined: 0,
    });
    expect(pointsOf(campaign).map(({ theta, exp }) => [theta[0], exp])).toEqual([
      [1000, Math.log(2)],
      [1100, Math.log(2)],
      [1000, Math.log(4)],
      [1200, Math.log(4)],
      [1000, Math.log(6)],
      [1100, Math.log(8)],
    ]);
  });

  test('takes the older limits\u2019 place with replace; other quantities move along', () => {
    const campaign = newCampaign();
    importLimits(campaign, [textFile(first)], plain);
    const result = importLimits(campaign, [textFile(second)], plain, { duplicates: 'replace' });
    expect(result).toMatchObject({ imported: 3, duplicates: 3, quarantined: 1 });
    expect(result.rejected).toMatchObject([{ line: 2, reason: { code: 'superseded', line: 4 } }]);
    expect(pointsOf(campaign)).toEqual([
      {
        theta: [1000, 1],
        exp: Math.log(2),
        obs: Math.log(3),
        excludedReason: { code: 'replaced', import: 2 },
      },
      {
        theta: [1100, 1],
        exp: Math.log(2),
        obs: Math.log(3),
        excludedReason: { code: 'replaced', import: 2 },
      },
      { theta: [1200, 1], exp: Math.log(4), obs: Math.log(5), excludedReason: null },
      { theta: [1000, 1], exp: Math.log(6), obs: Math.log(7), excludedReason: null },
      { theta: [1100, 1], exp: Math.log(8), obs: Math.log(3), excludedReason: null },
    ]);
  });

  test('is quarantined with refuse', () => {
    const campaign = newCampaign();
    importLimits(campaign, [textFile(first)], plain);
    const result = importLimits(campaign, [textFile(second)], plain, { duplicates: 'refuse' });
    expect(result).toMatchObject({ imported: 1, duplicates: 3, quarantined: 3 });
    expect(result.rejected[0]).toMatchObject({
      line: 2,
      reason: { code: 'duplicate', of: { kind: 'point', id: 1 }, fidelity: 'high' },
    });
    expect(pointsOf(campaign)).toHaveLength(3);
  });

  test('is none where the two have no quantity in common, nor at the other fidelity', () => {
    const campaign = newCampaign();
    importLimits(campaign, [textFile('m_zp,gx,exp\n1000,1,2\n')], plain);
    const obs = textFile('m_zp,gx,obs\n1000,1,2\n');
    expect(importLimits(campaign, [obs], plain, { duplicates: 'refuse' })).toMatchObject({
      imported: 1,
      duplicates: 0,
    });
    const low = textFile('m_zp,gx,exp\n1000,1,3\n');
    expect(importLimits(campaign, [low], plain, { duplicates: 'refuse', fidelity: 'low' })).toMatchObject({
      imported: 1,
      duplicates: 0,
    });
  });
});

test('a dry run tells what the import then does, and stores nothing', () => {
  const campaign = newCampaign();
  const files = [
    textFile('m_zp,gx,exp\n1000,1,2\n1000,1,3\n4000,1,1e9\n9999,1,1\nx,1,1\n', 'a.csv'),
    textFile('m_zp,gx,exp\n1000,1,4\n', 'b.csv'),
  ];
  const mapping = mappingFile('clip: [1e-4, 1e4]');
  for (const duplicates of ['keep', 'replace', 'refuse'] as const) {
    const before = listJournal(campaign).length;
    const preview = previewImport(campaign, files, mapping, { duplicates });
    expect(importResultSchema.parse(preview)).toEqual(preview);
    expect(listJournal(campaign)).toHaveLength(before);
    expect(pointsOf(campaign)).toEqual([]);
    const { rows, ...rest } = preview;
    const expected = {
      keep: ['import', 'replicate', 'import', 'import', 'replicate'],
      replace: ['superseded', 'superseded', 'import', 'import', 'replace'],
      refuse: ['import', 'refuse', 'import', 'import', 'refuse'],
    };
    expect(rows?.map(({ action }) => action)).toEqual(expected[duplicates]);
    expect(rows?.[2]).toEqual({
      file: files[0]?.path,
      line: 4,
      path: null,
      action: 'import',
      parameters: { m_zp: 4000, gx: 1 },
      outside: null,
      limits: { exp: { y: Math.log(1e4), knownVariance: null, isClipped: true } },
    });
    expect(rows?.[3]?.outside).toEqual({
      code: 'above',
      parameter: 'm_zp',
      value: 9999,
      bound: 5000,
      unit: 'GeV',
    });
    const other = newCampaign();
    expect(importLimits(other, files, mapping, { duplicates })).toEqual({ ...rest, dryRun: false });
  }
});
