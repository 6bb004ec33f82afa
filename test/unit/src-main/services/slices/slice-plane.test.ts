import { describe, expect, it } from 'vitest';
import { createSlicePlane, type SliceRequest } from '#main/services/slices/slice-plane.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { createSpace } from '#shared/domain/space.ts';

const space = createSpace(
  campaignDefinitionSchema.parse({
    name: 'Dark Higgs',
    parameters: [
      { name: 'm_zp', label: "m_{Z'}", unit: 'GeV', lower: 500, upper: 4500 },
      { name: 'm_dm', unit: 'GeV', lower: 100, upper: 1100 },
      { name: 'gx', lower: 0.1, upper: 10, scale: 'log' },
      { name: 'm_s', lower: 50, upper: 150 },
    ],
    fixed: { gq: 0.25 },
    constraints: ['m_dm <= 0.5 * m_zp'],
    quantities: ['exp'],
    contour: 'exp',
  }),
);

const request = (changes: Partial<SliceRequest> = {}): SliceRequest => ({
  x: 'm_zp',
  y: 'm_dm',
  fixed: {},
  grid: 5,
  ...changes,
});

describe('createSlicePlane', () => {
  it('spaces nodes equally on the scale of each axis, from bound to bound', () => {
    const plane = createSlicePlane(space, request({ y: 'gx' }));
    expect(plane.x.values).toEqual([500, 1500, 2500, 3500, 4500]);
    for (const [index, value] of [0.1, 10 ** -0.5, 1, 10 ** 0.5, 10].entries()) {
      expect(plane.y.values[index]).toBeCloseTo(value, 12);
    }
    expect(plane.x).toMatchObject({ label: "m_{Z'}", unit: 'GeV', scale: 'linear' });
    expect(plane.y).toMatchObject({ name: 'gx', scale: 'log' });
  });

  it('puts what is not fixed at mid-range on its scale, and says so', () => {
    const { held, thetaAt } = createSlicePlane(space, request({ fixed: { m_s: 70 } }));
    expect(held).toEqual([
      { name: 'gx', value: expect.closeTo(1, 12), because: 'mid_range' },
      { name: 'm_s', value: 70, because: 'given' },
      { name: 'gq', value: 0.25, because: 'constant' },
    ]);
    expect([...thetaAt(1000, 300)]).toEqual([1000, 300, expect.closeTo(1, 12), 70]);
  });

  it('keeps the nodes inside the constraints, with their coordinates', () => {
    const { nodes, u, contains } = createSlicePlane(space, request());
    // Rows m_dm = 100, 350, 600, 850, 1100 over m_zp = 500 … 4500: allowed from m_zp = 2 m_dm on.
    expect(nodes).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 17, 18, 19, 22, 23, 24]);
    expect(u).toHaveLength(nodes.length * 4);
    expect([...u.slice(4, 8)]).toEqual([0.25, 0, 0.5, 0.5]);
    expect(contains(1000, 499)).toBe(true);
    expect(contains(1000, 501)).toBe(false);
  });

  it.each([
    [{ y: 'm_zp' }, 'slice.axes', /Both axes/],
    [{ x: 'm_zpp' }, 'slice.unknown_parameter', /Did you mean m_zp\?/],
    [{ x: 'gq' }, 'slice.unknown_parameter', /fixed at 0\.25/],
    [{ fixed: { m_dm: 200 } }, 'slice.fixed', /on an axis/],
    [{ fixed: { gx: 20 } }, 'slice.fixed', /from 0\.1 to 10/],
    [{ fixed: { gx: Number.NaN } }, 'slice.fixed', /outside its bounds/],
    [{ fixed: { gy: 1 } }, 'slice.unknown_parameter', /gx/],
    [{ grid: 1 }, 'slice.grid', /2 to 2001/],
    [{ grid: 10.5 }, 'slice.grid', /2 to 2001/],
  ])('refuses %j with %s', (changes, code, message) => {
    let thrown: unknown;
    try {
      createSlicePlane(space, request(changes));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ContouristError);
    const error = thrown as ContouristError;
    expect(error.code).toBe(code);
    expect(error.blame).toBe('usage');
    expect(`${error.message} ${error.hint}`).toMatch(message);
  });
});
