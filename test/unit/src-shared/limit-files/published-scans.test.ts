// Published scans, read as a physicist would; how many points each has, and how many of them are excluded, stands in
// the README beside it. They live beside the repository because some carry no licence.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';
import { describeReason, describeRemark } from '#shared/limit-files/describe-reason.ts';
import { parseMapping } from '#shared/limit-files/parse-mapping.ts';
import { type LimitFileReading, readLimits } from '#shared/limit-files/read-limits.ts';
import { readTable } from '../formats/table-of-text.ts';
import { errorOf } from './expect-error.ts';

const SHARED = new URL('../../../../../shared/', import.meta.url);
const isHere = existsSync(new URL('data/', SHARED));

const read = (path: string) => readFileSync(new URL(path, SHARED), 'utf8');

/** Reads a file in a space wide enough for all of it. */
function reading(
  path: string,
  columns: readonly string[],
  mapping: string,
  extra = '',
  theoryPath?: string,
): LimitFileReading {
  const parameters = columns.map((name) => `  - { name: ${name}, lower: -1, upper: 1e5 }`).join('\n');
  const campaign = `name: scan
parameters:
${parameters}
quantities: [obs, exp, exp_p1, exp_m1, exp_p2, exp_m2]
contour: exp
${extra}`;
  const theory = theoryPath === undefined ? {} : { theoryTable: readTable(read(theoryPath), theoryPath) };
  const space = createSpace(parseCampaignYaml(campaign, 'campaign.yaml'));
  return readLimits(readTable(read(path), path), parseMapping(mapping, 'mapping.yaml'), space, theory);
}

const suggestionOf = ({ suggestions: [first] }: LimitFileReading): string =>
  first === undefined ? 'none' : describeRemark(first, 'terminal');

/** Points with this limit, and how many of them are excluded (ln μ < 0). */
function tally({ rows }: LimitFileReading, quantity: Quantity, keep = (_: Float64Array) => true): number[] {
  const limits = rows
    .filter(({ theta }) => theta !== null && keep(theta))
    .flatMap((row) => row.limits.filter((limit) => limit.quantity === quantity));
  return [limits.length, limits.filter(({ y }) => y < 0).length];
}

const BANDS = 'exp_p1: mu_exp_p1s, exp_m1: mu_exp_m1s, exp_p2: mu_exp_p2s, exp_m2: mu_exp_m2s';

describe.skipIf(!isHere)('published scans (skipped where ../shared/data is absent)', () => {
  test('CMS-SUS-21-008 WH: limits on μ', () => {
    const folder = 'data/cms-sus-21-008-wh';
    const mapping = `quantities: { obs: mu_obs, exp: mu_exp, ${BANDS} }
limit: { theory: { file: xsec.csv, column: xsec_pb, unit: pb, match: [m_nlsp], interpolate: log, error: unc_pb } }`;
    const scan = reading(`${folder}/points.csv`, ['m_nlsp', 'm_lsp'], mapping, '', `${folder}/xsec.csv`);
    expect(tally(scan, 'obs')).toEqual([900, 362]);
    expect(tally(scan, 'exp')).toEqual([900, 430]);
    expect(scan).toMatchObject({ rejected: [], warnings: [], suggestions: [] });
    // 0.4576 pb of 10.035 pb at 125 GeV.
    expect(scan.rows[0]?.limits[0]?.relativeTheoryError).toBeCloseTo(0.4576 / 10.035, 12);
  });

  test('ATLAS-SUSY-2015-06 gluinos: limits on the cross section, five of them missing', () => {
    const mapping = `quantities: { obs: ul_obs_fb, exp: ul_exp_fb }
limit: { kind: sigma, unit: fb, theory: { column: xsec_fb, unit: fb } }`;
    const scan = reading('data/atlas-susy-2015-06-gg-direct/points.csv', ['m_gluino', 'm_lsp'], mapping);
    expect(tally(scan, 'obs')).toEqual([117, 51]);
    expect(tally(scan, 'exp')).toEqual([117, 49]);
    expect(scan.rejected).toHaveLength(5);
    expect(scan.rejected[0]?.reason).toEqual({ code: 'no-limit', columns: ['ul_obs_fb', 'ul_exp_fb'] });
  });

  test('CMS-SUS-19-005 long-lived: 14,593 rows, the same through the column and through the table', () => {
    const folder = 'data/cms-sus-19-005-t2qq-llp-3d';
    const quantities =
      'quantities: { obs: ul_obs_pb, exp: ul_exp_pb, exp_p1: ul_exp_p1s_pb, exp_m1: ul_exp_m1s_pb }';
    const columns = ['m_squark', 'm_lsp', 'ctau_cm'];
    const scan = reading(
      `${folder}/points.csv`,
      columns,
      `${quantities}\nlimit: { kind: sigma, unit: pb, theory: { column: xsec_used_pb, unit: pb } }`,
    );
    const at = (ctau: number) => (theta: Float64Array) => theta[2] === ctau;
    expect(tally(scan, 'obs', at(10))).toEqual([4739, 1243]);
    expect(tally(scan, 'exp', at(50))).toEqual([4973, 1489]);
    expect(tally(scan, 'exp_p1', at(200))).toEqual([4881, 1105]);
    expect(tally(scan, 'exp_m1', at(10))).toEqual([4739, 1387]);

    const joined = reading(
      `${folder}/points.csv`,
      columns,
      `${quantities}\nlimit: { kind: sigma, unit: pb, theory: { file: xsec.csv, column: xsec_pb, unit: pb, match: [m_squark] } }`,
      '',
      `${folder}/xsec.csv`,
    );
    expect(joined.rows).toHaveLength(scan.rows.length);
    for (const [index, row] of joined.rows.entries()) {
      // Both files round the cross section to 7 digits.
      expect(row.limits[0]?.y).toBeCloseTo(scan.rows[index]?.limits[0]?.y ?? Number.NaN, 5);
    }
  });

  test('the dark-Higgs Latin hypercube: failed, partial and huge values', () => {
    const quantities = 'quantities: { obs: mu_obs, exp: mu_exp }';
    const path = 'data/darkhiggs-4d-lhs/points.csv';
    const scan = reading(path, ['m_zp', 'm_dh', 'm_dm', 'gx'], quantities, 'fixed: { gq: 0.25 }');
    // 929 rows: 432 good, 12 huge, 273 partial; 212 failed.
    expect(scan.rows).toHaveLength(432 + 12 + 273);
    expect(scan.rows.filter(({ limits }) => limits.length === 1)).toHaveLength(273);
    expect(scan.rejected).toHaveLength(212);
    expect(suggestionOf(scan)).toMatch(
      /^\d+ limits lie beyond μ = 1e4 \(the largest, 3\.1e114, on line 777\)/,
    );

    // The points that a replay takes: 1e-6 < mu_exp < 1e4.
    const accepted = reading(
      path,
      ['m_zp', 'm_dh', 'm_dm', 'gx'],
      'quantities: { exp: mu_exp }\naccept: [1e-6, 1e4]',
    );
    expect(tally(accepted, 'exp')[0]).toBe(444);
  });

  test('cross sections alone are a cheap task', () => {
    const mapping = 'limit: { kind: theory, column: xsec_fb, unit: fb, reference: 1 }\nfidelity: low';
    const scan = reading('data/darkhiggs-4d-uniform/points.csv', ['m_zp', 'm_dh', 'm_dm', 'gx'], mapping);
    expect(scan.fidelity).toBe('low');
    expect(scan.rows).toHaveLength(1195);
    expect(scan.rows[0]?.limits[0]?.y).toBeCloseTo(-Math.log(340.4), 12);
  });

  test('limits over 14 orders of magnitude: clip is suggested', () => {
    const folder = 'data/cms-exo-19-010-wino-lifetime';
    const mapping = `quantities: { obs: ul_obs_pb, exp: ul_exp_pb }
limit: { kind: sigma, unit: pb, theory: { file: xsec.csv, column: xsec_pb, unit: pb, match: [m_c1] } }`;
    const scan = reading(`${folder}/points.csv`, ['m_c1', 'tau_ns'], mapping, '', `${folder}/xsec.csv`);
    expect(scan.rows).toHaveLength(495);
    expect(suggestionOf(scan)).toContain('clip: [1e-4, 1e4]');
  });
});

describe.skipIf(!existsSync(new URL('formats/', SHARED)))(
  'formats (skipped where ../shared/formats is absent)',
  () => {
    test("HistFitter's JSON: CLs are not limits, and -1 is no limit", () => {
      const path = 'formats/histfitter-json/stopToStauExample.json';
      const cls = reading(path, ['m0', 'm12'], 'quantities: { obs: CLs, exp: CLsexp }');
      expect(cls.findings.map(({ subject }) => subject)).toEqual([
        { code: 'cls-as-mu', column: 'CLs', quantity: 'obs', form: 'cls' },
        { code: 'cls-as-mu', column: 'CLsexp', quantity: 'exp', form: 'cls' },
      ]);
      const limits = reading(path, ['m0', 'm12'], 'quantities: { obs: upperLimit, exp: expectedUpperLimit }');
      expect(limits.rows).toEqual([]);
      expect(limits.rejected).toHaveLength(171);
    });

    test('a data frame with an unnamed index and rows of several models', () => {
      const scan = reading('formats/limit-text/limit_df.csv', ['mmed', 'mdm'], '');
      expect(scan.rows.every(({ limits }) => limits.length === 2)).toBe(true);
      expect(
        new Set(scan.rejected.map(({ column, reason }) => `${column}: ${describeReason(reason)}`)),
      ).toEqual(new Set(['mmed: the parameter is missing']));
    });

    test.each([
      ['formats/limit-text/a1_contour_1.txt', 'table.no_header'],
      ['formats/limit-text/2d_limits_Majorana_0p0_1p0_0p0.txt', 'table.no_header'],
      ['formats/checkmate-json/checkmate_dense.json', 'json.not_records'],
    ])('%s is refused: %s', (path, code) => {
      expect(errorOf(() => readTable(read(path), path)).code).toBe(code);
    });
  },
);
