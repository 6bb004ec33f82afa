import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeTicks } from '#renderer/charts/frame/place-ticks.ts';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { setEnergyUnit, shownUnit } from '#renderer/components/numbers/energy-unit.ts';
import { formatLength, formatParameter } from '#renderer/components/numbers/format-quantity.ts';

const mass = { name: 'm', label: 'm', unit: 'GeV', lower: 500, upper: 4000, scale: 'linear' } as const;

afterEach(() => setEnergyUnit('campaign'));

describe('masses and energies in another unit', () => {
  beforeEach(() => setEnergyUnit('TeV'));

  it('keep the digits of their own unit', () => {
    expect(formatParameter(2716, mass)).toBe('2.716\u00a0TeV');
    expect(parameterTitle(mass)).toBe('$m$ [TeV]');
    expect(formatLength(530, mass)).toBe('0.53\u00a0TeV');
  });

  it('leave couplings and times as they are', () => {
    expect(formatParameter(1.12, { unit: undefined, lower: 0.1, upper: 3.5 })).toBe('1.12');
    expect(shownUnit('ns')).toBeUndefined();
  });

  it('label an axis at round values of the shown unit, where they are in the data’s', () => {
    const ticks = placeTicks({ bounds: [500, 4000], factor: 0.001 }, [0, 700], 'x');
    const labelled = ticks.filter(({ label }) => label !== undefined);
    expect(labelled.map(({ label }) => label)).toEqual([
      '0.5',
      '1.0',
      '1.5',
      '2.0',
      '2.5',
      '3.0',
      '3.5',
      '4.0',
    ]);
    expect(labelled.map(({ value }) => Math.round(value))).toEqual([
      500, 1000, 1500, 2000, 2500, 3000, 3500, 4000,
    ]);
    expect(labelled[1]?.at).toBeCloseTo(100, 9);
  });
});

it('a campaign keeps its own unit by default', () => {
  expect(formatParameter(2716, mass)).toBe('2\u202f716\u00a0GeV');
  setEnergyUnit('GeV');
  expect(formatParameter(2.716, { ...mass, unit: 'TeV', lower: 0.5, upper: 4 })).toBe('2\u202f716\u00a0GeV');
});
