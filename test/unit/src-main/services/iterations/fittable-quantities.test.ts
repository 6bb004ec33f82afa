import { expect, test } from 'vitest';
import { fittableQuantities } from '#main/services/iterations/run-fit.ts';
import { insertPoints, type NewPoint } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';
import { DEFINITION, limit, newCampaign, point } from '../../store/campaign-files.ts';

const INSIDE = [
  [2000, 1],
  [2500, 1],
  [3000, 1],
] as const;
/** Beyond the upper bound of m_zp. */
const OUTSIDE = [
  [9000, 1],
  [9500, 1],
] as const;

const withLimits = (theta: readonly number[], ...quantities: Quantity[]): NewPoint =>
  point(theta, { limits: Object.fromEntries(quantities.map((quantity) => [quantity, limit(-1)])) });

function fittable(points: readonly NewPoint[], quantities?: readonly Quantity[]) {
  const definition: CampaignDefinition = { ...DEFINITION, quantities: ['exp', 'exp_p1', 'obs'] };
  const campaign = newCampaign(definition);
  transaction(campaign, 'import', () => insertPoints(campaign, points));
  return fittableQuantities(campaign, createSpace(definition), definition, {
    quantities,
    settings: fitSettings(),
  });
}

test('quantities without limits are left out and named, whether all were asked for by name or not', () => {
  const points = INSIDE.map((theta) => withLimits(theta, 'exp', 'obs'));
  for (const asked of [undefined, ['exp', 'exp_p1', 'obs'] as const]) {
    const { data, unfitted } = fittable(points, asked);
    expect([...data.keys()]).toEqual(['exp', 'obs']);
    expect(unfitted).toEqual([{ quantity: 'exp_p1', reason: 'no-limits', outside: 0 }]);
  }
});

test('nothing to fit has three causes', () => {
  expect(() => fittable([])).toThrow(expect.objectContaining({ code: 'fit.no_points' }));
  const outside = OUTSIDE.map((theta) => withLimits(theta, 'exp'));
  expect(() => fittable(outside)).toThrow('All 2 expected limits lie outside the bounds and constraints.');
  const one = [withLimits(INSIDE[0], 'exp'), ...outside];
  expect(() => fittable(one)).toThrow(expect.objectContaining({ code: 'fit.one_point' }));
  expect(() => fittable(one)).toThrow(/^One expected limit alone determines no surrogate; 2 more outside/);
  expect(() => fittable(one, ['obs'])).toThrow('There are no observed limits to fit.');
});
