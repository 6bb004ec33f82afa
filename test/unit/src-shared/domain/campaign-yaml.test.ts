import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CampaignDefinition, campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { campaignToYaml, parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

const DARK_HIGGS = `name: Dark Higgs, s(bb) + MET
parameters:
  - { name: m_zp, label: "m_{Z'}", unit: GeV, lower: 500, upper: 5000, step: 5 }
  - { name: m_dm, unit: GeV, lower: 100, upper: 1200 }
  - { name: gx, label: "g_\\\\chi", lower: 0.5, upper: 2.0, scale: log }
fixed: { gq: 0.25 }
constraints: ["m_dm < 0.5 * m_zp"]
coordinates: ["m_zp", "m_zp - 2*m_dm", "ln(gx)"]
quantities: [exp, exp_p1, exp_m1, obs]
contour: exp
stop: { metric: entropy, below: 0.005, for: 2 }
`;
const SMALLEST = 'name: a\nparameters: [{ name: x, lower: 0, upper: 1 }]\nquantities: [exp]\ncontour: exp\n';

function refusal(text: string): ContouristError {
  try {
    parseCampaignYaml(text, 'campaign.yaml');
  } catch (error) {
    if (error instanceof ContouristError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('parseCampaignYaml', () => {
  it('reads everything that a campaign can say', () => {
    expect(parseCampaignYaml(DARK_HIGGS, 'campaign.yaml')).toEqual({
      name: 'Dark Higgs, s(bb) + MET',
      parameters: [
        { name: 'm_zp', label: "m_{Z'}", unit: 'GeV', lower: 500, upper: 5000, scale: 'linear', step: 5 },
        { name: 'm_dm', unit: 'GeV', lower: 100, upper: 1200, scale: 'linear' },
        { name: 'gx', label: 'g_\\chi', lower: 0.5, upper: 2, scale: 'log' },
      ],
      fixed: { gq: 0.25 },
      constraints: ['m_dm < 0.5 * m_zp'],
      coordinates: ['m_zp', 'm_zp - 2*m_dm', 'ln(gx)'],
      quantities: ['exp', 'exp_p1', 'exp_m1', 'obs'],
      contour: ['exp'],
      stop: { metric: 'entropy', below: 0.005, for: 2 },
    });
  });

  it('fills in the defaults, and takes JSON and a list of contours', () => {
    const smallest = parseCampaignYaml(SMALLEST, 'a.yaml');
    expect(smallest).toEqual({
      name: 'a',
      parameters: [{ name: 'x', lower: 0, upper: 1, scale: 'linear' }],
      fixed: {},
      constraints: [],
      quantities: ['exp'],
      contour: ['exp'],
    });
    expect(parseCampaignYaml(JSON.stringify(smallest), 'a.json')).toEqual(smallest);
    const both = SMALLEST.replace('[exp]', '[exp, obs]').replace('contour: exp', 'contour: [exp, obs]');
    expect(parseCampaignYaml(both, 'a.yaml').contour).toEqual(['exp', 'obs']);
  });

  it('takes any name but those of functions, columns and members of every object', () => {
    for (const name of ['e', 'i', 'pi', 'in', 'to', 'mod', 'kg', 'log', 'true_mass', 'mχ']) {
      expect(
        parseCampaignYaml(SMALLEST.replace('name: x', `name: ${name}`), 'a.yaml').parameters[0]!.name,
      ).toBe(name);
    }
  });
});

describe('refusals say what, where and what to do', () => {
  const edit = (from: string, to: string) => DARK_HIGGS.replace(from, to);
  it.each([
    ['an empty file', '', 'campaign.empty', 1, 1, 'needs name'],
    ['text', 'no campaign', 'campaign.bad_value', 1, 1, 'no campaign'],
    ['a syntax error', 'name: [', 'campaign.syntax', 1, 8, 'brackets'],
    ['a key twice', `${DARK_HIGGS}name: b\n`, 'campaign.syntax', 12, 1, ''],
    ['a missing key', edit('name: Dark Higgs, s(bb) + MET\n', ''), 'campaign.missing_key', 1, 1, 'text'],
    ['a mistyped key', edit('parameters:', 'paramters:'), 'campaign.unknown_key', 2, 1, '"parameters"'],
    [
      'a mistyped key of a parameter',
      edit('lower: 100', 'lowr: 100'),
      'campaign.unknown_key',
      4,
      30,
      '"lower"',
    ],
    ['a mistyped scale', edit('scale: log', 'scale: lg'), 'campaign.bad_value', 5, 66, '"log"'],
    ['an unknown quantity', edit('[exp, exp_p1', '[expected, exp_p1'), 'campaign.bad_value', 9, 14, 'exp_m2'],
    ['text for a number', edit('upper: 1200', 'upper: 1.2 TeV'), 'campaign.bad_value', 4, 49, '1.2 TeV'],
    ['a number for text', edit('Dark Higgs, s(bb) + MET', '2026'), 'campaign.bad_value', 1, 7, 'quotes'],
    ['an infinite bound', edit('upper: 1200', 'upper: .inf'), 'campaign.bad_value', 4, 49, ''],
    ['no parameters', SMALLEST.replace(/\[\{.*\}\]/, '[]'), 'campaign.bad_value', 2, 13, 'at least one'],
    [
      'swapped bounds',
      edit('lower: 500, upper: 5000', 'lower: 5000, upper: 500'),
      'campaign.bounds',
      3,
      54,
      'lower: 500',
    ],
    ['no range', edit('upper: 1200', 'upper: 100'), 'campaign.bounds', 4, 37, 'fixed: { m_dm: 100 }'],
    ['a log scale from zero', edit('lower: 0.5', 'lower: 0'), 'campaign.log_bounds', 5, 42, 'linear'],
    ['a step of zero', edit('step: 5', 'step: 0'), 'campaign.step', 3, 78, 'Leave step out'],
    ['a negative step', edit('step: 5', 'step: -5'), 'campaign.step', 3, 78, 'Leave step out'],
    ['a step beyond the range', edit('step: 5', 'step: 5000'), 'campaign.step', 3, 78, 'smaller'],
    ['a name twice', edit('name: m_dm', 'name: m_zp'), 'campaign.duplicate_name', 4, 13, 'Rename'],
    ['a fixed parameter', edit('gq: 0.25', 'gx: 0.25'), 'campaign.duplicate_name', 6, 14, 'one of the two'],
    ['a function for a name', edit('name: m_dm', 'name: ln'), 'campaign.bad_name', 4, 13, 'another name'],
    ['a column for a name', edit('name: m_dm', 'name: obs'), 'campaign.bad_name', 4, 13, 'mapping'],
    [
      'a member of every object for a name',
      edit('name: m_dm', 'name: constructor'),
      'campaign.reserved_name',
      4,
      13,
      'another name',
    ],
    ['TeX for a name', edit('name: m_dm', `name: "m_{DM}"`), 'campaign.bad_name', 4, 13, 'label'],
    ['a wrong constraint', edit('m_dm < 0.5', 'm_dn < 0.5'), 'expression.unknown_name', 7, 16, '"m_dm"'],
    [
      'a constraint without comparison',
      edit('m_dm < 0.5', 'm_dm + 0.5'),
      'expression.no_comparison',
      7,
      16,
      '<',
    ],
    ['a wrong coordinate', edit('2*m_dm', '2*m_dn'), 'expression.unknown_name', 8, 33, '"m_dm"'],
    ['an ambiguous logarithm', edit('ln(gx)', 'log(gx)'), 'expression.ambiguous_log', 8, 41, 'log10'],
    ['a coordinate twice', edit('"ln(gx)"', '"m_zp"'), 'campaign.duplicate_coordinate', 8, 40, 'Remove'],
    ['a quantity twice', edit('exp_p1,', 'exp,'), 'campaign.duplicate_quantity', 9, 19, 'Remove'],
    [
      'a contour of nothing',
      edit('contour: exp', 'contour: exp_p2'),
      'campaign.contour',
      10,
      10,
      'Add exp_p2',
    ],
    [
      'an unknown metric',
      edit('metric: entropy', 'metric: entrpy'),
      'campaign.bad_value',
      11,
      17,
      '"entropy"',
    ],
    ['a patience of zero', edit('for: 2', 'for: 0'), 'campaign.bad_value', 11, 45, 'at least 1'],
  ])('%s', (_what, text, code, line, column, hint) => {
    const error = refusal(text);
    expect([error.code, error.position]).toEqual([code, { file: 'campaign.yaml', line, column }]);
    expect(error.hint).toContain(hint);
  });

  it('and all that is wrong at once', () => {
    const error = refusal(edit('lower: 500,', 'lower: 50000,').replace('m_dm < 0.5', 'm_dn < 0.5'));
    expect(error.message).toContain('bounds of m_zp are swapped');
    expect(error.message).toContain('Line 7: Nothing here is called "m_dn".');
  });

  it('and too many parameters', () => {
    const parameters = Array.from({ length: 33 }, (_, index) => `{ name: x${index}, lower: 0, upper: 1 }`);
    const text = SMALLEST.replace(/\[\{.*\}\]/, `[${parameters.join(', ')}]`);
    expect(refusal(text).code).toBe('campaign.parameters');
  });
});

describe('campaignToYaml', () => {
  const name = fc.stringMatching(/^[a-z_][a-z0-9_]{3,8}$/);
  const number = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  const campaign: fc.Arbitrary<CampaignDefinition> = fc
    .record({
      name: fc.string({ minLength: 1 }).filter((text) => !text.includes('\u0000')),
      names: fc.uniqueArray(name, { minLength: 2, maxLength: 4 }),
      unit: fc.option(fc.string()),
      lower: number,
      range: number,
      scale: fc.constantFrom('linear' as const, 'log' as const),
      contour: fc.constantFrom<Quantity[]>(['exp'], ['exp', 'obs']),
    })
    .map(({ name: title, names: [fixed, ...free], unit, lower, range, scale, contour }) => ({
      name: title,
      parameters: free.map((parameter) => {
        const required = { name: parameter, lower, upper: lower + range, scale, step: range / 7 };
        return unit === null ? required : { ...required, unit };
      }),
      fixed: { [fixed!]: lower },
      constraints: [`${free[0]} > 0`],
      coordinates: [`ln(${free[0]})`],
      quantities: ['exp', 'obs'] satisfies Quantity[],
      contour,
    }));

  it('comes back as it was', () => {
    fc.assert(
      fc.property(campaign, (definition) => {
        expect(parseCampaignYaml(campaignToYaml(definition), 'a.yaml')).toEqual(definition);
      }),
    );
    const darkHiggs = parseCampaignYaml(DARK_HIGGS, 'campaign.yaml');
    expect(parseCampaignYaml(campaignToYaml(darkHiggs), 'a.yaml')).toEqual(darkHiggs);
    expect(campaignToYaml(parseCampaignYaml(SMALLEST, 'a.yaml'))).toBe(
      'name: a\nparameters:\n  - { name: x, lower: 0, upper: 1 }\nquantities: [ exp ]\ncontour: exp\n',
    );
  });

  it('is what the schema takes back from the campaign file', () => {
    const darkHiggs = parseCampaignYaml(DARK_HIGGS, 'campaign.yaml');
    expect(campaignDefinitionSchema.parse(JSON.parse(JSON.stringify(darkHiggs)))).toEqual(darkHiggs);
  });
});
