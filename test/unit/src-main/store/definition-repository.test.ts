import { expect, test } from 'vitest';
import { openCampaign } from '#main/store/database.ts';
import { readDefinition, readOrigin, writeDefinition } from '#main/store/definition-repository.ts';
import { insertPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import {
  closedAfterTest,
  DEFINITION,
  errorOf,
  newCampaign,
  point,
  proposeOnePoint,
} from './campaign-files.ts';

const [MASS, COUPLING] = DEFINITION.parameters as [
  CampaignDefinition['parameters'][number],
  CampaignDefinition['parameters'][number],
];

test('a definition comes back from the file as it was written, optional entries and all', () => {
  const campaign = newCampaign();
  expect(readDefinition(campaign)).toEqual(DEFINITION);
  campaign.close();
  expect(readDefinition(closedAfterTest(openCampaign(campaign.path)))).toEqual(DEFINITION);
});

test('a definition without its optional entries has none afterwards', () => {
  const { stop: _stop, coordinates: _coordinates, ...plain } = DEFINITION;
  const bare: CampaignDefinition = { ...plain, fixed: {}, constraints: [] };
  const campaign = newCampaign();
  transaction(campaign, 'edit', () => writeDefinition(campaign, bare));
  expect(readDefinition(campaign)).toEqual(bare);
});

test('bounds change under points that are there; the origin of the file stays', () => {
  const campaign = newCampaign();
  const origin = readOrigin(campaign);
  transaction(campaign, 'import', () => insertPoints(campaign, [point([700, 1])]));
  const wider = { ...DEFINITION, parameters: [{ ...MASS, upper: 8000 }, COUPLING] };
  transaction(campaign, 'edit', () => writeDefinition(campaign, wider));
  expect(readDefinition(campaign)).toEqual(wider);
  expect(readOrigin(campaign)).toEqual(origin);
  expect(origin.createdWith).toBe('0.1.0');
});

test('other parameters, or another order, are refused once there are points', () => {
  const campaign = newCampaign();
  const swapped = { ...DEFINITION, parameters: [COUPLING, MASS] };
  transaction(campaign, 'edit', () => writeDefinition(campaign, swapped));
  transaction(campaign, 'import', () => insertPoints(campaign, [point([1, 700])]));
  const error = errorOf(() => transaction(campaign, 'edit', () => writeDefinition(campaign, DEFINITION)));
  expect(error.code).toBe('campaign.parameters_fixed');
  expect(error.message).toBe('The campaign has points in gx, m_zp: its parameters cannot become m_zp, gx.');
  expect(readDefinition(campaign)).toEqual(swapped);
});

test('points of a batch hold the parameters as well', () => {
  const campaign = newCampaign();
  transaction(campaign, 'propose', () => {
    proposeOnePoint(campaign, [700, 1]);
  });
  const fewer = { ...DEFINITION, parameters: [MASS], constraints: [], coordinates: ['m_zp'] };
  expect(errorOf(() => transaction(campaign, 'edit', () => writeDefinition(campaign, fewer))).code).toBe(
    'campaign.parameters_fixed',
  );
});

test('a campaign with a name that is refused today opens with it', () => {
  const named = {
    ...DEFINITION,
    parameters: [{ ...MASS, name: 'constructor' }, COUPLING],
    constraints: [],
    coordinates: ['constructor'],
  };
  const campaign = newCampaign(named);
  campaign.close();
  expect(readDefinition(closedAfterTest(openCampaign(campaign.path)))).toEqual(named);
});
