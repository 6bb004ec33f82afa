import { describe, expect, it } from 'vitest';
import { listSlicePoints } from '#main/services/slices/list-slice-points.ts';
import { createSlicePlane } from '#main/services/slices/slice-plane.ts';
import { pointsNearSlice } from '#main/services/slices/slice-points.ts';
import { theoryBand } from '#main/services/slices/theory-band.ts';
import { insertPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { createSpace } from '#shared/domain/space.ts';
import { FARTHEST_SHOWN, opacityAt, placesOf, pointsNear } from '#shared/figures/near-points.ts';
import { limit, newCampaign, point } from '../../store/campaign-files.ts';

const definition = campaignDefinitionSchema.parse({
  name: 'Three parameters',
  parameters: [
    { name: 'a', lower: 0, upper: 10 },
    { name: 'b', lower: 0, upper: 10 },
    { name: 'c', lower: 0, upper: 100 },
  ],
  constraints: ['a + b < 18'],
  quantities: ['exp', 'obs'],
  contour: 'exp',
});
const plane = createSlicePlane(createSpace(definition), { x: 'a', y: 'b', fixed: { c: 50 }, grid: 11 });

describe('pointsNearSlice', () => {
  it('takes points by their distance in the other parameters, and none beyond the constraints', () => {
    const campaign = newCampaign(definition);
    transaction(
      campaign,
      'import',
      () =>
        insertPoints(campaign, [
          point([1, 2, 50]),
          point([3, 4, 60], { fidelity: 'low' }),
          point([5, 5, 50 + 100 * FARTHEST_SHOWN + 0.1]),
          point([9.5, 9.5, 50]),
          point([2, 2, 50], { isTest: true }),
          point([2, 3, 50], { limits: { obs: limit(1) } }),
        ]),
      () => ({}),
    );
    const { points, shown } = pointsNearSlice(campaign, plane, 'exp');
    const place = { x: 3, y: 4, distance: expect.closeTo(0.1, 12), fidelity: 'low', state: 'known' };
    expect(points).toEqual([
      { id: 2, ...place, lnMu: -1 },
      { id: 1, x: 1, y: 2, distance: 0, fidelity: 'high', state: 'known', lnMu: -1 },
      { id: 5, x: 2, y: 2, distance: 0, fidelity: 'high', state: 'test', lnMu: -1 },
    ]);
    // The window chooses from the list that it is given; a + b < 18 has left it, 23 % of c has not.
    const columns = listSlicePoints(campaign);
    const { parameters } = definition;
    const places = placesOf(parameters, columns.theta);
    expect(columns.ids).toEqual(['2', '1', '3', '5', '6']);
    expect(pointsNear(parameters, columns, places, { x: 'a', y: 'b', at: { c: 50 } }, 'exp')).toEqual(shown);
  });

  it('ends where a point has faded to 16 %, 0.23 of the range', () => {
    // exp(−(d/0.17)²) = 0.16.
    expect(FARTHEST_SHOWN).toBeCloseTo(0.17 * Math.sqrt(Math.log(1 / 0.16)), 12);
    expect(opacityAt(FARTHEST_SHOWN)).toBeCloseTo(0.16, 12);
  });
});

describe('theoryBand', () => {
  const observed = Float64Array.from(plane.nodes, (node) => plane.x.values[node % 11] - 5);

  it('shifts ln μ by −ln(1 ± error/σ)', () => {
    const campaign = newCampaign(definition);
    const withError = (relativeTheoryError: number) => ({ obs: limit(0, { relativeTheoryError }) });
    transaction(
      campaign,
      'import',
      () =>
        insertPoints(campaign, [
          point([1, 2, 50], { limits: withError(0.2) }),
          point([3, 4, 60], { limits: withError(0.2) }),
        ]),
      () => ({}),
    );
    const { obs_th_p1, obs_th_m1 } = theoryBand(campaign, plane, observed);
    // With the same 20 % everywhere the contour x = 5 moves to 5 + ln 1.2 and 5 + ln 0.8.
    for (const [x] of obs_th_p1?.contours.flat() ?? []) expect(x).toBeCloseTo(5 + Math.log(1.2), 9);
    for (const [x] of obs_th_m1?.contours.flat() ?? []) expect(x).toBeCloseTo(5 + Math.log(0.8), 9);
    expect(obs_th_p1?.mean[0][0]).toBeCloseTo(-5 - Math.log(1.2), 12);
    expect(obs_th_m1?.mean[0][0]).toBeCloseTo(-5 - Math.log(0.8), 12);
    expect(obs_th_p1?.contours).toHaveLength(1);
  });

  it('is empty without theory errors', () => {
    expect(theoryBand(newCampaign(definition), plane, observed)).toEqual({});
  });
});
