import { describe, expect, it } from 'vitest';
import { chooseAxis, swapAxes } from '#renderer/features/slices/axis-changes.ts';
import type { ContoursView } from '#renderer/features/slices/contours-view.ts';
import {
  chooseSlice,
  MOVE_SHARE,
  movedBy,
  panelValues,
  roundedValue,
} from '#renderer/features/slices/slice-choice.ts';
import { type CampaignDefinition, campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';

const definition: CampaignDefinition = campaignDefinitionSchema.parse({
  name: 'Four',
  parameters: [
    { name: 'm_zp', unit: 'GeV', lower: 500, upper: 4000, step: 10 },
    { name: 'm_dm', unit: 'GeV', lower: 50, upper: 1500 },
    { name: 'm_s', unit: 'GeV', lower: 50, upper: 170 },
    { name: 'gx', lower: 0.1, upper: 3.5, scale: 'log' },
  ],
  quantities: ['exp'],
  contour: 'exp',
});

const VIEW: ContoursView = {
  x: null,
  y: null,
  fixed: {},
  field: 'pexcl',
  of: null,
  hidden: [],
  cutAt: null,
  rows: null,
  columns: null,
  panels: 3,
  overlays: [],
  comparison: null,
};

const choose = (view: Partial<ContoursView>) => chooseSlice(definition, { ...VIEW, ...view });

describe('chooseSlice', () => {
  it('begins with the first two parameters, the others at mid-range', () => {
    const choice = choose({});
    expect([choice?.x.name, choice?.y.name]).toEqual(['m_zp', 'm_dm']);
    // The middle of the logarithm of 0.1 … 3.5 is 0.592; 0.6 is as near as a hundredth of the range asks.
    expect(choice?.fixed).toEqual({ m_s: 110, gx: 0.6 });
    expect([choice?.rows?.name, choice?.columns?.name]).toEqual(['m_s', 'gx']);
  });

  it('keeps what was chosen, and lets go of parameters and values that are gone', () => {
    const kept = choose({ x: 'm_s', y: 'gx', fixed: { m_dm: 700, m_zp: 9000 }, cutAt: 2 });
    expect([kept?.x.name, kept?.y.name, kept?.cutAt]).toEqual(['m_s', 'gx', 2]);
    expect(kept?.fixed.m_dm).toBe(700);
    expect(kept?.fixed.m_zp).toBe(2250);
    expect(choose({ x: 'gone' })?.x.name).toBe('m_zp');
  });

  it('has no slice of one parameter', () => {
    const [first] = definition.parameters;
    expect(chooseSlice({ ...definition, parameters: [first!] }, VIEW)).toBeNull();
  });
});

describe('axes', () => {
  it('change places rather than be the same', () => {
    const choice = choose({})!;
    expect(chooseAxis('x', 'm_dm', choice)).toMatchObject({ x: 'm_dm', y: 'm_zp' });
    expect(chooseAxis('y', 'gx', choice)).toMatchObject({ x: 'm_zp', y: 'gx' });
    expect(swapAxes(choice)).toMatchObject({ x: 'm_dm', y: 'm_zp' });
  });
});

describe('values of sliders and panels', () => {
  it('lie on the lattice of a parameter that has one, else are as round as a hundredth of the range', () => {
    const [zp, dm, , gx] = definition.parameters;
    expect(roundedValue(zp!, 0.3333)).toBe(1670);
    expect(roundedValue(dm!, 0.5)).toBe(780);
    expect(panelValues(definition.parameters[2]!, 3)).toEqual([70, 110, 150]);
    for (const value of panelValues(gx!, 4)) expect(String(value).length).toBeLessThanOrEqual(5);
  });
});

describe('a move of the cut or of a slider', () => {
  const coarse = { name: 'm', lower: 0, upper: 1000, scale: 'linear', step: 250 } as const;

  it('is a step of the lattice where that is more than the share of the range', () => {
    expect(movedBy(coarse, 500, MOVE_SHARE)).toBe(750);
    expect(movedBy(coarse, 500, -MOVE_SHARE)).toBe(250);
    expect([movedBy(coarse, 1000, MOVE_SHARE), movedBy(coarse, 0, -MOVE_SHARE)]).toEqual([1000, 0]);
  });

  it('is two hundredths of the scale, on the lattice or as round as it may be', () => {
    const [zp, dm, , gx] = definition.parameters;
    // 2 % of 3500 GeV are 70 GeV, seven steps.
    expect(movedBy(zp!, 2250, MOVE_SHARE)).toBe(2320);
    // 2 % of 1450 GeV are 29 GeV; 810 is the roundest value within half a hundredth of the range, 7 GeV, of 809.
    expect(movedBy(dm!, 780, MOVE_SHARE)).toBe(810);
    expect(movedBy(gx!, 3.5, MOVE_SHARE)).toBe(3.5);
  });

  it('reaches a bound that is no round number', () => {
    const odd = { name: 'm', lower: 0, upper: 1003, scale: 'linear' } as const;
    expect(movedBy(odd, 1000, MOVE_SHARE)).toBe(1003);
  });
});
