import { describe, expect, test } from 'vitest';
import {
  draftOf,
  guessTheoryTable,
  type MappingDraft,
  mappingOf,
  unreadQuantities,
  withRole,
} from '#renderer/components/mapping/mapping-draft.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { mappingSchema } from '#shared/limit-files/mapping.ts';

const DEFINITION = campaignDefinitionSchema.parse({
  name: 'Scan',
  parameters: [
    { name: 'm', lower: 0, upper: 1 },
    { name: 'g', lower: 0, upper: 1 },
  ],
  fixed: { gq: 0.25 },
  quantities: ['exp', 'obs'],
  contour: 'exp',
});

const COLUMNS = ['', 'mass', 'g', 'gq', 'e', 'e_unc', 'o', 'x'];

const MAPPINGS = {
  'limits on μ': {
    parameters: { m: 'mass', g: 'g', gq: 'gq' },
    quantities: { exp: 'e', obs: 'o' },
    error: { exp: 'e_unc' },
    fidelity: 'low',
    accept: [1e-6, 1e4],
    missing: ['', '-9'],
  },
  'ln μ with a clip': {
    parameters: { m: 'mass', g: 'g' },
    quantities: { exp: 'e' },
    variance: { exp: 'e_unc' },
    limit: { kind: 'ln_mu' },
    fidelity: 'high',
    clip: [1e-3, 1e3],
  },
  'cross sections and their theory in the file': {
    parameters: { m: 'mass', g: 'g' },
    quantities: { exp: 'e' },
    limit: { kind: 'sigma', unit: 'fb', theory: { column: 'x', unit: 'pb', error: 'e_unc' } },
    fidelity: 'high',
  },
  'cross sections alone': {
    parameters: { m: 'mass', g: 'g' },
    limit: { kind: 'theory', unit: 'fb', column: 'x', reference: 0.3 },
    fidelity: 'low',
  },
} as const;

describe('a mapping', () => {
  test.each(Object.entries(MAPPINGS))('of %s comes back from the form as it went in', (_, given) => {
    const mapping = mappingSchema.parse(given);
    expect(mappingOf(draftOf(mapping, COLUMNS), DEFINITION, null)).toEqual({ mapping });
  });

  test('with a theory table is complete when the table is chosen', () => {
    const mapping = mappingSchema.parse({
      parameters: { m: 'mass', g: 'g' },
      quantities: { exp: 'e' },
      limit: {
        kind: 'sigma',
        unit: 'pb',
        theory: { file: 'old.csv', column: 'xs', unit: 'fb', match: ['m'] },
      },
    });
    const draft = draftOf(mapping, COLUMNS);
    expect(mappingOf(draft, DEFINITION, null)).toEqual({
      problem: 'Choose the table of theory cross sections.',
    });
    const theoryTable = guessTheoryTable(['M', 'xsec_fb', 'unc_fb'], DEFINITION);
    expect(mappingOf({ ...draft, theoryTable }, DEFINITION, 'xsec.csv')).toMatchObject({
      mapping: {
        limit: {
          theory: {
            file: 'xsec.csv',
            column: 'xsec_fb',
            error: 'unc_fb',
            match: { m: 'M' },
            interpolate: 'log',
            unit: 'fb',
          },
        },
      },
    });
  });
});

describe('the form', () => {
  const draft = draftOf(mappingSchema.parse(MAPPINGS['limits on μ']), COLUMNS);

  test('gives a role to one column at a time', () => {
    const moved = withRole(draft, 'x', 'limit:exp');
    expect(moved.roles).toMatchObject({ e: 'ignore', x: 'limit:exp', o: 'limit:obs' });
    // Columns that nobody reads are as many as it takes.
    expect(withRole(withRole(moved, 'o', 'ignore'), 'x', 'ignore').roles).toMatchObject({
      o: 'ignore',
      x: 'ignore',
    });
  });

  test.each([
    ['a parameter', (d: MappingDraft) => withRole(d, 'mass', 'ignore'), 'No column is read as m.'],
    [
      'any limit',
      (d: MappingDraft) => withRole(withRole(d, 'e', 'ignore'), 'o', 'ignore'),
      'No column is read as a limit.',
    ],
    [
      'the theory of cross sections',
      (d: MappingDraft): MappingDraft => ({ ...d, kind: 'sigma' }),
      /theory cross section/,
    ],
  ])('says that it lacks %s', (_, change, problem) => {
    expect(mappingOf(change(draft), DEFINITION, null)).toEqual({
      problem: typeof problem === 'string' ? problem : expect.stringMatching(problem),
    });
  });

  test('knows which quantities no column is read as', () => {
    expect(unreadQuantities(draft, DEFINITION)).toEqual([]);
    expect(unreadQuantities(withRole(draft, 'o', 'ignore'), DEFINITION)).toEqual(['obs']);
  });
});
