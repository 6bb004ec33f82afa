import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { createSpace } from '#shared/domain/space.ts';
import { missingTest } from '#shared/limit-files/missing-value.ts';
import { defaultMapping, parseMapping } from '#shared/limit-files/parse-mapping.ts';
import { type LimitReadingOptions, readLimits } from '#shared/limit-files/read-limits.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';
import { readTable } from '../formats/table-of-text.ts';
import { errorOf } from './expect-error.ts';

const space = createSpace(
  parseCampaignYaml(
    `name: Test
parameters:
  - { name: m_zp, lower: 200, upper: 1000 }
  - { name: gx, lower: 0.1, upper: 4, scale: log }
fixed: { gq: 0.25 }
quantities: [exp, obs]
contour: exp
`,
    'campaign.yaml',
  ),
);

const read = (text: string, mapping = '', options: LimitReadingOptions = {}) =>
  readLimits(
    readTable(text, 'limits.csv'),
    mapping === '' ? defaultMapping() : parseMapping(mapping, 'mapping.yaml'),
    space,
    options,
  );

describe('a file whose columns do not fit', () => {
  test('gets the likely parameter column suggested', () => {
    expect(errorOf(() => read('mZp,gx,exp\n500,1,1\n'))).toEqual({
      code: 'limit_file.missing_column',
      message: 'limits.csv has no column `m_zp`.',
      position: { file: 'limits.csv' },
      hint: 'Its columns are mZp, gx, exp. If `mZp` is meant, a mapping says so: parameters: { m_zp: mZp }.',
    });
  });

  test('gets the likely limit columns suggested', () => {
    const error = errorOf(() => read('m_zp,gx,mu_obs,mu_exp_p1s,mu_exp\n500,1,1,1,1\n'));
    expect(error.code).toBe('limit_file.no_limits');
    expect(error.message).toBe("limits.csv has no column named like the campaign's quantities (exp, obs).");
    expect(error.hint).toContain('quantities: { exp: mu_exp, obs: mu_obs }');
  });

  test.each([
    ['parameters: { m_zp: mzp }', 'limit_file.missing_column', 'limits.csv has no column `mzp`.', 1],
    [
      'clip: [1, 2]\nparameters: { mzp: m_zp }',
      'mapping.unknown_parameter',
      'The mapping names `mzp`, which is no parameter.',
      2,
    ],
    ['quantities:\n  obs: ul', 'limit_file.missing_column', 'limits.csv has no column `ul`.', 2],
    ['variance:\n  exp: var', 'limit_file.missing_column', 'limits.csv has no column `var`.', 2],
    [
      'limit:\n  kind: theory\n  unit: fb',
      'limit_file.no_limits',
      'kind theory needs a cross section: none is named.',
      2,
    ],
    [
      'limit:\n  kind: theory\n  unit: fb\n  column: x',
      'limit_file.missing_column',
      'limits.csv has no column `x`.',
      4,
    ],
    [
      'limit: {kind: sigma, unit: pb,\n theory: {column: x, unit: pb}}',
      'limit_file.missing_column',
      'limits.csv has no column `x`.',
      2,
    ],
  ])('is pointed to the mapping: %s', (mapping, code, message, line) => {
    expect(errorOf(() => read('m_zp,gx,exp\n500,1,1\n', mapping))).toMatchObject({
      code,
      message,
      position: { file: 'mapping.yaml', line },
    });
  });
});

describe('what a mapping leaves out', () => {
  test('is taken as without one, and recorded', () => {
    const reading = read(
      'm,gx,gq,mu,obs\n500,1,0.25,2,3\n',
      'parameters: { m_zp: m }\nquantities: { exp: mu }',
    );
    expect(reading.rows[0]?.limits.map(({ quantity, y }) => [quantity, y])).toEqual([
      ['exp', Math.log(2)],
      ['obs', Math.log(3)],
    ]);
    expect(reading.mapping).toEqual({
      parameters: { m_zp: 'm', gx: 'gx', gq: 'gq' },
      quantities: { exp: 'mu', obs: 'obs' },
      limit: { kind: 'mu' },
      variance: {},
      error: {},
      fidelity: 'high',
    });
  });

  test('a flag wins over the mapping', () => {
    const text = 'm_zp,gx,exp\n500,1,1\n';
    expect(read(text, 'fidelity: low').fidelity).toBe('low');
    const reading = read(text, 'fidelity: low', { fidelity: 'high' });
    expect(reading.fidelity).toBe('high');
    expect(reading.rows[0]?.fidelity).toBe('high');
    expect(reading.mapping.fidelity).toBe('high');
  });

  test('kind theory may serve chosen quantities from columns of their own', () => {
    const { rows } = read(
      'm_zp,gx,xs\n500,1,2\n',
      'quantities: { obs: xs }\nlimit: { kind: theory, unit: fb }\nfidelity: low',
    );
    expect(rows[0]?.limits.map(({ quantity, y }) => [quantity, y])).toEqual([['obs', Math.log(1 / 2)]]);
  });
});

describe('cells that stand for "no limit"', () => {
  test.each([
    ['mu', '-1', true],
    ['sigma', '-1.000', true],
    ['mu', '-999007.0', true],
    ['mu', 'NaN', true],
    ['mu', '-', true],
    ['mu', '', true],
    ['mu', '-1.5', false],
    ['ln_mu', '-1', false],
    ['theory', '-1', false],
    ['ln_mu', 'nan', true],
  ] as const)('kind %s: "%s" is missing: %s', (kind, cell, isMissing) => {
    expect(missingTest(kind)(cell)).toBe(isMissing);
  });

  test('are those of the mapping, when it lists any', () => {
    const isMissing = missingTest('mu', ['n/a', -99, '1e3', null]);
    expect(['N/A', '-99.0', '1000', ''].map(isMissing)).toEqual([true, true, true, true]);
    expect(['-1', 'nan', '-'].map(isMissing)).toEqual([false, false, false]);
  });
});

describe('a results file', () => {
  const theta = Float64Array.of(500, 1);
  const results = { thetaOf: (id: string) => (id === 'b1-001' ? theta : null) };

  test('may name its points by id alone, with failures and their reasons', () => {
    const { rows, rejected } = read(
      'id,exp,obs,status,reason\nb1-001,2,3,done,\nb1-002,,,FAILED,grid node died\nb9-001,4,,,\nb1-003,,,lost,\n',
      '',
      { results },
    );
    expect(rows).toMatchObject([
      { line: 2, theta, outside: null, result: { id: 'b1-001', status: 'done', reason: null } },
      {
        line: 3,
        theta: null,
        limits: [],
        result: { id: 'b1-002', status: 'failed', reason: 'grid node died' },
      },
      { line: 4, theta: null, limits: [{ quantity: 'exp', y: Math.log(4) }], result: { id: 'b9-001' } },
    ]);
    expect(rejected).toMatchObject([{ line: 5, column: 'status', value: 'lost' }]);
  });

  test('may name them by parameters', () => {
    const { rows } = read('m_zp,gx,exp\n500,1,2\n', '', { results });
    expect(rows).toMatchObject([{ theta, result: { id: null, status: 'done' } }]);
  });

  test('may tell failures alone', () => {
    const { rows } = read('id,status,reason\nb1-001,failed,no acceptance\n', '', { results });
    expect(rows).toMatchObject([{ limits: [], result: { status: 'failed', reason: 'no acceptance' } }]);
  });

  test('needs the parameters where it divides by a theory table', () => {
    const mapping =
      'limit: { kind: sigma, unit: pb, theory: { file: x.csv, column: xsec, unit: pb, match: [m_zp] } }';
    const theoryTable = readTable('m_zp,xsec\n500,4\n', 'x.csv');
    const { rows, rejected } = read('id,exp\nb1-001,2\nb9-001,2\n', mapping, { results, theoryTable });
    expect(rows).toMatchObject([{ limits: [{ y: Math.log(0.5) }] }]);
    expect(rejected).toMatchObject([{ line: 3, reason: { code: 'theory-without-parameters' } }]);
  });
});

test('import after export is the identity: every θ, limit and variance to the last bit', () => {
  const finite = { noNaN: true, noDefaultInfinity: true };
  const anyNumber = fc.double(finite);
  const positive = fc.double({ ...finite, min: Number.MIN_VALUE });
  // Beyond 1e300 neither a limit nor a variance is taken.
  const lnMu = fc.double({ ...finite, min: -1e300, max: 1e300 });
  const variance = fc.option(fc.double({ ...finite, min: 0, max: 1e300 }));
  const row = fc.tuple(anyNumber, positive, lnMu, variance);
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      const text = writeTable(['m_zp', 'gx', 'exp', 'var'], rows);
      const reading = read(text, 'limit: { kind: ln_mu }\nvariance: { exp: var }');
      expect(reading.rejected).toEqual([]);
      const back = reading.rows.map(({ theta, limits: [limit] }) => [
        ...(theta ?? []),
        limit?.y,
        limit?.knownVariance,
      ]);
      expect(back).toEqual(rows);
    }),
  );
});
