// Genuine files of others: every one is read by its own format, or refused for the right reason. They live beside the
// repository because some carry no licence.
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseNumber } from '#shared/formats/cell.ts';
import { readFile } from '#shared/formats/registry.ts';
import type { Table } from '#shared/formats/table.ts';
import { errorOf } from './error-of.ts';

const SHARED = new URL('../../../../../shared/', import.meta.url);
const isHere = existsSync(new URL('formats/', SHARED));

const bytesOf = (path: string) => ({
  name: basename(path),
  bytes: new Uint8Array(readFileSync(new URL(path.split('/').map(encodeURIComponent).join('/'), SHARED))),
});

/** File, the format that it is recognised as without a hint, and the rows of its tables. */
const READ: readonly (readonly [path: string, format: string, rows: readonly number[]])[] = [
  ['checkmate-json/checkmate_dense.json', 'checkmate-json', [1712]],
  ['hepdata-csv/Crosssectionlimitsvs.lifetimeandmass,higgsinoLSP.csv', 'delimited', [405, 405]],
  ['hepdata-csv/HEPData-ins1755298-v4-Upper_limits_1Lbb.csv', 'delimited', [127]],
  ['hepdata-csv/HEPData-ins1765529-v2-X-section_U.L_1.csv', 'delimited', [57]],
  ['hepdata-csv/HEPData-ins1767649-v4-Figure_41ab.csv', 'delimited', [84, 84]],
  ['hepdata-csv/HEPData-ins1767649-v4-Figure_44ab.csv', 'delimited', [75, 75]],
  [
    'hepdata-csv/HEPData-ins1866951-v1-AuxFig_8g_WZ_Excl._Upper_Limit_Obs._Higgsino_(Delta_m).csv',
    'delimited',
    [66],
  ],
  ['hepdata-csv/Observedcross-sectionupperlimiton(H~,G~).csv', 'delimited', [132]],
  ['hepdata-json/hepdata_A1_obscontour.json', 'hepdata-json', [23]],
  ['hepdata-json/hepdata_AV_gq0p25_gchi1p0.json', 'hepdata-json', [92]],
  ['hepdata-json/hepdata_crosssectionlimit_cms36ifb.json', 'hepdata-json', [87]],
  ['hepdata-json/hepdata_gqplot_cms36ifb.json', 'hepdata-json', [43]],
  ['hepdata-json/hepdata_gqplot_withDM_cms36ifb.json', 'hepdata-json', [26]],
  ['hepdata-json/hepdata_observed_xseclimits_atlas139ifb.json', 'hepdata-json', [1101]],
  ['hepdata-yaml/TestHEPSubmission/data1.yaml', 'hepdata-yaml', [1]],
  ['hepdata-yaml/TestHEPSubmission/data2.yaml', 'hepdata-yaml', [1]],
  ['hepdata-yaml/TestHEPSubmission/data3.yaml', 'hepdata-yaml', [4]],
  ['hepdata-yaml/TestHEPSubmission/data4.yaml', 'hepdata-yaml', [3]],
  ['hepdata-yaml/TestHEPSubmission/data5.yaml', 'hepdata-yaml', [4]],
  ['hepdata-yaml/TestHEPSubmission/data6.yaml', 'hepdata-yaml', [3]],
  ['hepdata-yaml/TestHEPSubmission/data7.yaml', 'hepdata-yaml', [4]],
  ['hepdata-yaml/TestHEPSubmission/data8.yaml', 'hepdata-yaml', [3]],
  ['hepdata-yaml/TestHEPSubmission/submission.yaml', 'hepdata-submission', [8]],
  ['hepdata-yaml/cms-exo-22-011/limits_on_dirac_hnl_with_electron_coupling.yaml', 'hepdata-yaml', [35]],
  ['hepdata-yaml/cms-exo-22-011/limits_on_dirac_hnl_with_muon_coupling.yaml', 'hepdata-yaml', [35]],
  ['hepdata-yaml/cms-exo-22-011/limits_on_dirac_hnl_with_tau_coupling.yaml', 'hepdata-yaml', [27]],
  ['hepdata-yaml/cms-exo-22-011/limits_on_majorana_hnl_with_electron_coupling.yaml', 'hepdata-yaml', [34]],
  ['hepdata-yaml/cms-exo-22-011/limits_on_majorana_hnl_with_muon_coupling.yaml', 'hepdata-yaml', [34]],
  ['hepdata-yaml/cms-exo-22-011/limits_on_majorana_hnl_with_tau_coupling.yaml', 'hepdata-yaml', [12]],
  ['hepdata-yaml/cms-exo-22-011/submission.yaml', 'hepdata-submission', [6]],
  [
    'histfitter-json/MySimpleChannelAnalysis_fixSigXSecNominal_hypotest__1_harvest_list.json',
    'histfitter-json',
    [173],
  ],
  ['histfitter-json/stopToStauExample.json', 'histfitter-json', [171]],
  ['histfitter-list/GG_direct_combined_fixSigXSecNominal__1_harvest_list', 'histfitter-list', [122]],
  ['histfitter-list/GG_direct_combined_fixSigXSecUp__1_harvest_list', 'histfitter-list', [122]],
  ['limit-text/bdt1040-displaced.json', 'combine-json', [7]],
  ['limit-text/limit_df.csv', 'delimited', [291]],
  ['limit-text/truth_level_4D.csv', 'delimited', [929]],
  ['pyhf/example_patchset.json', 'pyhf', [1]],
  ['pyhf/hypotest_results.json', 'pyhf', [1]],
  ['pyhf/patchset_good_2_patches.json', 'pyhf', [2]],
  ['pyhf/patchset_good_stringvalues.json', 'pyhf', [2]],
  ['pyhf/tail_probs_hypotest_results.json', 'pyhf', [1]],
  ['smodels-txt/T1Disp.txt', 'smodels', [76]],
  ['smodels-txt/T1ttttoff.txt', 'smodels', [976]],
  ['smodels-txt/TChiWZoff.txt', 'smodels', [362]],
  ['smodels-txt/TRV1.txt', 'smodels', [111]],
  ['smodels-txt/TRV1bb.txt', 'smodels', [126]],
  ['susy-xsec/13TeVx1x1wino_envelope.csv', 'delimited', [77]],
  ['susy-xsec/pp13_SGmodel_SGxsec_NNLO+NNLL.json', 'susy-xsec', [72]],
  ['susy-xsec/pp13_gluino_NNLO+NNLL.json', 'susy-xsec', [501]],
  ['susy-xsec/pp13_winopm_C1N2_NLO+NLL.json', 'susy-xsec', [77]],
];

/** Files that hold no limits, or leave their meaning open, with the reason. */
const REFUSED: readonly (readonly [path: string, code: string])[] = [
  ['histfitter-list/GG_direct_combined_fixSigXSecNominal__1_harvest_list_infoFile', 'histfitter.info_file'],
  ['limit-text/2d_limits_Majorana_0p0_1p0_0p0.txt', 'table.no_header'],
  ['limit-text/a1_contour_1.txt', 'table.no_header'],
  ['limit-text/exclusion_Majorana_m_1p0_ctau.txt', 'table.no_header'],
  ['limit-text/summary_obs_Pure_NPFull_asymp_WH_WH', 'table.no_header'],
  ['pyhf/example_bkgonly.json', 'pyhf.no_limits'],
  ['pyhf/patch_C1N2_Wh_hbb_150_0.json', 'pyhf.no_limits'],
  ['pyhf/patch_template.json', 'json.syntax'],
  ['pyhf/patchset_bad_duplicate_patch_values.json', 'pyhf.duplicate_values'],
  ['smodels-txt/dataInfo.txt', 'smodels.no_limits'],
  ['smodels-txt/globalInfo.txt', 'smodels.no_limits'],
  ['susy-xsec/13TeVx1x1wino_envelope.info', 'susy_xsec.info_file'],
];

describe.skipIf(!isHere)('genuine files (skipped where ../shared/formats is absent)', () => {
  test.each(READ)('%s is %s', async (path, format, rows) => {
    const read = await readFile(bytesOf(`formats/${path}`));
    expect(read.format.id).toBe(format);
    expect(read.tables.map((table) => table.rows.length)).toEqual(rows);
    expect(read.tables.flatMap(({ ragged }) => ragged)).toEqual([]);
  });

  test.each(REFUSED)('%s is refused: %s', async (path, code) => {
    expect((await errorOf(readFile(bytesOf(`formats/${path}`)))).code).toBe(code);
  });
});

/** A column as numbers; empty cells are left out. */
function numbersOf(table: Table, column: string): (number | null)[] {
  const index = table.columns.indexOf(column);
  expect(index, `${column} of ${table.columns.join(', ')}`).toBeGreaterThanOrEqual(0);
  return table.rows.map(({ cells }) => parseNumber(cells[index] ?? ''));
}

/** −1 is HistFitter's sentinel, and a limit of 0 is none: the tables leave both empty. */
const isNone = (value: number | null | undefined, column: number) =>
  value === null || value === undefined || value === -1 || (value === 0 && column > 1);

/** Rows of some columns in the order of their values. */
function rowsOf(table: Table, columns: readonly string[]): (number | null)[][] {
  const values = columns.map((column) => numbersOf(table, column));
  const rows = table.rows.map((_, row) =>
    values.map((column, at) => (isNone(column[row], at) ? null : column[row]!)),
  );
  return rows.sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]));
}

/** The tables print 7 digits. */
const ROUNDING = 5.1e-7;

function expectSame(rows: readonly (number | null)[][], others: readonly (number | null)[][]): void {
  expect(rows).toHaveLength(others.length);
  for (const [index, row] of rows.entries()) {
    for (const [column, value] of row.entries()) {
      const other = others[index]?.[column] ?? null;
      if (value === null || other === null) expect(value).toBe(other);
      else expect(Math.abs(value - other)).toBeLessThanOrEqual(ROUNDING * Math.abs(other));
    }
  }
}

const tableOf = async (path: string): Promise<Table> => {
  const [table] = (await readFile(bytesOf(path))).tables;
  if (table === undefined) expect.fail(`${path} has no table`);
  return table;
};

// The tables under data/ were made from the same files by another program; 6 digits are what the coarsest prints.
describe.skipIf(!isHere)('values of genuine files are those of the tables made from them', () => {
  test('a harvest list: limits on the cross section, found by its CLs, and CLs', async () => {
    const folder = 'data/atlas-susy-2015-06-gg-direct';
    const harvest = await tableOf(`${folder}/orig/GG_direct_combined_fixSigXSecNominal__1_harvest_list`);
    const points = await tableOf(`${folder}/points.csv`);
    expectSame(
      rowsOf(harvest, [
        'm0',
        'm12',
        'upperLimit',
        'expectedUpperLimit',
        'expectedUpperLimitMinus1Sig',
        'CLs',
        'clsu1s',
      ]),
      rowsOf(points, [
        'm_gluino',
        'm_lsp',
        'ul_obs_fb',
        'ul_exp_fb',
        'ul_exp_m1s_fb',
        'cls_obs',
        'cls_exp_u1s',
      ]),
    );
    expect(harvest.known?.limit).toEqual({
      kind: 'sigma',
      unit: 'fb',
      theory: { column: 'xsec', unit: 'fb' },
    });
  });

  test('HEPData JSON: limits on μ', async () => {
    const folder = 'data/atlas-exot-2016-32-monophoton';
    const hepdata = await tableOf(`${folder}/orig/hepdata_AV_gq0p25_gchi1p0.json`);
    expectSame(
      rowsOf(hepdata, ['$m_{med}$ [GEV]', '$m_\\chi$ [GEV]', '$\\mu$ (OBSERVED LIMIT)']),
      rowsOf(await tableOf(`${folder}/points.csv`), ['m_med', 'm_dm', 'mu_obs']),
    );
  });

  test('HEPData JSON: a contour', async () => {
    const { contours } = await readFile(
      bytesOf('data/atlas-exot-2016-32-monophoton/orig/hepdata_A1_obscontour.json'),
    );
    expect(contours).toMatchObject([
      { label: 'OBSERVED LIMIT', axes: ['$m_{med}$ [GEV]', '$m_\\chi$ [GeV]'] },
    ]);
    expect(contours?.[0]?.lines[0]?.[0]).toEqual([17.1932, 29.12936]);
  });

  test('SUSY cross sections by mass', async () => {
    const folder = 'data/cms-sus-21-008-wh';
    const crossSections = await tableOf(`${folder}/orig/pp13_winopm_C1N2_NLO+NLL.json`);
    expectSame(
      rowsOf(crossSections, ['mass', 'xsec_pb', 'unc_pb']),
      rowsOf(await tableOf(`${folder}/xsec.csv`), ['m_nlsp', 'xsec_pb', 'unc_pb']),
    );
  });

  // numpy.interp of the same curves at CLs = 0.05 (NumPy 2.4.6).
  test.each([
    [
      'hypotest_results',
      [
        2.1188406580676364, 1.1898352808547612, 1.6071783835089115, 2.2545487817336034, 3.189138636624625,
        4.361253111414098,
      ],
    ],
    [
      'tail_probs_hypotest_results',
      [
        1.014186756818385, 0.5709092024057896, 0.75906400440928, 1.069247467068255, 1.5014119750585027,
        2.056166812457045,
      ],
    ],
  ])('a scan of pyhf, %s: limits where CLs is 0.05', async (name, limits) => {
    const table = await tableOf(`formats/pyhf/${name}.json`);
    expect(table.columns).toEqual(['obs', 'exp_m2', 'exp_m1', 'exp', 'exp_p1', 'exp_p2']);
    for (const [index, limit] of limits.entries()) expect(table.rows[0]?.cells[index]).toBeCloseTo(limit, 12);
  });
});
