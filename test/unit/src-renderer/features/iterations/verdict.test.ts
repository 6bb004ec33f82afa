import { expect, test } from 'vitest';
import { describeVerdict } from '#renderer/features/iterations/describe-verdict.ts';
import { stateText, watchedValue } from '#renderer/features/iterations/metric-texts.ts';
import type { CampaignStatus } from '#shared/contract/iterations/status.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { iterationOf } from './iteration-fixture.ts';

const definition = campaignDefinitionSchema.parse({
  name: 'scan',
  parameters: [
    { name: 'm_zp', label: "m_{Z'}", unit: 'GeV', lower: 500, upper: 4000 },
    { name: 'gx', lower: 0.1, upper: 3 },
  ],
  quantities: ['exp', 'obs'],
  contour: ['exp', 'obs'],
});

const STATUS: CampaignStatus = {
  name: 'scan',
  contour: ['exp', 'obs'],
  iterations: [1, 2, 3, 4, 5, 6, 7, 8].map((iteration) => iterationOf(iteration, { uncertain90: 0.094 })),
  stop: {
    metric: 'uncertain90',
    below: 0.05,
    for: 2,
    value: 0.094,
    holds: 0,
    met: false,
    missing: [],
    side: null,
  },
  forecast: { points: 180, low: 120, high: 260 },
  points: {
    low: { total: 0, test: 0, excluded: 0 },
    high: { total: 190, test: 0, excluded: 0 },
  },
  outside: [],
  batches: [{ batch: 9, iteration: 8, method: 'paper', fidelity: 'high', requested: 20, states: {} }],
  isStale: false,
  warnings: [],
};

const whole = (status: CampaignStatus): string => {
  const { lead, text, forecast, tail } = describeVerdict(status, definition);
  return `${lead} ${text}${forecast === null ? '' : ` ${forecast}`}${tail}`.replaceAll('\u00a0', ' ');
};

test('not sharp yet: what is left, what the rule asks, and how many points that takes', () => {
  expect(whole(STATUS)).toBe(
    'Not sharp yet. 9.4 % of the volume is still uncertain; your rule asks for less than 5.0 % in 2 iterations running. ' +
      'At the pace since iteration 3 that takes about 180 more points, 9 batches of 20 (120 to 260 at 68 % CL).',
  );
});

test('a trend that may never get there says so', () => {
  expect(whole({ ...STATUS, forecast: { points: 180, low: 120, high: null } })).toContain(
    '(120 or many more at 68 % CL)',
  );
  expect(whole({ ...STATUS, forecast: null })).toContain('At the present pace it does not get there.');
  expect(whole({ ...STATUS, forecast: null, iterations: STATUS.iterations.slice(0, 2) })).toContain(
    'From three iterations on',
  );
});

test('sharp enough, and no rule at all', () => {
  const met = { ...STATUS, stop: { ...STATUS.stop!, holds: 2, met: true } };
  expect(describeVerdict(met, definition)).toMatchObject({
    kind: 'met',
    lead: 'Sharp enough.',
    forecast: null,
  });
  expect(describeVerdict({ ...STATUS, stop: null }, definition).kind).toBe('no rule');
});

test('a verdict without evidence says what is missing, one about the whole space that it is', () => {
  const stop = { ...STATUS.stop!, value: 0.01, holds: 2 };
  const missing = [{ code: 'no-high-fidelity', quantity: 'exp', low: 80 }] as const;
  expect(describeVerdict({ ...STATUS, stop: { ...stop, missing: [...missing] } }, definition)).toMatchObject({
    kind: 'no evidence',
    lead: 'No verdict yet.',
    forecast: null,
    missing: [
      'expected: no high-fidelity limit inside the space, the contour is that of 80 low-fidelity limits alone',
    ],
  });
  expect(
    describeVerdict({ ...STATUS, stop: { ...stop, met: true, side: 'excluded' } }, definition),
  ).toMatchObject({
    kind: 'met',
    lead: 'All excluded.',
  });
});

test('a rule may watch one parameter, in its unit, or one contour', () => {
  const iteration = {
    ...iterationOf(3, { moved: 0.02 }),
    parameters: { m_zp: { unit: 'GeV', sharpness: 18.3, sharpness90: 55 } },
    contours: { obs: iterationOf(3, { moved: 0.034 }) },
  };
  const sharp = { metric: 'sharpness', of: 'm_zp' } as const;
  expect(watchedValue(iteration, sharp)).toBe(18.3);
  expect(stateText(18.3, sharp, definition).replaceAll('\u00a0', ' ')).toBe(
    "The contour is known to ±18 GeV in $m_{Z'}$",
  );
  const moved = { metric: 'moved', of: 'obs' } as const;
  expect(watchedValue(iteration, moved)).toBe(0.034);
  expect(watchedValue(iteration, { metric: 'moved', of: 'm_zp' })).toBeNull();
  expect(stateText(0.034, moved, definition)).toBe('The contour (observed) has moved by 0.034 of the range');
});
