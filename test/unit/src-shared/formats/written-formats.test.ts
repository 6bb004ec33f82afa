// Small files in the formats of others, with every turn that the genuine ones take.
import { expect, test } from 'vitest';
import { readFile } from '#shared/formats/registry.ts';
import { errorOf } from './error-of.ts';

const read = (text: string, name: string) => readFile({ name, bytes: new TextEncoder().encode(text) });

/** Columns and rows of the only table. */
async function table(text: string, name: string) {
  const { format, tables, warnings = [], contours = [] } = await read(text, name);
  expect(tables).toHaveLength(1);
  const [{ columns, rows }] = tables as [(typeof tables)[number]];
  return { format: format.id, columns, rows: rows.map(({ cells }) => cells), warnings, contours };
}

const HEPDATA = `independent_variables:
- header: {name: m(Z'), units: GeV}
  values: [{value: 500}, {low: 900, high: 1100}]
- header: {name: m(s), units: GeV}
  values: [{value: 50}, {value: 60}]
dependent_variables:
- header: {name: Expected 95% CL upper limit on mu}
  qualifiers: [{name: SQRT(S), units: GeV, value: 13000}]
  values:
  - value: 0.08
    errors:
    - {asymerror: {plus: 0.03, minus: -0.02}, label: 1 s.d.}
    - {asymerror: {plus: 0.07, minus: -0.035}, label: 2 sigma}
    - {symerror: 5%, label: theory}
  - value: '-'
`;

test('HEPData YAML: errors of standard deviations become a band, others stay errors', async () => {
  expect(await table(HEPDATA, 'data1.yaml')).toEqual({
    format: 'hepdata-yaml',
    columns: [
      "m(Z') [GeV]",
      'm(s) [GeV]',
      'Expected 95% CL upper limit on mu',
      'Expected 95% CL upper limit on mu +1 s.d.',
      'Expected 95% CL upper limit on mu -1 s.d.',
      'Expected 95% CL upper limit on mu +2 s.d.',
      'Expected 95% CL upper limit on mu -2 s.d.',
      'Expected 95% CL upper limit on mu error (theory)',
    ],
    // 5 % of 0.08 is 0.004.
    rows: [
      [500, 50, 0.08, 0.11, 0.06, 0.15, 0.045, 0.004],
      [1000, 60, '', '', '', '', '', ''],
    ],
    warnings: ["`m(Z') [GeV]` has bins: it is read at their centres."],
    contours: [],
  });
});

test('HEPData YAML: variables of one name differ by their qualifiers', async () => {
  const variable = (region: string) =>
    `- header: {name: Limit}\n  qualifiers: [{name: REGION, value: ${region}}, {name: Limit, value: Observed}]\n  values: [{value: 1}]\n`;
  const { columns } = await table(`dependent_variables:\n${variable('SR1')}${variable('SR2')}`, 'a.yaml');
  expect(columns).toEqual(['Limit (REGION = SR1, Observed)', 'Limit (REGION = SR2, Observed)']);
});

test('HEPData YAML that is broken is refused with line and column', async () => {
  const error = await errorOf(read('dependent_variables:\n- header: {name: a\n  values: []\n', 'a.yaml'));
  expect(error).toMatchObject({
    code: 'yaml.syntax',
    position: { file: 'a.yaml', line: expect.any(Number) },
  });
});

test('a submission lists its tables, and says that the limits stand elsewhere', async () => {
  const text = `---\ncomment: none\n---\nname: Limits\ndescription: |\n  Upper limits\nkeywords: []\ndata_file: limits.yaml\n`;
  expect(await table(text, 'submission.yaml')).toMatchObject({
    format: 'hepdata-submission',
    rows: [['Limits', 'limits.yaml', '', 'Upper limits']],
  });
});

test('upper limits of pyhf: the observed one and five expected ones, from −2σ to +2σ', async () => {
  expect(await table('[1.1, [0.5, 0.7, 1.0, 1.5, 2.1]]', 'limit.json')).toMatchObject({
    format: 'pyhf',
    columns: ['obs', 'exp_m2', 'exp_m1', 'exp', 'exp_p1', 'exp_p2'],
    rows: [[1.1, 0.5, 0.7, 1.0, 1.5, 2.1]],
  });
});

test('CLs of pyhf are no limits, and said to be none', async () => {
  const { columns, warnings } = await table(
    '{"CLs_exp": [0.01, 0.02, 0.06, 0.2, 0.4], "CLs_obs": 0.05}',
    'cls.json',
  );
  expect(columns).toEqual(['CLs_obs', 'CLs_exp_m2', 'CLs_exp_m1', 'CLs_exp', 'CLs_exp_p1', 'CLs_exp_p2']);
  expect(warnings.join()).toContain('no limits on μ');
});

test('a scan of pyhf that does not reach 0.05 gives no limit, and says which', async () => {
  const text =
    '{"testmus": [0, 1, 2], "results": [[[0.9], [[0.5],[0.6],[0.7],[0.8],[0.9]]], [[0.5], [[0.04],[0.05],[0.2],[0.3],[0.4]]], [[0.2], [[0.01],[0.02],[0.03],[0.04],[0.1]]]]}';
  const { rows, warnings } = await table(text, 'scan.json');
  // 1 + (0.2 − 0.05)/(0.2 − 0.03) and so on.
  expect(rows[0]?.[0]).toBe('');
  expect(rows[0]?.[3]).toBeCloseTo(1 + 0.15 / 0.17, 14);
  expect(rows[0]?.[5]).toBe('');
  expect(warnings).toHaveLength(3);
});

test('limits of combine by mass, under the names of CombineHarvester', async () => {
  const text = '{"120.0": {"exp+1": 1.5, "exp0": 1.0, "obs": 0.9, "exp-1": 0.7}, "125.0": {"exp0": 2.0}}';
  expect(await table(text, 'limits.json')).toMatchObject({
    format: 'combine-json',
    columns: ['mass', 'exp', 'exp_m1', 'exp_p1', 'exp_m2', 'exp_p2', 'obs'],
    rows: [
      ['120.0', 1.0, 0.7, 1.5, '', '', 0.9],
      ['125.0', 2.0, '', '', '', '', ''],
    ],
  });
});

test('limits by mass with something else among them are refused', async () => {
  const error = await errorOf(read('{"120.0": {"exp0": 1.0, "chi2": 4}}', 'limits.json'));
  expect(error).toMatchObject({ code: 'combine.shape' });
});

test('SModels: equal branches once, widths, expected beside observed', async () => {
  const text = `txName: T1Disp
upperLimits: [[[[(1.0E+03*GeV,6.5E-16*GeV),1.0E+02*GeV],[(1.0E+03*GeV,6.5E-16*GeV),1.0E+02*GeV]],6.1E-03*pb],
[[[(1.2E+03*GeV,1.0E-16*GeV),1.0E+02*GeV],[(1.2E+03*GeV,1.0E-16*GeV),1.0E+02*GeV]],5.0E-03*pb]]
expectedUpperLimits: [[[[(1.2E+03*GeV,1.0E-16*GeV),1.0E+02*GeV],[(1.2E+03*GeV,1.0E-16*GeV),1.0E+02*GeV]],4.0E-03*pb]]
`;
  expect(await table(text, 'T1Disp.txt')).toMatchObject({
    columns: ['x0 [GeV]', 'x1 [GeV]', 'x2 [GeV]', 'Observed upper limit [pb]', 'Expected upper limit [pb]'],
    rows: [
      [1000, 6.5e-16, 100, 0.0061, ''],
      [1200, 1e-16, 100, 0.005, 0.004],
    ],
  });
});

test('SModels: limits in two units are refused', async () => {
  const error = await errorOf(
    read('txName: T1\nupperLimits: [[[1.0*GeV],1.0*pb],\n[[2.0*GeV],1.0*fb]]\n', 'T1.txt'),
  );
  expect(error).toMatchObject({ code: 'smodels.shape', position: { line: 3 } });
});

test('SModels: a list that does not close is refused with its line', async () => {
  const error = await errorOf(read('txName: T1\nupperLimits: [[[1.0*GeV],1.0*pb],\n', 'T1.txt'));
  expect(error).toMatchObject({ code: 'smodels.syntax', position: { line: 3 } });
});

/** A row of a harvest list: CLs, upper limit, cross section, m0 and m12. */
const harvestRow = (cls: number, limit: number, xsec: string) =>
  `0.5 0.5 ${cls} -1 -1 0 0.5 4 -1 -1 0.8 0.4 0.9 0.2 -1 -1 -1 -1 -1 ${limit} 0 8.9 13.5 20.2 6.0 4.3 ${xsec} -999007. 3 0 0 0 0 0 0 1850 750 0`;

test('a harvest list: upper limits are read as what its CLs say', async () => {
  const known = async (rows: readonly string[]) =>
    (await read(rows.join('\n'), 'a_harvest_list')).tables[0]?.known;
  expect(await known([harvestRow(0.7, 12, '2.1'), harvestRow(0.01, 2, '2.1')])).toMatchObject({
    limit: { kind: 'sigma', theory: { column: 'xsec' } },
  });
  expect(await known([harvestRow(0.7, 1.2, '2.1'), harvestRow(0.01, 0.2, '2.1')])).toMatchObject({
    limit: { kind: 'mu' },
  });
  // None was computed: the columns of limits are known all the same, so that nothing else is taken for one.
  expect(await known([harvestRow(0.7, -1, '2.1')])).toMatchObject({ quantities: { obs: 'upperLimit' } });
});

test('what no table has is refused before it takes long: kinds of errors, masses, records', async () => {
  const values = Array.from(
    { length: 60 },
    (_, i) =>
      `{"x":[{"value":"${i}"}],"y":[{"value":"1","group":0,"errors":[{"symerror":0.1,"label":"${i}"}]}]}`,
  );
  const hepdata = `{"headers":[{"name":"m"},{"name":"UL"}],"x_count":1,"values":[${values.join(',')}]}`;
  expect(await errorOf(read(hepdata, 'a.json'))).toMatchObject({ code: 'hepdata.too_wide' });
  const masses = Array.from({ length: 40 }, (_, i) => `${i}.0*GeV`).join(',');
  expect(await errorOf(read(`txName: T1\nupperLimits: [[[${masses}],1.0*pb]]\n`, 'T1.txt'))).toMatchObject({
    code: 'smodels.shape',
  });
  // More records than a function takes arguments.
  const many = Array.from({ length: 130_000 }, (_, i) => `"${i}":{"xsec_pb":1}`).join(',');
  const { tables } = await read(`{"initial state":"pp","data":{${many}}}`, 'x.json');
  expect(tables[0]?.rows).toHaveLength(130_000);
});

const recast = (values: readonly number[]) =>
  JSON.stringify(
    Object.fromEntries(
      ['exp_m2', 'exp_m1', 'exp', 'exp_p1', 'exp_p2', 'obs'].map((key, i) => [key, values[i]]),
    ),
  );

test("RECAST's limits and its CLs have the same keys, and are told apart by the name", async () => {
  const limits = [0.4, 0.6, 0.8, 1.2, 1.7, 0.9];
  expect(await table(recast(limits), 'run/limit_data.json')).toMatchObject({
    format: 'recast',
    columns: ['exp_m2', 'exp_m1', 'exp', 'exp_p1', 'exp_p2', 'obs'],
    rows: [limits],
    warnings: [],
  });
  const cls = await table(recast([0.001, 0.01, 0.04, 0.2, 0.5, 0.06]), 'run/limit_data_nomsignal.json');
  expect(cls.columns).toEqual(['CLs_exp_m2', 'CLs_exp_m1', 'CLs_exp', 'CLs_exp_p1', 'CLs_exp_p2', 'CLs_obs']);
  expect(cls.warnings.join()).toContain('no limits on μ');
});

test.each([
  ['CLs above 1', [0.4, 0.6, 0.8, 1.2, 1.7, 0.9], 'limit_data_nomsignal.json'],
  ['a band out of order', [1.7, 1.2, 0.8, 0.6, 0.4, 0.9], 'limit_data.json'],
])("RECAST's file with %s is asked about", async (_, values, name) => {
  expect(await errorOf(read(recast(values), name))).toMatchObject({ code: 'recast.doubtful' });
});
