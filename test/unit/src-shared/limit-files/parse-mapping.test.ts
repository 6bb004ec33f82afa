import { describe, expect, test } from 'vitest';
import { defaultMapping, parseMapping } from '#shared/limit-files/parse-mapping.ts';
import { errorOf } from './expect-error.ts';

describe('parseMapping', () => {
  test('reads every entry', () => {
    const { locate, ...mapping } = parseMapping(
      `parameters: { m_zp: mzp }
quantities: { exp: ul_exp_pb, obs: ul_obs_pb }
limit: { kind: sigma, unit: pb, theory: { file: xsec.csv, column: xsec_pb, unit: pb, match: [m_zp], interpolate: log, error: unc_pb } }
variance: { exp: exp_mc_var }
error: { obs: obs_err }
fidelity: low
clip: [1e-4, 1e4]
accept: [1e-6, 1e6]
missing: ["", "-", "nan", -1, "-999007"]
`,
      'mapping.yaml',
    );
    expect(mapping).toEqual({
      parameters: { m_zp: 'mzp' },
      quantities: { exp: 'ul_exp_pb', obs: 'ul_obs_pb' },
      limit: {
        kind: 'sigma',
        unit: 'pb',
        theory: {
          file: 'xsec.csv',
          column: 'xsec_pb',
          unit: 'pb',
          match: ['m_zp'],
          interpolate: 'log',
          error: 'unc_pb',
        },
      },
      variance: { exp: 'exp_mc_var' },
      error: { obs: 'obs_err' },
      fidelity: 'low',
      clip: [1e-4, 1e4],
      accept: [1e-6, 1e6],
      missing: ['', '-', 'nan', -1, '-999007'],
    });
    expect(locate(['limit', 'theory', 'unit'])).toEqual({ file: 'mapping.yaml', line: 3, column: 82 });
    expect(locate(['quantities', 'exp_p1'])).toMatchObject({ line: 2 });
  });

  test('an empty mapping is none', () => {
    const { locate: _, ...mapping } = parseMapping('# nothing yet\n', 'mapping.yaml');
    const { locate: __, ...none } = defaultMapping();
    expect(mapping).toEqual(none);
  });

  test.each([
    [
      'limit: {kind: sigma, theory: {column: a, unit: pb}}',
      'limit.unit: the unit is missing: kind sigma needs pb, fb or nb.',
    ],
    [
      'limit: {kind: sigma, unit: pb, theory: {column: a}}',
      'limit.theory.unit: the unit is missing: say pb, fb or nb.',
    ],
    [
      'limit: {kind: sigma, unit: barn, theory: {column: a, unit: pb}}',
      'limit.unit: `barn` is not a unit known here: say pb, fb or nb.',
    ],
    ['limit: {kind: sigma, unit: pb}', 'limit.theory: kind sigma needs theory: the cross section'],
    ['limit: {unit: pb}', 'limit.unit: kind mu has no unit; limits on the cross section are kind: sigma.'],
    [
      'limit: {kind: theory, column: a, unit: fb, theory: {column: b, unit: fb}}',
      'limit.theory: give the cross section once',
    ],
    ['limit: {kind: mu, column: a}', 'limit.column: limit.column goes with kind theory'],
    ['limit: {kind: mu, reference: 2}', 'limit.reference: reference goes with kind theory.'],
    [
      'limit: {kind: sigma, unit: pb, theory: {file: x, column: a, unit: pb}}',
      'limit.theory.match: match is missing',
    ],
    [
      'limit: {kind: sigma, unit: pb, theory: {column: a, unit: pb, match: [m]}}',
      'limit.theory.match: match goes with a theory table',
    ],
    [
      'limit: {kind: sigma, unit: pb, theory: {file: x, column: a, unit: pb, match: [m, n], interpolate: log}}',
      'limit.theory.interpolate: interpolation works in one parameter, match names 2.',
    ],
    ['limit: {kind: theory, column: a, unit: fb, reference: 0}', 'limit.reference: Too small'],
    [
      'limit: {kind: clb}',
      'limit.kind: Invalid option: expected one of "mu"|"sigma"|"ln_mu"|"log10_mu"|"cls"|"theory".',
    ],
    ['clip: [1e4, 1e-4]', 'clip: the lower end must lie below the upper one.'],
    ['clip: [0, 1e4]', 'clip.0: Too small'],
    ['fidelity: medium', 'fidelity: Invalid option: expected one of "low"|"high".'],
    ['quantities: {exp: 5}', 'quantities.exp: Invalid input: expected string, received number.'],
    ['limit: {kind: sigma, unit: pb, theory: {unit: pb}}', 'limit.theory.column: it is missing.'],
    ['- exp', 'content: Invalid input: expected object, received array.'],
  ])('%s', (text, message) => {
    const error = errorOf(() => parseMapping(text, 'mapping.yaml'));
    expect(error.code).toBe('mapping.invalid');
    expect(error.message).toContain(`The mapping's ${message}`);
    expect(error.position?.file).toBe('mapping.yaml');
  });

  test('names an entry that it does not know, with its line and those it knows', () => {
    const error = errorOf(() => parseMapping('clip: [1, 2]\nquantites: { exp: a }\n', 'mapping.yaml'));
    expect(error.message).toBe('The mapping has an entry that is not known here: `quantites`.');
    expect(error.position?.line).toBe(2);
    expect(error.hint).toContain('parameters, quantities, limit');
    expect(errorOf(() => parseMapping('quantities: { exp_p3: a }', 'm.yaml')).hint).toContain(
      'exp_p1, exp_m1',
    );
  });

  test('says where YAML breaks', () => {
    expect(errorOf(() => parseMapping('quantities:\n  exp: [a\n', 'm.yaml'))).toMatchObject({
      code: 'mapping.syntax',
      position: { file: 'm.yaml', line: 3 },
    });
  });
});
