import { expect, test } from 'vitest';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { definitionFindingText, findInDefinition } from '#shared/domain/definition-finding.ts';

const definition = (more: object) =>
  campaignDefinitionSchema.parse({
    name: 'masses',
    parameters: [
      { name: 'm_zp', lower: 500, upper: 5000 },
      { name: 'm_dm', lower: 100, upper: 1200 },
      { name: 'gx', lower: 0.5, upper: 2, scale: 'log' },
    ],
    quantities: ['exp'],
    contour: ['exp'],
    ...more,
  });

test('a parameter that no coordinate depends on is named, also where its name stands in one', () => {
  expect(findInDefinition(definition({ coordinates: ['m_zp', 'm_zp - 2*m_dm'] }))).toEqual([
    { code: 'blind-coordinates', parameters: ['gx'] },
  ]);
  expect(findInDefinition(definition({ coordinates: ['m_zp + 0*m_dm', 'ln(gx)'] }))).toEqual([
    { code: 'blind-coordinates', parameters: ['m_dm'] },
  ]);
  expect(definitionFindingText({ code: 'blind-coordinates', parameters: ['gx'] })).toBe(
    'the coordinates do not depend on gx: the model cannot see it, and takes limits at different values of it for repeats of one another',
  );
});

test('coordinates that see a parameter in a part of the space alone are not blind', () => {
  expect(findInDefinition(definition({ coordinates: ['m_zp', 'max(m_dm, 1100)', 'ln(gx)'] }))).toEqual([]);
  expect(findInDefinition(definition({ coordinates: ['m_zp', 'sqrt(m_zp - 4*m_dm)', 'gx'] }))).toEqual([]);
});

test('constraints that leave nothing are named; a thin space is not empty', () => {
  const nothing = ['m_dm > m_zp', 'm_zp > 1500'];
  expect(findInDefinition(definition({ constraints: nothing }))).toEqual([
    { code: 'nothing-allowed', constraints: nothing },
  ]);
  // The share is 0.0001 of the box: 0.01 in each of two parameters.
  expect(
    findInDefinition(definition({ constraints: ['m_zp > 2000', 'm_zp < 2045', 'm_dm > 500', 'm_dm < 511'] })),
  ).toEqual([]);
});
