import { describe, expect, it } from 'vitest';
import {
  type DefinitionDraft,
  draftOf,
  NEW_DEFINITION,
} from '#renderer/components/definition/definition-draft.ts';
import { parseNumber, readDraft } from '#renderer/components/definition/read-draft.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';

const FULL = parseCampaignYaml(
  `name: Compressed spectrum
parameters:
  - { name: m_nlsp, label: "m_2", unit: GeV, lower: 125, upper: 1300, step: 25 }
  - { name: gx, lower: 0.1, upper: 3.5, scale: log }
fixed: { gq: 0.25 }
constraints: ["m_nlsp > 100 * gx"]
coordinates: ["m_nlsp", "ln(gx)"]
quantities: [exp, obs]
contour: [exp]
stop: { metric: sharpness, of: m_nlsp, below: 20, for: 2 }
`,
  'campaign.yaml',
);

const changed = (changes: Partial<DefinitionDraft>) => readDraft({ ...draftOf(FULL), ...changes });
const fields = (changes: Partial<DefinitionDraft>) => changed(changes).problems.map(({ field }) => field);

describe('a definition that is being typed', () => {
  it('is the definition that it came from when nothing is typed', () => {
    expect(readDraft(draftOf(FULL))).toEqual({ definition: FULL, problems: [] });
  });

  it('has its problems at their fields, all at once', () => {
    const { problems } = readDraft(NEW_DEFINITION);
    expect(problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['name', 'parameters.0.name', 'parameters.0.lower', 'parameters.1.upper']),
    );
  });

  it('finds swapped bounds, a bad name and a number that is none', () => {
    const [mass, coupling] = draftOf(FULL).parameters;
    expect(fields({ parameters: [{ ...mass!, lower: '2000' }, coupling!] })).toEqual(['parameters.0.lower']);
    expect(fields({ parameters: [{ ...mass!, upper: '13o0' }, coupling!] })).toEqual(['parameters.0.upper']);
    expect(fields({ parameters: [mass!, { ...coupling!, lower: '0' }] })).toEqual(['parameters.1.lower']);
    expect(fields({ parameters: [mass!, { ...coupling!, name: 'obs' }] })).toContain('parameters.1.name');
  });

  it('points at the character of an expression, counting empty lines but not reading them', () => {
    const constraints = [{ text: '' }, { text: 'm_nlsp > 100 * gy' }];
    expect(changed({ constraints }).problems).toMatchObject([{ field: 'constraints.1.text', column: 16 }]);
    expect(changed({ constraints: [{ text: ' ' }] }).definition?.constraints).toEqual([]);
    expect(fields({ coordinates: [{ text: 'gx' }, { text: '' }, { text: 'gx' }] })).toEqual([
      'coordinates.2.text',
    ]);
  });

  it('knows fixed values by their line, and the stop rule by its part', () => {
    const fixed = [
      { name: '', value: '' },
      { name: 'gx', value: '1' },
    ];
    expect(fields({ fixed })).toEqual(['fixed.1.name']);
    expect(fields({ stop: { metric: 'sharpness', of: 'nothing', below: '20', for: '1' } })).toEqual([
      'stop.of',
    ]);
    expect(fields({ stop: { metric: 'entropy', of: '', below: '', for: '1' } })).toEqual(['stop.below']);
    expect(changed({ stop: { metric: '', of: '', below: '', for: '1' } }).definition?.stop).toBeUndefined();
  });

  it('has no coordinates when their lines are empty', () => {
    expect(changed({ coordinates: [{ text: '' }] }).definition).not.toHaveProperty('coordinates');
  });
});

describe('a number', () => {
  it.each([
    ['1500', 1500],
    ['1 500', 1500],
    ['1\u202f500', 1500],
    ['\u22123.5', -3.5],
    ['1.5e3', 1500],
    ['.5', 0.5],
  ])('%s is %d', (text, value) => expect(parseNumber(text)).toBe(value));

  it.each(['', 'x', '1,5', '0x10', '1e', '--1', 'Infinity'])('"%s" is none', (text) =>
    expect(parseNumber(text)).toBeNaN(),
  );
});
