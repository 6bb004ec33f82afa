import { expect, test } from 'vitest';
import { fixedValues } from '#renderer/charts/slice/fixed-values.ts';
import { sliceAxes } from '#renderer/charts/slice/slice-axes.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';

const { parameters } = campaignDefinitionSchema.parse({
  name: 'Four',
  parameters: [
    { name: 'm_zp', unit: 'GeV', lower: 500, upper: 4000 },
    { name: 'm_dm', unit: 'GeV', lower: 50, upper: 1500 },
    { name: 'm_s', unit: 'GeV', lower: 50, upper: 170 },
    { name: 'gx', lower: 0.1, upper: 3.5, scale: 'log' },
  ],
  quantities: ['exp'],
  contour: 'exp',
});

test('a slice is held at the values that the campaign still allows, off the axes', () => {
  const [x, y] = parameters;
  const chosen = { m_zp: 1000, m_dm: 200, m_s: 180, gx: 3.5, gone: 1 };
  expect(fixedValues(chosen, parameters, x!, y!)).toEqual({ gx: 3.5 });
  expect(fixedValues(chosen, parameters, parameters[2]!, parameters[3]!)).toEqual({ m_zp: 1000, m_dm: 200 });
});

test('the axes are what was chosen, else the first two, and change places rather than be the same', () => {
  const namesOf = (chosen: { x: string | null; y: string | null }) => {
    const axes = sliceAxes(parameters, chosen);
    return [axes?.x.name, axes?.y.name];
  };
  expect(namesOf({ x: null, y: null })).toEqual(['m_zp', 'm_dm']);
  expect(namesOf({ x: 'm_s', y: 'gone' })).toEqual(['m_s', 'm_zp']);
  expect(namesOf({ x: 'm_s', y: 'm_s' })).toEqual(['m_s', 'm_zp']);
  const axes = sliceAxes(parameters, { x: null, y: null })!;
  expect(axes.with('x', 'm_dm')).toEqual({ x: 'm_dm', y: 'm_zp' });
  expect(axes.with('y', 'gx')).toEqual({ x: 'm_zp', y: 'gx' });
  expect(sliceAxes(parameters.slice(0, 1), { x: null, y: null })).toBeNull();
});
